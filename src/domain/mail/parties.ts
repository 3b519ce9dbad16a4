import type { Candidate, PersonTable } from '../people/match.ts';
import { matchesFor, sendersFor } from '../people/match.ts';
import { normaliseAddress } from '../people/address.ts';
import type { MailAddress, MailMessage } from './message.ts';

/** Roles of people on an activity, with Dataverse's codes (`participationtypemask`). */
export const partyRole = { sender: 1, to: 2, cc: 3, bcc: 4 } as const;
export type PartyRole = keyof typeof partyRole;

/** One line of an activity's people; without `record` it is unresolved and keeps the address. */
export interface Party {
  role: PartyRole;
  address: string;
  record: { table: PersonTable; id: string } | null;
}

export interface KnownPeople {
  candidates: readonly Candidate[];
  /** System user who tracks. */
  trackingUserId: string | null;
}

const partiesOf = (role: PartyRole, address: string, rows: readonly Candidate[]): Party[] => {
  if (!address.trim()) return [];
  if (rows.length === 0) return [{ role, address, record: null }];
  return rows.map(({ table, id }) => ({ role, address, record: { table, id } }));
};

const identity = ({ role, address, record }: Party): string =>
  [role, record ? `${record.table}:${record.id}` : normaliseAddress(address)].join('|');

/**
 * The people of a mail as activity parties: one sender, and for a recipient's address every record
 * that has it (E-11, §1.5.2).
 */
export function partiesFor(
  mail: Pick<MailMessage, 'from' | 'to' | 'cc' | 'bcc'>,
  people: KnownPeople,
): Party[] {
  const recipients = (role: PartyRole, list: MailAddress[]): Party[] =>
    list.flatMap(({ address }) => partiesOf(role, address, matchesFor(address, people.candidates)));
  const from = mail.from?.address ?? '';
  const senders = sendersFor(from, people.candidates, people.trackingUserId).slice(0, 1);
  const parties = [
    ...partiesOf('sender', from, senders),
    ...recipients('to', mail.to),
    ...recipients('cc', mail.cc),
    ...recipients('bcc', mail.bcc),
  ];
  return [...new Map(parties.map((party) => [identity(party), party])).values()];
}

/** Every address of a mail, normalised, each once. */
export const addressesOf = (mail: Pick<MailMessage, 'from' | 'to' | 'cc' | 'bcc'>): string[] => [
  ...new Set(
    [mail.from, ...mail.to, ...mail.cc, ...mail.bcc]
      .map((person) => normaliseAddress(person?.address ?? ''))
      .filter((address) => address !== ''),
  ),
];
