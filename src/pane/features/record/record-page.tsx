import { useCallback, useSyncExternalStore } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { RecordPage as Page } from '../../../contracts/record-page.ts';
import type { CrmRecord } from '../../../contracts/record.ts';
import { Failure } from '../../api/failure.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { PageProps, Services } from '../../page/page.ts';
import { useAnswer } from '../../page/use-answer.ts';
import { useText } from '../../text/use-text.ts';
import { Activities } from './activities.tsx';
import { Connections } from './connections.tsx';
import { Fields } from './fields.tsx';
import { Insights } from './insights.tsx';
import { RecordHead } from './record-head.tsx';
import { RecordSection } from './record-section.tsx';
import { useDay } from './use-day.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

const Waiting = () => (
  <div className={useStyles().waiting} aria-busy>
    <Skeleton width="70%" height="22px" />
    <Skeleton width="100%" height="96px" />
    <Skeleton width="100%" height="120px" />
  </div>
);

interface PartProps {
  page: Page;
  services: Services;
}

/** What there is to do with somebody: their company, their deals, their cases. */
const Work = ({ page, services: { open } }: PartProps) => {
  const { t } = useText();
  const day = useDay();
  const note = ({ closesOn, value }: Page['opportunities'][number]) =>
    [value, closesOn && t('record.closes', { when: day(closesOn) })].filter(Boolean).join(' · ');
  const row = (record: CrmRecord, text?: string) => (
    <RecordRow key={record.id} record={record} open={open} note={text} />
  );
  return (
    <>
      {page.parent && (
        <RecordSection heading={t('record.parent')}>{row(page.parent)}</RecordSection>
      )}
      {page.opportunities.length > 0 && (
        <RecordSection heading={t('record.opportunities')}>
          {page.opportunities.map((one) => row(one.record, note(one)))}
        </RecordSection>
      )}
      {page.cases.length > 0 && (
        <RecordSection heading={t('record.cases')}>
          {page.cases.map((one) => row(one))}
        </RecordSection>
      )}
    </>
  );
};

const Loaded = ({ page, services, change }: PartProps & { change: (page: Page) => void }) => {
  const { t } = useText();
  return (
    <>
      <RecordHead
        page={page}
        services={services}
        onPinned={(pinned) => change({ ...page, pinned })}
      />
      <Insights page={page} />
      <Fields page={page} open={services.open} />
      <Work page={page} services={services} />
      <Connections
        page={page}
        services={services}
        onAdded={(one) => change({ ...page, connections: [one, ...page.connections] })}
      />
      <Activities heading={t('record.next')} lines={page.next} none={t('record.noNext')} />
      <Activities heading={t('record.past')} lines={page.past} none={t('record.noPast')} />
    </>
  );
};

/** A record and what is around it: the way from a person to the deal (UI-06). */
export function RecordPage({ services, args: { table = '', id = '' } }: PageProps) {
  const styles = useStyles();
  const { language } = useText();
  const { call, store } = services;
  useSyncExternalStore(store.subscribe, store.getState);
  const { answer, failure, reload, change } = useAnswer(
    useCallback(
      (signal: AbortSignal) => call.get<Page>(`/api/records/${table}/${id}`, { language }, signal),
      [call, table, id, language],
    ),
  );
  // The record is what is missing here, not the item.
  const shown = failure?.code === 'item-not-found' ? new Failure('record-not-found') : failure;
  return (
    <div className={styles.page}>
      {shown && <ProblemNotice failure={shown} store={store} onRetry={reload} />}
      {!answer && !failure && <Waiting />}
      {answer && <Loaded page={answer} services={services} change={(next) => change(() => next)} />}
    </div>
  );
}
