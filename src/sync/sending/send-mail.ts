import type { OutgoingEmail } from '../../ports/crm-outbox.ts';
import { Failure } from '../../ports/failure.ts';
import { SendRefused } from '../../ports/mail-sender.ts';
import { step, letGo } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { fail, finish } from './finish.ts';
import { isAnothers, isOurs, prepare } from './prepare.ts';

/** Attempts at finding out whether a mail was sent whose copy nobody sees. */
const lookUps = 5;
const lookAgainMs = 60_000;
/** What Exchange took lies in Drafts until it is on its way; then nobody sends it once more. */
const underWayMs = 2 * 60_000;

/** Whether the mail is out, whatever was answered; null: no trace of it. */
async function isOut(delivery: Delivery): Promise<boolean | null> {
  const { ports, actor, mail, signal } = delivery;
  const found = await ports.mailSender.find(actor, mail.mark, signal);
  const sent = found.find(({ isDraft }) => !isDraft);
  if (!sent) return found.some(({ itemId }) => itemId === mail.itemId) ? false : null;
  const { itemId, messageId, sentAt } = sent;
  await step(delivery, { state: 'sent', itemId, messageId, sentAt: sentAt ?? mail.sentAt });
  return true;
}

/** Exchange turned the request away before it looked at it. */
const isUntouched = (error: unknown): boolean =>
  error instanceof Failure && ['throttled', 'sign-in-needed', 'forbidden'].includes(error.kind);

/**
 * Sends the draft. That it may have been is written first; and it is always the same draft, which
 * Exchange sends once.
 */
async function handOver(delivery: Delivery, email: OutgoingEmail): Promise<void> {
  const { ports, actor, mail, signal } = delivery;
  if (mail.itemId === null) return;
  await step(delivery, { state: 'sending', sentAt: ports.runtime.now() });
  try {
    await ports.mailSender.send(actor, mail.itemId, signal);
  } catch (error) {
    if (isUntouched(error)) await step(delivery, { state: 'drafted', sentAt: null });
    // Exchange also refuses what it has sent.
    if (!(error instanceof SendRefused) || (await isOut(delivery)) !== true) throw error;
  }
  if (delivery.mail.state === 'sending') await step(delivery, { state: 'sent' });
  await finish(delivery, email);
}

/** It may have been sent: the mailbox is asked before anything else is done. */
async function resume(delivery: Delivery): Promise<void> {
  const { ports, actor, mail, outbox, signal } = delivery;
  const out = await isOut(delivery);
  if (out === true) return finish(delivery, null);
  if (out === null) return lookAgain(delivery);
  const handedOver = mail.sentAt?.getTime() ?? 0;
  if (ports.runtime.now().getTime() - handedOver < underWayMs) {
    return step(delivery, { retryAt: new Date(handedOver + underWayMs) });
  }
  const email = await ports.crmOutbox.read(actor, mail.id, signal);
  if (!isOurs(email, delivery)) return letGo(delivery);
  if (outbox.permission === 'allowed') await handOver(delivery, email);
}

async function lookAgain(delivery: Delivery): Promise<void> {
  const { ports, mail } = delivery;
  const failures = mail.failures + 1;
  if (failures >= lookUps) return fail(delivery, 'unclear');
  const now = ports.runtime.now();
  const retryAt = new Date(now.getTime() + lookAgainMs);
  await step(delivery, { failures, failingSince: mail.failingSince ?? now, retryAt });
}

/** Nothing was handed over yet. */
async function begin(delivery: Delivery): Promise<void> {
  const { ports, actor, mail, signal, outbox } = delivery;
  if (outbox.permission !== 'allowed') return;
  const email = await ports.crmOutbox.read(actor, mail.id, signal);
  if (!isOurs(email, delivery) || (await isAnothers(delivery, email))) return letGo(delivery);
  // Taken with this very draft, and not a word was changed since.
  if (mail.state === 'drafted' && email.status === 'sending') return handOver(delivery, email);
  const prepared = await prepare(delivery, email);
  if (typeof prepared === 'string') return fail(delivery, prepared);
  if (prepared) await handOver(delivery, prepared);
}

/**
 * Takes an e-mail of the CRM as far on its way as it gets. Every step is written before what it
 * permits is done, so that whoever goes on after a crash knows what may have happened.
 * @throws Failure, SendRefused; Fenced where a later cycle has begun.
 */
export async function sendMail(delivery: Delivery): Promise<void> {
  const { mail } = delivery;
  switch (mail.state) {
    case 'drafting':
    case 'drafted':
      return begin(delivery);
    case 'sending':
      return resume(delivery);
    case 'sent':
      return finish(delivery, null);
    case 'failing':
      return fail(delivery, mail.problem ?? 'gave-up');
    case 'done':
    case 'failed':
      return;
  }
}
