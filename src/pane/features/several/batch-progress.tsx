import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SeveralProgress } from '../../../contracts/several.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';
import type { Services } from '../../page/page.ts';
import { useText } from '../../text/use-text.ts';
import { useBatch } from './use-batch.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  headline: { ...typographyStyles.subtitle2, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  track: {
    height: '6px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground5,
    '@media (forced-colors: active)': { border: `${tokens.strokeWidthThin} solid CanvasText` },
  },
  bar: {
    height: '100%',
    backgroundColor: tokens.colorCompoundBrandBackground,
    transitionProperty: 'width',
    transitionDuration: tokens.durationSlow,
    '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' },
    '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
  },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, ...typographyStyles.body1 },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface BatchProgressProps {
  first: SeveralProgress;
  services: Services;
  /** The person wants to choose other messages. */
  onDone: () => void;
}

/** Why some were not tracked, each reason once. */
const Failures = ({ failed }: Pick<SeveralProgress, 'failed'>) => {
  const styles = useStyles();
  const { t } = useText();
  if (failed.length === 0) return null;
  const reasons = new Map<SeveralProgress['failed'][number]['problem'], number>();
  for (const { problem } of failed) reasons.set(problem, (reasons.get(problem) ?? 0) + 1);
  return (
    <ul className={styles.list}>
      {[...reasons].map(([problem, count]) => (
        <li key={problem}>
          {t('several.failed', { count })} {t(`problem.${problem}.text`)}
        </li>
      ))}
    </ul>
  );
};

/** How far a batch is; it goes on when the pane is closed. */
export function BatchProgress({ first, services, onDone }: BatchProgressProps) {
  const styles = useStyles();
  const { t } = useText();
  const { progress, failure, undoing, undo } = useBatch(first, services);
  const { total, done, pending, failed, isUndone, canUndo } = progress;
  const holder = useKeptFocus(undoing);
  const headline = t(isUndone ? 'several.undone' : 'several.done', { count: total, done });
  const share = total === 0 ? 100 : Math.round((100 * (total - pending)) / total);
  return (
    <div ref={holder} className={styles.page}>
      <p role="status" className={styles.headline}>
        {headline}
      </p>
      <div
        role="progressbar"
        aria-label={headline}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        className={styles.track}
      >
        <div className={styles.bar} style={{ width: `${share}%` }} />
      </div>
      {pending > 0 && <p className={styles.text}>{t('several.goesOn')}</p>}
      <Failures failed={failed} />
      {failure && <ProblemNotice failure={failure} store={services.store} onRetry={undo} />}
      <div className={styles.row}>
        {canUndo && !isUndone && (
          <ActionButton busy={undoing} onClick={undo}>
            {t('several.undoAll')}
          </ActionButton>
        )}
        <ActionButton appearance="subtle" onClick={onDone}>
          {t('several.others')}
        </ActionButton>
      </div>
    </div>
  );
}
