import { useCallback, useId, useState, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { AudienceResponse } from '../../../contracts/audience.ts';
import type { CrmRecord, RecordReference } from '../../../contracts/record.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { HostItem } from '../../host/host.ts';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  count: { ...typographyStyles.subtitle1, margin: 0, overflowWrap: 'anywhere' },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  choice: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
    ...typographyStyles.body1,
  },
  unit: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** More people than a request takes. */
const mostPeople = 500;

type Readers = NonNullable<AudienceResponse['readers']>;

const People = ({ readers: { some, total } }: { readers: Readers }) => {
  const styles = useStyles();
  const { t } = useText();
  if (some.length === 0) return null;
  const more = total - some.length;
  return (
    <section className={styles.page}>
      <h2 className={styles.heading}>{t('audience.people')}</h2>
      <ul className={styles.list}>
        {some.map(({ name, unit, isOutside }, at) => (
          // People of the same name and unit are told apart by nothing the CRM hands out.
          <li key={at}>
            <bdi>{name}</bdi>{' '}
            <span className={styles.unit}>
              <bdi>{unit}</bdi>
              {isOutside && ` · ${t('audience.outside')}`}
            </span>
          </li>
        ))}
        {more > 0 && <li className={styles.unit}>{t('audience.more', { count: more })}</li>}
      </ul>
    </section>
  );
};

const Known = ({ readers, answer }: { readers: Readers; answer: AudienceResponse }) => {
  const styles = useStyles();
  const { t } = useText();
  const { total, outsideUnit, byReason } = readers;
  const { unit, owner, record } = answer;
  const outside = unit
    ? t('audience.outsideUnit', { count: outsideUnit, unit })
    : t('audience.outsideTeam', { count: outsideUnit });
  return (
    <>
      <p className={styles.count} role="status">
        {t('audience.colleagues', { count: total })}
        {total > 0 && `, ${outside}`}
      </p>
      {owner && (owner.isYou || owner.name) && (
        <p className={styles.text}>
          {t(owner.isYou ? 'audience.yours' : 'audience.owner', { name: owner.name })}
        </p>
      )}
      <ul className={styles.list}>
        {byReason.map(({ reason, people }) => (
          <li key={reason}>{t(`audience.why.${reason}`, { count: people })}</li>
        ))}
      </ul>
      <People readers={readers} />
      <p className={styles.text}>
        {record !== 'counted' && `${t(`audience.record.${record}`)} `}
        {t('audience.hint')}
      </p>
    </>
  );
};

interface WouldBeProps {
  record: CrmRecord;
  chosen: boolean;
  onChange: (chosen: boolean) => void;
}

/** What it would be regarding decides too: asked before there is any. */
const WouldBe = ({ record, chosen, onChange }: WouldBeProps) => {
  const styles = useStyles();
  const { t } = useText();
  const group = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.heading}>{t('audience.ifRegarding')}</legend>
      <CheckRow
        group={group}
        checked={!chosen}
        onChange={() => onChange(false)}
        label={t('audience.withoutRecord')}
      />
      <CheckRow
        group={group}
        checked={chosen}
        onChange={() => onChange(true)}
        label={record.name}
      />
    </fieldset>
  );
};

interface AnswerProps extends Pick<PageProps, 'services'> {
  item: HostItem;
  regarding: RecordReference | null;
}

const Answer = ({ services, item, regarding }: AnswerProps) => {
  const styles = useStyles();
  const { t } = useText();
  const { call, store } = services;
  const { reference, people } = item;
  const { table, id } = regarding ?? {};
  const ask = useCallback(
    (signal: AbortSignal) => {
      const record = table !== undefined && id !== undefined ? { table, id } : null;
      const body = { item: reference, people: people.slice(0, mostPeople), regarding: record };
      return call.send<AudienceResponse>('POST', '/api/items/audience', body, signal);
    },
    [call, reference, people, table, id],
  );
  const { answer, failure, reload } = useAnswer(ask);
  if (failure) return <ProblemNotice failure={failure} store={store} onRetry={reload} />;
  if (!answer) return <Skeleton width="100%" height="72px" />;
  return (
    <div className={styles.page}>
      {answer.readers ? (
        <Known readers={answer.readers} answer={answer} />
      ) : (
        <>
          <Notice tone="info" title={t('audience.unknownTitle')} text={t('audience.unknownText')} />
          <p className={styles.text}>{t('audience.hint')}</p>
        </>
      )}
    </div>
  );
};

/** Who can read the item's copy in the CRM, or could, as the CRM decides it. */
export function AudiencePage({ services }: PageProps) {
  const styles = useStyles();
  const { item, entry } = useSyncExternalStore(services.store.subscribe, services.store.getState);
  const { context } = entry;
  const [chosen, setChosen] = useState(context?.can.needsRegarding ?? false);
  if (!item) return null;
  const now = context?.item.regarding ?? null;
  const isOpen = context?.item.state === 'not-tracked' && !now;
  const likely = isOpen ? context.suggestions[0]?.record : undefined;
  const regarding = likely ? (chosen ? likely : null) : now;
  return (
    <div className={styles.page}>
      {likely && <WouldBe record={likely} chosen={chosen} onChange={setChosen} />}
      <Answer services={services} item={item} regarding={regarding} />
    </div>
  );
}
