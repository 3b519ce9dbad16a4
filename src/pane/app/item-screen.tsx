import { useEffect, useRef, useState } from 'react';
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { CrmRecord } from '../../contracts/record.ts';
import { Notice } from '../components/notice.tsx';
import { PeopleList } from '../features/people/people-list.tsx';
import type { SearchRecords } from '../features/regarding/use-record-search.ts';
import { TrackingCard } from '../features/tracking/tracking-card.tsx';
import type { HostItem } from '../host/host.ts';
import { useText } from '../text/use-text.ts';
import type { Entry } from '../store/entries.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { PaneStore } from '../store/pane-store.ts';
import { cardsOf, suggestionsOf } from './people-of.ts';
import { preloadSearch, RegardingPanel } from './regarding-panel.tsx';

const useStyles = makeStyles({
  subject: {
    ...typographyStyles.subtitle2,
    margin: 0,
    maxHeight: `calc(2 * ${tokens.lineHeightBase400})`,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
});

interface ItemScreenProps {
  item: HostItem;
  entry: Entry;
  store: PaneStore;
  search: SearchRecords;
}

/** The notices of an entry: why the last request failed, or that the CRM did not answer it. */
const Problems = ({ entry, store }: Pick<ItemScreenProps, 'entry' | 'store'>) => {
  const { failure, context } = entry;
  // What keeps the item pending is said with its state; once is enough.
  const isSaid = context?.problem === context?.item.problem;
  const code = failure?.code ?? (isSaid ? null : context?.problem);
  if (!code) return null;
  return (
    <FailureNotice
      failure={{ code }}
      onSignIn={() => void store.signIn()}
      onRetry={store.refresh}
    />
  );
};

const Tracking = ({ entry, store, search }: ItemScreenProps) => {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { context, doing } = entry;
  const loaded = context !== null;
  useEffect(() => {
    if (loaded) preloadSearch();
  }, [loaded]);
  const opener = useRef<HTMLElement>();
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const pick = ({ table, id }: CrmRecord) => {
    close();
    void store.track({ table, id });
  };
  return (
    <TrackingCard
      context={context}
      doing={doing && t(`doing.${doing}`)}
      commands={{
        track: () => void store.track(),
        untrack: () => void store.untrack(),
        toggleRegarding: (element) => {
          opener.current = element;
          setOpen(!open);
        },
        regardingOpen: open,
      }}
      panel={
        open && context ? (
          <RegardingPanel
            suggestions={suggestionsOf(context)}
            search={search}
            onPick={pick}
            onClose={close}
          />
        ) : null
      }
    />
  );
};

/** Everything about the open item. */
export function ItemScreen(props: ItemScreenProps) {
  const { item, entry } = props;
  const styles = useStyles();
  const { t } = useText();
  const { context, failure } = entry;
  const waiting = item.reference !== null && !failure;
  const known = context && !context.problem;
  return (
    <>
      <h1 className={styles.subject} title={item.subject}>
        <bdi>{item.subject || t('noSubject')}</bdi>
      </h1>
      {item.obstacle && <Notice tone="info" text={t(`obstacle.${item.obstacle}`)} />}
      {!item.obstacle && (context || waiting) && <Tracking {...props} />}
      <Problems {...props} />
      <PeopleList
        people={context?.people ?? cardsOf(item.people)}
        knowledge={known ? 'known' : !context && waiting ? 'asking' : 'unknown'}
      />
    </>
  );
}
