import { useEffect, useRef, useState } from 'react';
import type { CrmRecord } from '../../contracts/record.ts';
import { ActionButton } from '../components/action-button.tsx';
import {
  LazyRecordSearch,
  preloadRecordSearch,
} from '../components/record-search/lazy-record-search.tsx';
import { whenIdle } from '../components/when-idle.ts';
import { preloadMore } from '../features/tracking/lazy-more.tsx';
import { TrackingCard, type OpenPart } from '../features/tracking/tracking-card.tsx';
import type { HostItem } from '../host/host.ts';
import { loadHostParts } from '../host/office-host.ts';
import type { Services } from '../page/page.ts';
import type { Entry } from '../store/entries.ts';
import { useText } from '../text/use-text.ts';
import { suggestionsOf } from './people-of.ts';
import { preloadPages } from './use-open-page.ts';

interface ItemTrackingProps {
  item: HostItem;
  entry: Entry;
  services: Services;
}

/** The tracking card, with the search for a record in it while that is open. */
export function ItemTracking({ item, entry, services }: ItemTrackingProps) {
  const { t, messages } = useText();
  const { store, call } = services;
  const [open, setOpen] = useState<OpenPart | null>(null);
  const { context } = entry;
  const loaded = context !== null;
  useEffect(() => {
    if (!loaded) return undefined;
    return whenIdle(() => {
      preloadRecordSearch(messages);
      preloadMore(messages);
      preloadPages();
      // Marking an item is for when nothing can be loaded any more.
      loadHostParts().catch(() => undefined);
    });
  }, [loaded, messages]);
  const opener = useRef<HTMLElement>();
  const close = () => {
    setOpen(null);
    opener.current?.focus();
  };
  const toggle = (part: OpenPart, element: HTMLElement) => {
    opener.current = element;
    setOpen(open === part ? null : part);
  };
  const pick = ({ table, id }: CrmRecord) => {
    close();
    void store.track({ table, id });
  };
  /** A record that is not there yet (E-05). */
  const make = () => {
    close();
    services.open('create', { forItem: 'yes' });
  };
  return (
    <TrackingCard item={item} entry={entry} services={services} parts={{ open, toggle, close }}>
      {open === 'regarding' && context && (
        <>
          <LazyRecordSearch
            suggestions={suggestionsOf(context)}
            call={call}
            onPick={pick}
            onClose={close}
          />
          <ActionButton appearance="subtle" onClick={make}>
            {t('page.create')}
          </ActionButton>
        </>
      )}
    </TrackingCard>
  );
}
