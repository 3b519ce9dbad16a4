import type { Candidate, ChosenMatches, PersonTable } from '../people/match.ts';
import { matchesFor, sendersFor, withChosen } from '../people/match.ts';
import { normaliseAddress } from '../people/address.ts';
import type { MailAddress, MailMessage } from './message.ts';

/** Roles of people on an activity, with Dataverse's codes (`participationtypemask`). */
export const partyRole = {
  sender: 1,
  to: 2,
  cc: 3,
  bcc: 4,
  required: 5,
  optional: 6,
  organizer: 7,
} as const;
export type PartyRole = keyof typeof partyRole;

/** One line of an activity's people; without `record` it is unresolved and keeps the address. */
export interface Party {
  role: PartyRole;
  address: string;
  record: { table: PersonTable; id: string; set?: string } | null;
}

export interface KnownPeople {
  candidates: readonly Candidate[];
  /** System user who tracks. */
  trackingUserId: string | null;
  /** Whom the person chose where several records have one address (UI-05). */
  chosen?: ChosenMatches;
  /** A sender with several records of whom nobody chose one stays unresolved (§1.5.2, 3). */
  leavesUnclear?: boolean;
}

const partiesOf = (role: PartyRole, address: string, rows: readonly Candidate[]): Party[] => {
  if (!address.trim()) return [];
  if (rows.length === 0) return [{ role, address, record: null }];
  return rows.map(({ table, id, partySet }) => ({
    role,
    address,
    record: { table, id, ...(partySet && { set: partySet }) },
  }));
};

const identity = ({ role, address, record }: Party): string =>
  [role, record ? `${record.table}:${record.id}` : normaliseAddress(address)].join('|');

/** People who have one role on an item. */
export interface RoleList {
  role: PartyRole;
  people: readonly MailAddress[];
  /** There is one such person on an item, as one record: a sender, an organizer (§1.5.2, 3). */
  isOne?: boolean;
}

/** People as activity parties, each once a role: for an address every record that has it. */
export function partiesIn(lists: readonly RoleList[], known: KnownPeople): Party[] {
  const candidates = known.candidates.filter(({ partySet }) => partySet !== null);
  const rowsFor = (address: string, isOne: boolean): Candidate[] => {
    const matches = isOne
      ? sendersFor(address, candidates, known.trackingUserId)
      : matchesFor(address, candidates);
    const { rows, isChosen } = withChosen(address, matches, known.chosen ?? new Map());
    if (isOne && !isChosen && rows.length > 1 && known.leavesUnclear) return [];
    return isOne || isChosen ? rows.slice(0, 1) : rows;
  };
  const parties = lists.flatMap(({ role, people, isOne = false }) =>
    people.flatMap(({ address }) => partiesOf(role, address, rowsFor(address, isOne))),
  );
  return [...new Map(parties.map((party) => [identity(party), party])).values()];
}

/**
 * The people of a mail as activity parties: one sender, and for a recipient's address every record
 * that has it (E-11, §1.5.2).
 */
export const partiesFor = (
  mail: Pick<MailMessage, 'from' | 'to' | 'cc' | 'bcc'>,
  people: KnownPeople,
): Party[] =>
  partiesIn(
    [
      { role: 'sender', people: mail.from ? [mail.from] : [], isOne: true },
      { role: 'to', people: mail.to },
      { role: 'cc', people: mail.cc },
      { role: 'bcc', people: mail.bcc },
    ],
    people,
  );

/** Every address of a mail, normalised, each once. */
export const addressesOf = (mail: Pick<MailMessage, 'from' | 'to' | 'cc' | 'bcc'>): string[] => [
  ...new Set(
    [mail.from, ...mail.to, ...mail.cc, ...mail.bcc]
      .map((person) => normaliseAddress(person?.address ?? ''))
      .filter((address) => address !== ''),
  ),
];
