import type { ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import type { TrackingState } from '../../../contracts/item.ts';
import { BusyRing } from '../../components/busy-ring.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flex: '1 1 9rem', gap: tokens.spacingHorizontalS, minHeight: '24px' },
  mark: { display: 'flex', flexShrink: 0, width: '20px', paddingBlockStart: '1px' },
  headline: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  reason: { ...typographyStyles.body1, display: 'block', color: tokens.colorNeutralForeground2 },
  'not-tracked': { color: tokens.colorNeutralForeground3 },
  pending: { color: tokens.colorBrandForeground1 },
  tracked: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

const marks: Record<TrackingState, FluentIcon> = {
  'not-tracked': Circle20Regular,
  pending: Clock20Regular,
  tracked: CheckmarkCircle20Filled,
  failed: ErrorCircle20Filled,
};

interface StatusLineProps {
  /** Null: something is under way. */
  state: TrackingState | null;
  headline: string;
  reason?: ReactNode;
}

/** The item's state in words. Stays in the page, so every change of it is announced. */
export function StatusLine({ state, headline, reason }: StatusLineProps) {
  const styles = useStyles();
  const Mark = state && marks[state];
  return (
    <div role="status" className={styles.root}>
      <span className={mergeClasses(styles.mark, state !== null && styles[state])} aria-hidden>
        {Mark ? <Mark /> : <BusyRing />}
      </span>
      <span>
        <span className={styles.headline}>{headline}</span>
        {reason && (
          <>
            {' '}
            <span className={styles.reason}>{reason}</span>
          </>
        )}
      </span>
    </div>
  );
}
