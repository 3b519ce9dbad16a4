import type { ItemState, PersonCard } from '../contracts/item.ts';
import type { CrmRecord } from '../contracts/record.ts';
import type { ItemPerson } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import { matchesFor, sendersFor } from '../domain/people/match.ts';
import type { Candidate } from '../domain/people/match.ts';
import type { Crm, CrmUser, Lookup, NamedRecord } from '../ports/crm.ts';
import type { LedgerRow } from '../ports/ledger.ts';

/** A record as the pane shows it. */
export const toCrmRecord = (
  crm: Pick<Crm, 'recordUrl'>,
  { table, id, name, detail }: NamedRecord,
): CrmRecord => ({ table, id, name, ...(detail && { detail }), url: crm.recordUrl({ table, id }) });

/** Nobody's item. */
export const untouched = (key: string): ItemState => ({
  key,
  state: 'not-tracked',
  regarding: null,
  activityUrl: null,
  trackedBy: null,
  trackedAt: null,
  problem: null,
  trackedVia: null,
  undo: null,
  ownsCopy: null,
});

/** What a person may know of the names an item's ids stand for. */
export interface KnownNames {
  callerId: string;
  users: readonly CrmUser[];
  record: NamedRecord | null | undefined;
  /** Whether the caller may read the activity; undefined where nobody asked. */
  mayReadActivity?: boolean | undefined;
  /** Whether the caller owns the activity; undefined where nobody asked. */
  ownsCopy?: boolean | undefined;
}

/** What the item will be regarding when all is done. */
export const regardingOf = (row: LedgerRow): RecordRef | null =>
  row.state === 'pending' ? (row.wanted ?? row.regarding) : row.regarding;

const shownRegarding = (
  crm: Pick<Crm, 'recordUrl'>,
  record: RecordRef | null,
  named: NamedRecord | null | undefined,
): ItemState['regarding'] => {
  if (!record) return null;
  if (!named) return { ...record, name: '' };
  return toCrmRecord(crm, { ...named, ...record });
};

const shownTracker = (row: LedgerRow, names: KnownNames): ItemState['trackedBy'] => {
  if (row.trackedBy === null) return null;
  const name = names.users.find(({ userId }) => userId === row.trackedBy)?.name ?? '';
  return { name, isYou: row.trackedBy === names.callerId };
};

/** An item's state as its ledger row and the caller's rights have it. */
export function presentItem(
  crm: Pick<Crm, 'recordUrl'>,
  row: LedgerRow,
  names: KnownNames,
): ItemState {
  if (row.state === 'untracked') return untouched(row.key);
  const activity = row.activityId === null ? null : { table: 'email', id: row.activityId };
  return {
    key: row.key,
    state: row.state,
    regarding: shownRegarding(crm, regardingOf(row), names.record),
    activityUrl: activity && names.mayReadActivity !== false ? crm.recordUrl(activity) : null,
    trackedBy: shownTracker(row, names),
    trackedAt: row.trackedAt?.toISOString() ?? null,
    problem: row.problem,
    trackedVia: row.trackedVia,
    undo: null,
    ownsCopy: names.ownsCopy ?? null,
  };
}

/** An item the customer's own synchronisation tracked: the CRM has it, the ledger does not. */
export function presentForeign(
  crm: Pick<Crm, 'recordUrl'>,
  key: string,
  email: NonNullable<Lookup['email']>,
): ItemState {
  return {
    ...untouched(key),
    state: 'tracked',
    regarding: email.regarding && toCrmRecord(crm, email.regarding),
    activityUrl: crm.recordUrl({ table: 'email', id: email.id }),
  };
}

function recordsFor(
  person: Pick<PersonCard, 'address' | 'roles'>,
  candidates: readonly Candidate[],
  trackingUserId: string | null,
): Candidate[] {
  const isSender = person.roles.includes('from') || person.roles.includes('organizer');
  return isSender
    ? sendersFor(person.address, candidates, trackingUserId)
    : matchesFor(person.address, candidates);
}

/** One card an address, with the records that have it, best match first (§1.5.2). */
export function presentPeople(
  crm: Pick<Crm, 'recordUrl'>,
  people: readonly ItemPerson[],
  lookup: Pick<Lookup, 'candidates' | 'me'>,
): PersonCard[] {
  const cards = new Map<string, PersonCard>();
  for (const { name, address, role } of people) {
    const id = normaliseAddress(address) || `name:${name}`;
    const card = cards.get(id) ?? { name, address, roles: [], records: [] };
    if (!card.roles.includes(role)) card.roles.push(role);
    card.name ||= name;
    cards.set(id, card);
  }
  return [...cards.values()].map((card) => ({
    ...card,
    records: recordsFor(card, lookup.candidates, lookup.me?.id ?? null).map((row) =>
      toCrmRecord(crm, row),
    ),
  }));
}
