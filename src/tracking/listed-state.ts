import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { ItemState } from '../contracts/item.ts';
import type { StateFilter } from '../contracts/contact.ts';
import type { Actor } from '../ports/actor.ts';
import type { NamedRecord } from '../ports/crm.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import { regardingOf, toCrmRecord } from './present.ts';

/** A list's state column (C-02). */
export const stateOf = (row: LedgerRow | undefined): ItemState['state'] =>
  !row || row.state === 'untracked' ? 'not-tracked' : row.state;

/** `untracked` are also those whose tracking failed: there is something to do. */
export function hasState(filter: StateFilter, row: LedgerRow | undefined): boolean {
  if (filter === 'all') return true;
  const isTracked = ['tracked', 'pending'].includes(stateOf(row));
  return (filter === 'tracked') === isTracked;
}

/** The record an item of a list belongs to; what a choice of a contact is, is not. */
export const shownRegarding = (row: LedgerRow | undefined): RecordRef | null => {
  if (!row || row.state === 'untracked') return null;
  const record = regardingOf(row);
  return row.kind === 'contact' && record === row.wanted && record?.table === 'contact'
    ? null
    : record;
};

/** The names behind the ids of a page of a list, as far as the caller may read them. */
export async function namesOf(
  { crmContacts }: Pick<TrackingPorts, 'crmContacts'>,
  actor: Actor,
  rows: readonly (LedgerRow | undefined)[],
  signal: AbortSignal,
): Promise<NamedRecord[]> {
  const wanted = new Map<string, RecordRef>();
  for (const row of rows) {
    const record = shownRegarding(row);
    if (record) wanted.set(`${record.table}:${record.id}`, record);
  }
  return crmContacts.names(actor, [...wanted.values()], signal);
}

/** A record with its name and page; without them where the caller may not read it. */
export function presentRegarding(
  { crm }: Pick<TrackingPorts, 'crm'>,
  row: LedgerRow | undefined,
  names: readonly NamedRecord[],
): ItemState['regarding'] {
  const record = shownRegarding(row);
  if (!record) return null;
  const named = names.find(
    ({ table, id }) => table === record.table && id.toLowerCase() === record.id.toLowerCase(),
  );
  return named ? toCrmRecord(crm, named) : { ...record, name: '' };
}
