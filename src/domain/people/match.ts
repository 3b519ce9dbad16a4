import { normaliseAddress } from './address.ts';

/** Tables whose rows have addresses, in the order in which a sender is looked for (§1.5.2, 3). */
export const personTables = ['systemuser', 'contact', 'account', 'lead'] as const;
export type PersonTable = (typeof personTables)[number];

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
}

const byTable = (a: Candidate, b: Candidate): number =>
  personTables.indexOf(a.table) - personTables.indexOf(b.table);

const byAge = (a: Candidate, b: Candidate): number => {
  if (a.createdOn === b.createdOn) return a.id < b.id ? -1 : 1;
  return a.createdOn < b.createdOn ? -1 : 1;
};

/** Every active row with the address: by table, then oldest first (§1.5.2, 2 and 4). */
export function matchesFor(address: string, candidates: readonly Candidate[]): Candidate[] {
  const wanted = normaliseAddress(address);
  if (!wanted) return [];
  return candidates
    .filter((row) => row.active && row.addresses.some((own) => normaliseAddress(own) === wanted))
    .sort((a, b) => byTable(a, b) || byAge(a, b));
}

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
