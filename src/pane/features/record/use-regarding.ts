import { useSyncExternalStore } from 'react';
import type { CrmRecord } from '../../../contracts/record.ts';
import type { PaneStore } from '../../store/pane-store.ts';

/** Activities cannot be regarding activities, nor people who use the CRM. */
const never = new Set([
  'systemuser',
  'team',
  'queue',
  'businessunit',
  'equipment',
  'activitypointer',
  'email',
  'task',
  'phonecall',
  'appointment',
]);

/** The open item's regarding, as far as this record can be it. */
export function useRegarding(record: CrmRecord, store: PaneStore) {
  const { item, entry } = useSyncExternalStore(store.subscribe, store.getState);
  const { context, doing, failure } = entry;
  const possible = !never.has(record.table);
  const isSet = context?.item.regarding?.id === record.id;
  const canTrack = Boolean(item && !item.obstacle && context?.can.track);
  return {
    /** Activities can be about it. */
    possible,
    isSet,
    /** An item is open that can be set regarding it. */
    offered: possible && canTrack && !isSet,
    busy: doing !== null,
    failure: possible && context ? failure : null,
    set: () => void store.track({ table: record.table, id: record.id }),
  };
}
