import { normaliseAddress } from '../../domain/people/address.ts';
import type { Decider } from '../../domain/sync/judge.ts';
import type { CrmMailFacts, CrmMailQuery } from '../../ports/crm-mail.ts';
import type { OpenMail } from './open-mail.ts';
import type { Page } from './page.ts';

/** Who takes mail under an address; undefined where only the CRM knows. */
export type Deciders = (address: string) => readonly Decider[] | undefined;

/** Those the service remembers, each with today's level. */
export async function decidersOf({ ports, mailbox, mails }: Page): Promise<Deciders> {
  const addresses = new Set(mails.flatMap(({ sender, recipients }) => [sender, ...recipients]));
  const known = new Map(
    [...addresses].flatMap((address) => {
      const found = ports.deciders.get(mailbox, address);
      return found ? [[address, found] as const] : [];
    }),
  );
  const users = [...known.values()].flatMap((found) => found.users.map(({ userId }) => userId));
  const settings = await ports.settings.ofMany(mailbox.tenantId, users);
  const userOf = (userId: string): Decider => ({
    kind: 'user',
    id: userId,
    level: settings.get(userId)?.autoTracking ?? 'none',
  });
  return (address) => {
    const found = known.get(address);
    if (!found) return undefined;
    const queues = found.queues.map(({ id, level }): Decider => ({ kind: 'queue', id, level }));
    return [...found.users.map(({ userId }) => userOf(userId)), ...queues];
  };
}

/** Keeps in memory who the CRM says the addresses are. */
export function rememberDeciders(
  { ports, mailbox }: Page,
  { recipients }: CrmMailQuery,
  facts: CrmMailFacts,
): void {
  for (const address of recipients) {
    const has = (row: { address: string }): boolean => normaliseAddress(row.address) === address;
    const found = { users: facts.users.filter(has), queues: facts.queues.filter(has) };
    ports.deciders.set(mailbox, address, found);
  }
}

/** Users and queues among the recipients but the mailbox's owner, each once. */
export function othersAmong({ mailbox }: Page, mail: OpenMail, deciders: Deciders): Decider[] {
  const all = mail.recipients.flatMap((address) => deciders(address) ?? []);
  const others = all.filter(({ id }) => id !== mailbox.userId);
  return [...new Map(others.map((decider) => [decider.id, decider])).values()];
}
