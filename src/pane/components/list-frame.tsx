import type { ReactNode, RefObject } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Failure } from '../api/failure.ts';
import type { PaneStore } from '../store/pane-store.ts';
import { useText } from '../text/use-text.ts';
import { ActionButton } from './action-button.tsx';
import { CheckRow } from './check-row.tsx';
import { Notice } from './notice.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { Skeleton } from './skeleton.tsx';

const useStyles = makeStyles({
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  count: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  // Stays in reach below a long list.
  bar: {
    position: 'sticky',
    insetBlockEnd: 0,
    boxSizing: 'border-box',
    maxHeight: '75vh',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBlock: tokens.spacingVerticalS,
    borderBlockStartWidth: tokens.strokeWidthThin,
    borderBlockStartStyle: 'solid',
    borderBlockStartColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ListFrameProps {
  pages: {
    items: readonly unknown[] | null;
    hasMore: boolean;
    loading: boolean;
    failure: Failure | null;
    more: () => void;
  };
  store: Pick<PaneStore, 'signIn'>;
  onRetry: () => void;
  /** How many there are: `120 contacts`. */
  count: string;
  /** What to say, and do, where there is nothing. */
  empty: { title: string; text: string; action?: ReactNode };
  /** Ticks all that is shown; absent: nothing can be ticked. */
  all?: { label: string; checked: boolean; onChange: (checked: boolean) => void } | undefined;
  /** `SelectRow`s. */
  children: ReactNode;
}

/** A long list with everything that can be the matter with it. */
export function ListFrame(props: ListFrameProps) {
  const { pages, store, onRetry, count, empty, all, children } = props;
  const styles = useStyles();
  const { t } = useText();
  const { items, hasMore, loading, failure, more } = pages;
  if (failure) return <ProblemNotice failure={failure} store={store} onRetry={onRetry} />;
  if (!items) {
    return (
      <div className={styles.waiting} aria-busy>
        <p role="status" className={styles.count}>
          {t('lists.loading')}
        </p>
        <Skeleton width="100%" height="44px" />
        <Skeleton width="100%" height="44px" />
        <Skeleton width="100%" height="44px" />
      </div>
    );
  }
  if (items.length === 0 && !loading) return <Notice tone="info" {...empty} />;
  return (
    <div aria-busy={loading}>
      <p className={styles.count} aria-live="polite">
        {count}
      </p>
      {all && <CheckRow {...all} />}
      <ul className={styles.list}>{children}</ul>
      {hasMore && (
        <ActionButton busy={loading} onClick={more}>
          {t('lists.more')}
        </ActionButton>
      )}
    </div>
  );
}

interface ActionBarProps {
  count: string;
  /** Holds the buttons. */
  holder?: RefObject<HTMLDivElement>;
  children: ReactNode;
}

/** What can be done with what is ticked. */
export const ActionBar = ({ count, holder, children }: ActionBarProps) => {
  const styles = useStyles();
  return (
    <div ref={holder} role="group" aria-label={count} className={styles.bar}>
      <p className={styles.count} aria-live="polite">
        {count}
      </p>
      {children}
    </div>
  );
};

/** Buttons side by side, as far as there is room. */
export const ButtonRow = ({ children }: { children: ReactNode }) => (
  <div className={useStyles().row}>{children}</div>
);
