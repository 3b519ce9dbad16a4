import { mailKey } from '../../domain/mail/item-key.ts';
import type { ComposedMail } from '../../domain/sync/sending/compose.ts';
import { composeMail } from '../../domain/sync/sending/compose.ts';
import type { SendProblem } from '../../domain/sync/sending/send-problem.ts';
import type { OutgoingEmail } from '../../ports/crm-outbox.ts';
import { rememberThreads } from '../../tracking/remember-threads.ts';
import { discardDrafts, step } from './delivery.ts';
import type { Delivery } from './delivery.ts';

/** Its answers find it by what it was sent with. */
async function rememberThread(delivery: Delivery, key: string, email: OutgoingEmail) {
  const { ports, actor, outbox, signal } = delivery;
  const { subject } = email;
  const { mayBeUnresolved } = outbox;
  const composed: ComposedMail | SendProblem = composeMail(email, { subject, mayBeUnresolved });
  if (typeof composed === 'string') return;
  const { to, cc, bcc, from } = composed;
  await rememberThreads(ports, actor, [{ key, mail: { subject, from, to, cc, bcc } }], signal);
}

/** The copy in Sent Items is the activity it was sent from: tracked, and never made again. */
async function track(delivery: Delivery, email: OutgoingEmail): Promise<void> {
  const { ports, actor, mail } = delivery;
  const { tenantId, userId } = actor;
  const { itemId, messageId: internetMessageId } = mail;
  if (itemId === null || !internetMessageId) return;
  const direction = 'outgoing';
  const identity = { tenantId, direction, internetMessageId, itemId } as const;
  const key = mailKey({ ...identity, organization: ports.crm.organization });
  const { regarding } = email;
  const intent = { ...identity, key, intent: 'track', wanted: null, requestedBy: userId } as const;
  const { row, lease } = await ports.ledger.accept({ ...intent, via: 'automatic' });
  if (lease) {
    const at = mail.sentAt ?? ports.runtime.now();
    const outcome = { kind: 'tracked', activityId: email.id, regarding, at } as const;
    await ports.ledger.settle(lease, row, { ...outcome, adopted: { regarding } });
  }
  await rememberThread(delivery, key, email);
}

/** The mail is out: ledger and CRM are told. May be repeated. */
export async function finish(delivery: Delivery, known: OutgoingEmail | null): Promise<void> {
  const { ports, actor, mail, signal, isFresh } = delivery;
  const email = known ?? (await ports.crmOutbox.read(actor, mail.id, signal));
  if (email) {
    await track(delivery, email);
    await ports.crmOutbox.markSent(actor, { id: mail.id, token: email.token }, signal);
  }
  // What an attempt left half-made would lie in Drafts for ever; what was sent may for a moment.
  if (!isFresh) await discardDrafts(delivery, mail.itemId);
  await step(delivery, { state: 'done', retryAt: null, problem: null });
}

/** It will not be sent: the CRM is told why. May be repeated. */
export async function fail(delivery: Delivery, problem: SendProblem): Promise<void> {
  const { ports, actor, mail, signal } = delivery;
  await step(delivery, { state: 'failing', problem });
  // Nobody knows what a draft is that may have been handed over.
  if (problem !== 'unclear') await discardDrafts(delivery);
  await ports.crmOutbox.markFailed(actor, { id: mail.id, problem, noteId: mail.mark }, signal);
  await step(delivery, { state: 'failed', retryAt: null });
  ports.log.warn({ mailbox: actor.userId, email: mail.id, problem }, 'email not sent');
}
