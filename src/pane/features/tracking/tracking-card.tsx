import type { ReactNode } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ItemState } from '../../../contracts/item.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { HiddenHeading } from '../../components/hidden-heading.tsx';
import { RecordRow } from '../../components/record-row.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import type { HostItem } from '../../host/host.ts';
import type { Services } from '../../page/page.ts';
import type { Entry } from '../../store/entries.ts';
import { useText } from '../../text/use-text.ts';
import { LazyMore } from './lazy-more.tsx';
import { StatusLine } from './status-line.tsx';
import { headline, reason } from './status-text.ts';
import { TrackingActions } from './tracking-actions.tsx';
import { useKeptFocus } from '../../components/use-kept-focus.ts';

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
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  record: {
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** What lies open below the card's buttons; one at a time. */
export type OpenPart = 'regarding' | 'untrack' | 'more';

export interface Parts {
  open: OpenPart | null;
  /** `opener` is where the focus returns to. */
  toggle: (part: OpenPart, opener: HTMLElement) => void;
  close: () => void;
}

export interface TrackingCardProps {
  item: HostItem;
  /** Without a context the service has not answered yet. */
  entry: Entry;
  services: Services;
  parts: Parts;
}

interface RegardingProps {
  item: ItemState;
  open: Services['open'];
}

const Regarding = ({ item: { state, regarding }, open }: RegardingProps) => {
  const styles = useStyles();
  if (state === 'not-tracked' || !regarding?.name) return null;
  return (
    <div className={styles.record}>
      <RecordRow record={regarding} open={open} />
    </div>
  );
};

/** Taller than an untracked item, lower than one with a suggestion: what is below moves little. */
const Waiting = () => (
  <div className={useStyles().waiting}>
    <Skeleton width="100%" height="24px" />
    <Skeleton width="100%" height="52px" />
    <Skeleton width="60%" height="32px" />
    <Skeleton width="30%" height="24px" />
  </div>
);

/** State of the open item, and what can be done about it; `children`: the search for a record. */
export function TrackingCard(props: TrackingCardProps & { children: ReactNode }) {
  const { entry, services, parts, children } = props;
  const { context, doing, done, marked } = entry;
  const styles = useStyles();
  const { t } = useText();
  const holder = useKeptFocus(doing !== null);
  const state = marked ? 'pending' : (context?.item.state ?? null);
  const isMore = parts.open === 'more' || parts.open === 'untrack';
  return (
    <section ref={holder} className={styles.card}>
      <HiddenHeading level={2}>{t('tracking.heading')}</HiddenHeading>
      <div className={styles.head}>
        <StatusLine
          state={doing ? null : state}
          headline={headline(t, entry)}
          reason={reason(t, entry)}
        />
        {done && context?.item.undo && (
          <ActionButton appearance="subtle" onClick={() => void services.store.undo()}>
            {t('action.undo')}
          </ActionButton>
        )}
      </div>
      {context && <Regarding item={context.item} open={services.open} />}
      {context ? <TrackingActions {...props} context={context} /> : <Waiting />}
      {children}
      {context && (isMore || context.can.reason === 'mailbox-not-ready') && (
        <LazyMore {...props} context={context} />
      )}
    </section>
  );
}
