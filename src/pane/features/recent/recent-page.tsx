import { useCallback, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Pin20Filled, Pin20Regular } from '@fluentui/react-icons/svg/pin';
import type { RecentRecords } from '../../../contracts/record-page.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import { RecordSearch } from '../../components/record-search/record-search.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ToggleButton } from '../../components/toggle-button.tsx';
import type { PageProps, Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { toFailure, type Failure } from '../../api/failure.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    marginBlock: 0,
    marginInline: `calc(-1 * ${tokens.spacingHorizontalS})`,
    padding: 0,
    listStyleType: 'none',
  },
  row: { display: 'flex', alignItems: 'center' },
  record: { flexGrow: 1, minWidth: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

interface ListProps {
  heading: string;
  records: CrmRecord[];
  pinned: ReadonlySet<string>;
  onPin: (record: CrmRecord) => void;
  open: Services['open'];
}

const RecordList = ({ heading, records, pinned, onPin, open }: ListProps) => {
  const styles = useStyles();
  const { t } = useText();
  return (
    <section className={styles.section} aria-label={heading}>
      <h2 className={styles.heading}>{heading}</h2>
      <ul className={styles.list}>
        {records.map((record) => {
          const isPinned = pinned.has(record.id);
          return (
            <li key={record.id} className={styles.row}>
              <div className={styles.record}>
                <RecordRow record={record} open={open} />
              </div>
              <ToggleButton
                icon={isPinned ? <Pin20Filled /> : <Pin20Regular />}
                label={t(isPinned ? 'recent.unpinOne' : 'recent.pinOne', { name: record.name })}
                pressed={isPinned}
                onClick={() => onPin(record)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
};

/** The list with a record pinned, or no longer. */
const withPin = (lists: RecentRecords, record: CrmRecord, pinned: boolean): RecentRecords => {
  const others = lists.pinned.filter(({ id }) => id !== record.id);
  return { ...lists, pinned: pinned ? [record, ...others] : others };
};

/** Finds any record of the CRM, and has those at hand that were opened or pinned (UI-03, UI-08). */
export function RecentPage({ services }: PageProps) {
  const styles = useStyles();
  const { t, language } = useText();
  const { call, open, store } = services;
  const [failed, setFailed] = useState<Failure | null>(null);
  const { answer, failure, reload, change } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<RecentRecords>('/api/recent', { language }, signal),
      [call, language],
    ),
  );
  const pinned = new Set(answer?.pinned.map(({ id }) => id));
  const onPin = (record: CrmRecord) => {
    const next = !pinned.has(record.id);
    const { table, id } = record;
    setFailed(null);
    change((lists) => withPin(lists, record, next));
    call
      .send('PUT', '/api/pinned', { record: { table, id }, pinned: next })
      .catch((error: unknown) => {
        change((lists) => withPin(lists, record, !next));
        setFailed(toFailure(error));
      });
  };
  const shown = failure ?? failed;
  const lists = { pinned, onPin, open };
  return (
    <div className={styles.page}>
      <RecordSearch
        label={t('recent.search')}
        call={call}
        focus={false}
        onPick={({ table, id }) => open('record', { table, id })}
      />
      {shown && <ProblemNotice failure={shown} store={store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="96px" />}
      {answer && answer.pinned.length > 0 && (
        <RecordList heading={t('recent.pinned')} records={answer.pinned} {...lists} />
      )}
      {answer && answer.recent.length > 0 && (
        <RecordList heading={t('recent.recent')} records={answer.recent} {...lists} />
      )}
      {answer && answer.recent.length + answer.pinned.length === 0 && (
        <p className={styles.text}>{t('recent.none')}</p>
      )}
    </div>
  );
}
