import { useCallback, useSyncExternalStore } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { AudienceResponse } from '../../../contracts/audience.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  count: { ...typographyStyles.subtitle1, margin: 0, overflowWrap: 'anywhere' },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
    ...typographyStyles.body1,
  },
  unit: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

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

const Known = ({ readers, unit }: { readers: Readers; unit: string }) => {
  const styles = useStyles();
  const { t } = useText();
  const { total, outsideUnit, byDepth } = readers;
  const outside = unit
    ? t('audience.outsideUnit', { count: outsideUnit, unit })
    : t('audience.outsideTeam', { count: outsideUnit });
  return (
    <>
      <p className={styles.count}>
        {t('audience.colleagues', { count: total })}
        {total > 0 && `, ${outside}`}
      </p>
      <ul className={styles.list}>
        {byDepth.map(({ depth, people }) => (
          <li key={depth}>{t(`audience.depth.${depth}`, { count: people })}</li>
        ))}
      </ul>
      <People readers={readers} />
    </>
  );
};

/** Who can read the item's copy in the CRM, as the CRM's roles have it. */
export function AudiencePage({ services }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  const { call, store } = services;
  const { item } = useSyncExternalStore(store.subscribe, store.getState);
  const reference = item?.reference ?? null;
  const ask = useCallback(
    (signal: AbortSignal) =>
      call.send<AudienceResponse>('POST', '/api/items/audience', { item: reference }, signal),
    [call, reference],
  );
  const { answer, failure, reload } = useAnswer(ask);
  if (failure) return <ProblemNotice failure={failure} store={store} onRetry={reload} />;
  if (!answer) return <Skeleton width="100%" height="72px" />;
  return (
    <div className={styles.page}>
      {answer.readers ? (
        <Known readers={answer.readers} unit={answer.unit} />
      ) : (
        <Notice tone="info" title={t('audience.unknownTitle')} text={t('audience.unknownText')} />
      )}
      <p className={styles.text}>{t('audience.hint')}</p>
    </div>
  );
}
