import { normaliseAddress } from '../../domain/people/address.ts';
import type { Candidate } from '../../domain/people/match.ts';
import { newPersonOf } from '../../domain/people/unknown-sender.ts';
import type { NewPerson } from '../../domain/people/unknown-sender.ts';
import type { UnknownSender } from '../../domain/sync/sync-settings.ts';
import type { HeldMail, Promotion } from './held-mail.ts';
import type { MailFacts } from './mail-facts.ts';

/** Nobody in the CRM has the address, whatever became of them. */
const isUnknown = (facts: MailFacts, { message }: HeldMail): boolean => {
  const address = normaliseAddress(message.from?.address ?? '');
  const { candidates } = facts.facts;
  return !candidates.some((row) => row.addresses.some((own) => normaliseAddress(own) === address));
};

const asCandidate = (person: NewPerson, ownerId: string | null, at: Date): Candidate => ({
  table: person.table,
  id: person.id,
  name: [person.firstName, person.lastName].filter(Boolean).join(' '),
  detail: '',
  addresses: [person.address],
  active: true,
  ownerId,
  createdOn: at.toISOString(),
});

/** What the owner of the mailbox wants made, else the organisation; it may leave no choice. */
async function wantedTable({ ports, mailbox }: Promotion): Promise<UnknownSender> {
  const { createForUnknown, ownCreateForUnknown } = await ports.organization.get(mailbox.tenantId);
  if (!ownCreateForUnknown) return createForUnknown;
  const own = await ports.settings.get(mailbox);
  return own.createForUnknown ?? createForUnknown;
}

/**
 * Makes contacts or leads of senders nobody knows, where the mailbox's owner or the organisation
 * wants that. Who may not make any makes none; the mail is tracked either way.
 */
export async function createUnknownSenders(
  promotion: Promotion,
  facts: MailFacts,
  mails: readonly HeldMail[],
): Promise<void> {
  const { ports, mailbox, signal } = promotion;
  const table = await wantedTable(promotion);
  if (table === 'nothing') return;
  const scope = `${mailbox.tenantId}|${ports.crm.organization}`;
  const people = mails
    .filter((mail) => mail.row.direction === 'incoming' && facts.emailOf(mail) === null)
    .filter((mail) => isUnknown(facts, mail))
    .flatMap(({ message }) => {
      const { from, subject } = message;
      return (from && newPersonOf(from, { table, topic: subject, scope })) ?? [];
    });
  const once = [...new Map(people.map((person) => [person.id, person])).values()];
  if (once.length === 0) return;
  const made = await ports.crm.createPeople(mailbox, once, signal);
  for (const [index, person] of once.entries()) {
    if (made[index]) facts.add(asCandidate(person, facts.facts.me, ports.runtime.now()));
  }
}
