import { addressesOf } from '../../domain/mail/parties.ts';
import { sendersFor } from '../../domain/people/match.ts';
import { normaliseAddress } from '../../domain/people/address.ts';
import { acceptance, levelOf } from '../../domain/sync/judge.ts';
import type { Decider } from '../../domain/sync/judge.ts';
import type { HeldMail, Promotion } from './held-mail.ts';
import type { MailFacts } from './mail-facts.ts';

/** Queues among the recipients: as they were asked for a while ago, or just now. */
function queuesAmong(
  { ports, mailbox }: Promotion,
  { facts }: MailFacts,
  { message }: HeldMail,
): Decider[] {
  return addressesOf({ ...message, from: null }).flatMap((address) => {
    const known = ports.deciders.get(mailbox, address)?.queues;
    const queues =
      known ?? facts.queues.filter((queue) => normaliseAddress(queue.address) === address);
    return queues.map(({ id, level }): Decider => ({ kind: 'queue', id, level }));
  });
}

/** The queues whose level takes the mail; each gets an item of it. */
export function queuesFor(promotion: Promotion, facts: MailFacts, mail: HeldMail): string[] {
  const { row, message } = mail;
  if (row.direction === 'outgoing') return [];
  const queues = queuesAmong(promotion, facts, mail);
  if (queues.length === 0) return [];
  const { candidates, trackingUserId } = facts.peopleOf(mail);
  const senders = sendersFor(message.from?.address ?? '', candidates, trackingUserId);
  const judged = {
    otherSide: [{ tables: senders.map(({ table }) => table), isUnclear: false }],
    answered: row.correlation && {
      activityId: row.correlation.activityId ?? '',
      regarding: row.wanted,
      correlation: row.correlation,
    },
  };
  const takes = (queue: Decider): boolean =>
    queue.id === row.acceptedBy ||
    acceptance(levelOf(queue, { autoTrackingOverride: null }), judged) !== null;
  return [...new Set(queues.filter(takes).map(({ id }) => id))];
}
