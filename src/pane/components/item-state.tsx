import type { ComponentType } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircle16Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle16Regular } from '@fluentui/react-icons/svg/circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle16Regular } from '@fluentui/react-icons/svg/error-circle';
import type { TrackingState } from '../../contracts/item.ts';

const useStyles = makeStyles({
  root: {
    ...typographyStyles.caption1,
    display: 'inline-flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalXXS,
    color: tokens.colorNeutralForeground3,
  },
  icon: { flexShrink: 0 },
  tracked: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

const icons: Record<TrackingState, ComponentType<{ className?: string }>> = {
  'not-tracked': Circle16Regular,
  pending: Clock16Regular,
  tracked: CheckmarkCircle16Regular,
  failed: ErrorCircle16Regular,
};

/** The state of one item of a list: a sign and a text, so that no colour is needed (C-02). */
export function ItemState({ state, text }: { state: TrackingState; text: string }) {
  const styles = useStyles();
  const Icon = icons[state];
  const tone = state === 'tracked' || state === 'failed' ? styles[state] : undefined;
  return (
    <span className={mergeClasses(styles.root, tone)}>
      <Icon className={styles.icon} aria-hidden />
      <bdi>{text}</bdi>
    </span>
  );
}
