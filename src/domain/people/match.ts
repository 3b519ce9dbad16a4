import { normaliseAddress } from './address.ts';

/**
 * Tables whose rows have addresses, in the order in which a sender is looked for (§1.5.2, 3); others
 * come after them.
 */
export const personTables: readonly string[] = [
  'systemuser',
  'contact',
  'account',
  'lead',
  'equipment',
  'team',
  'businessunit',
  'queue',
];
/** Logical name of a table whose rows have an e-mail column (§1.5.2, 1). */
export type PersonTable = string;

/** A row of the CRM that has one of the addresses asked for. */
export interface Candidate {
  table: PersonTable;
  id: string;
  name: string;
  detail: string;
  addresses: string[];
  active: boolean;
  /** System user or team; null for a system user. */
  ownerId: string | null;
  /** UTC, ISO 8601. */
  createdOn: string;
  /** Entra object id of a system user. */
  userId?: string;
  /** The account or contact it belongs to. */
  parent?: RecordId | null;
  /**
   * The entity set under which it goes on an activity; null: its table cannot be there, and the
   * address stays unresolved. Absent: that of the table, which everybody knows.
   */
  partySet?: string | null;
}

export interface RecordId {
  table: string;
  id: string;
}

const rank = ({ table }: Candidate): number => {
  const at = personTables.indexOf(table);
  return at < 0 ? personTables.length : at;
};

const byTable = (a: Candidate, b: Candidate): number => rank(a) - rank(b);

const byAge = (a: Candidate, b: Candidate): number => {
  if (a.createdOn === b.createdOn) return a.id < b.id ? -1 : 1;
  return a.createdOn < b.createdOn ? -1 : 1;
};

/** Every row with the address, active or not. */
const rowsWith = (address: string, candidates: readonly Candidate[]): Candidate[] => {
  const wanted = normaliseAddress(address);
  if (!wanted) return [];
  return candidates.filter((row) => row.addresses.some((own) => normaliseAddress(own) === wanted));
};

/** Every active row with the address: by table, then oldest first (§1.5.2, 2 and 4). */
export const matchesFor = (address: string, candidates: readonly Candidate[]): Candidate[] =>
  rowsWith(address, candidates)
    .filter(({ active }) => active)
    .sort((a, b) => byTable(a, b) || byAge(a, b));

/** Rows with the address that tracking ignores, as the CRM does; users who left are nobody's match. */
export const inactiveFor = (address: string, candidates: readonly Candidate[]): Candidate[] =>
  rowsWith(address, candidates)
    .filter(({ active, table }) => !active && table !== 'systemuser')
    .sort((a, b) => byTable(a, b) || byAge(a, b));

/**
 * The rows that can be the sender, best first: those the tracking user owns go before all others
 * (§1.5.2, 3).
 */
export function sendersFor(
  address: string,
  candidates: readonly Candidate[],
  trackingUserId: string | null,
): Candidate[] {
  const isForeign = (row: Candidate): number =>
    trackingUserId !== null && row.ownerId === trackingUserId ? 0 : 1;
  return matchesFor(address, candidates).sort(
    (a, b) => isForeign(a) - isForeign(b) || byTable(a, b) || byAge(a, b),
  );
}

/** What a person chose among several matches, by normalised address. */
export type ChosenMatches = ReadonlyMap<string, RecordId>;

/** The chosen row goes first; a choice that is no match any more changes nothing. */
export function withChosen(
  address: string,
  rows: readonly Candidate[],
  chosen: ChosenMatches,
): { rows: Candidate[]; isChosen: boolean } {
  const choice = chosen.get(normaliseAddress(address));
  const first = choice && rows.find(({ table, id }) => table === choice.table && id === choice.id);
  if (!first) return { rows: [...rows], isChosen: false };
  return { rows: [first, ...rows.filter((row) => row !== first)], isChosen: true };
}
