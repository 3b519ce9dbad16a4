import type { ItemState, PersonCard } from '../contracts/item.ts';
import type { CrmRecord } from '../contracts/record.ts';
import type { ItemPerson } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import { inactiveFor, matchesFor, sendersFor, withChosen } from '../domain/people/match.ts';
import type { Candidate, ChosenMatches } from '../domain/people/match.ts';
import type { Crm, CrmUser, Lookup, NamedRecord } from '../ports/crm.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { activityTableOf } from './activity-table.ts';

/** A record as the pane shows it. */
export const toCrmRecord = (
  crm: Pick<Crm, 'recordUrl'>,
  record: NamedRecord & { tableLabel?: string; isOpen?: boolean; active?: boolean },
): CrmRecord => {
  const { table, id, name, detail, tableLabel } = record;
  return {
    table,
    id,
    name,
    ...(detail && { detail }),
    ...(tableLabel && { tableLabel }),
    ...((record.isOpen === false || record.active === false) && { inactive: true as const }),
    url: crm.recordUrl({ table, id }),
  };
};

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
  onBehalfOf: null,
  isSeries: false,
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
  /** The caller's last change, if it can be taken back. */
  undo?: ItemState['undo'];
}

/** What a person sees of a row's state. */
export const stateOfRow = ({ state }: Pick<LedgerRow, 'state'>): ItemState['state'] =>
  state === 'untracked' ? 'not-tracked' : state;

/** What the item will be regarding when all is done. */
export const regardingOf = (row: LedgerRow): RecordRef | null =>
  row.state === 'pending' && row.intent === 'track'
    ? (row.wanted ?? (row.clearRegarding ? null : row.regarding))
    : row.regarding;

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
  const undo = names.undo ?? null;
  if (row.state === 'untracked') return { ...untouched(row.key), undo };
  const activity =
    row.activityId === null ? null : { table: activityTableOf(row), id: row.activityId };
  return {
    key: row.key,
    state: row.state,
    regarding: shownRegarding(crm, regardingOf(row), names.record),
    activityUrl: activity && names.mayReadActivity !== false ? crm.recordUrl(activity) : null,
    trackedBy: shownTracker(row, names),
    trackedAt: row.trackedAt?.toISOString() ?? null,
    problem: row.problem,
    trackedVia: row.trackedVia,
    undo,
    ownsCopy: names.ownsCopy ?? null,
    onBehalfOf: row.mailboxAddress,
    isSeries: row.series,
  };
}

/** An item the customer's own synchronisation tracked: the CRM has it, the ledger does not. */
export function presentForeign(
  crm: Pick<Crm, 'recordUrl'>,
  key: string,
  email: NonNullable<Lookup['email']>,
  table = 'email',
): ItemState {
  return {
    ...untouched(key),
    state: 'tracked',
    regarding: email.regarding && toCrmRecord(crm, email.regarding),
    activityUrl: crm.recordUrl({ table, id: email.id }),
  };
}

/** The active matches, best or chosen first, then the inactive ones. */
function recordsFor(
  person: Pick<PersonCard, 'address' | 'roles'>,
  { candidates, me }: Pick<Lookup, 'candidates' | 'me'>,
  chosen: ChosenMatches,
): { rows: Candidate[]; isChosen: boolean } {
  const isSender = person.roles.includes('from') || person.roles.includes('organizer');
  const active = isSender
    ? sendersFor(person.address, candidates, me?.id ?? null)
    : matchesFor(person.address, candidates);
  const { rows, isChosen } = withChosen(person.address, active, chosen);
  return { rows: [...rows, ...inactiveFor(person.address, candidates)], isChosen };
}

/** One card an address, with the records that have it, best match first (§1.5.2). */
export function presentPeople(
  crm: Pick<Crm, 'recordUrl'>,
  people: readonly ItemPerson[],
  lookup: Pick<Lookup, 'candidates' | 'me'>,
  chosen: ChosenMatches = new Map(),
): PersonCard[] {
  const cards = new Map<string, PersonCard>();
  for (const { name, address, role } of people) {
    const id = normaliseAddress(address) || `name:${name}`;
    const card = cards.get(id) ?? { name, address, roles: [], records: [] };
    if (!card.roles.includes(role)) card.roles.push(role);
    card.name ||= name;
    cards.set(id, card);
  }
  return [...cards.values()].map((card) => {
    const { rows, isChosen } = recordsFor(card, lookup, chosen);
    return {
      ...card,
      records: rows.map((row) => toCrmRecord(crm, row)),
      ...(isChosen && { chosen: true }),
    };
  });
}
