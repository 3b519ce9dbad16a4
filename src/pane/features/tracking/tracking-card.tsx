import type { ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ContextResponse, ItemState } from '../../../contracts/item.ts';
import { HiddenHeading } from '../../components/hidden-heading.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../text/use-text.ts';
import { StatusLine } from './status-line.tsx';
import { headline, reason } from './status-text.ts';
import { TrackingActions, type TrackingCommands } from './tracking-actions.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow2,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  record: {
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface TrackingCardProps {
  /** Null: the service has not answered yet. */
  context: ContextResponse | null;
  /** What the person just asked for, in words; null: nothing is under way. */
  doing: string | null;
  commands: TrackingCommands;
  /** The search for a record, while it is open. */
  panel: ReactNode;
}

const Regarding = ({ item: { state, regarding } }: { item: ItemState }) => {
  const styles = useStyles();
  if (state === 'not-tracked' || !regarding?.name) return null;
  return (
    <div className={styles.record}>
      <RecordLink record={regarding} />
    </div>
  );
};

/** As tall as an untracked item, the most frequent one: nothing below moves when it comes. */
const Waiting = () => (
  <div className={useStyles().waiting}>
    <Skeleton width="100%" height="24px" />
    <Skeleton width="60%" height="32px" />
  </div>
);

/** State of the open item, and what can be done about it. */
export function TrackingCard({ context, doing, commands, panel }: TrackingCardProps) {
  const styles = useStyles();
  const { t } = useText();
  const known = context && headline(t, context.item);
  return (
    <section className={styles.card}>
      <HiddenHeading level={2}>{t('tracking.heading')}</HiddenHeading>
      <StatusLine
        state={doing ? null : (context?.item.state ?? null)}
        headline={doing ?? known ?? t('status.loading')}
        reason={doing || !context ? '' : reason(t, context)}
      />
      {context && <Regarding item={context.item} />}
      {context ? (
        <TrackingActions context={context} busy={doing !== null} commands={commands} />
      ) : (
        <Waiting />
      )}
      {panel}
    </section>
  );
}
