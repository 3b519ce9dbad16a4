import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { plainList } from '../../components/plain-list.ts';
import type { FailedItem } from '../../../contracts/failed-items.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import type { PageProps } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { FailedCard } from './failed-card.tsx';
import { OthersFailed } from './others-failed.tsx';
import { useFailedItems, type FailedItems } from './use-failed-items.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    ...plainList,
    gap: tokens.spacingVerticalS,
  },
});

const Actions = ({ item, failed }: { item: FailedItem; failed: FailedItems }) => {
  const { t } = useText();
  const busy = failed.doing !== null;
  // What lacks its record is tracked without it; trying the same again would change nothing.
  const withoutRecord = item.problem === 'record-not-found' && item.hasRecord;
  const word = withoutRecord
    ? 'failed.withoutRecord'
    : item.problem === 'private'
      ? 'failed.trackPrivate'
      : 'failed.retry';
  return (
    <>
      <ActionButton busy={busy} onClick={() => failed.retry(item, withoutRecord)}>
        {t(failed.doing === item.key ? 'failed.doing' : word)}
      </ActionButton>
      <ActionButton appearance="subtle" busy={busy} onClick={() => failed.dismiss(item)}>
        {t('failed.dismiss')}
      </ActionButton>
    </>
  );
};

/** What could not be tracked, why, and the way on (M-11). */
export function FailedPage({ services }: PageProps) {
  const styles = useStyles();
  const { t } = useText();
  const failed = useFailedItems(services);
  const { answer, failure, refused, reload, said } = failed;
  const holder = useKeptFocus(failed.doing !== null);
  const problem = failure ?? refused;
  return (
    <div ref={holder} className={styles.page}>
      {problem && <ProblemNotice failure={problem} store={services.store} onRetry={reload} />}
      {!answer && !failure && <Skeleton width="100%" height="96px" />}
      {answer && (
        <p className={styles.text}>{t(answer.items.length > 0 ? 'failed.hint' : 'failed.none')}</p>
      )}
      <ul className={styles.list}>
        {answer?.items.map((item) => (
          <FailedCard key={item.key} item={item}>
            <Actions item={item} failed={failed} />
          </FailedCard>
        ))}
      </ul>
      <p className={styles.text} role="status">
        {said && t(`failed.said.${said}`)}
      </p>
      {answer && <OthersFailed services={services} />}
    </div>
  );
}
