import { composeMail } from '../../domain/sync/sending/compose.ts';
import type { ComposedMail } from '../../domain/sync/sending/compose.ts';
import type { SendProblem } from '../../domain/sync/sending/send-problem.ts';
import { subjectWithToken, tokenIn } from '../../domain/sync/tracking-token.ts';
import type { OutgoingEmail } from '../../ports/crm-outbox.ts';
import { discardDrafts, step } from './delivery.ts';
import type { Delivery } from './delivery.ts';

/** Whether the e-mail is still as this attempt, or an earlier one of it, left it. */
export const isOurs = (email: OutgoingEmail | null, { mail }: Delivery): email is OutgoingEmail => {
  if (email?.status === 'pending') return true;
  return (
    email?.status === 'sending' && mail.messageId !== null && email.messageId === mail.messageId
  );
};

/** Someone whose own mailbox is looked after sends their mail from there. */
export async function isAnothers({ ports, actor }: Delivery, { sender }: OutgoingEmail) {
  if (!sender?.userId) return false;
  const others = await ports.outgoing.lookedAfter(actor.tenantId, [sender.userId]);
  return others.size > 0;
}

/** The e-mail with its tracking token, where the organisation has such (§1.4.6, 2). */
async function withToken(
  { ports, actor, signal }: Delivery,
  email: OutgoingEmail,
): Promise<OutgoingEmail> {
  const settings = await ports.crmMail.tokens(actor, signal);
  if (!settings.prefix) return email;
  const own = email.token || tokenIn(email.subject, settings);
  const token = own || (await ports.crmOutbox.newToken(actor, email.subject, signal));
  return { ...email, token, subject: subjectWithToken(email.subject, token, settings) };
}

export const isProblem = (composed: ComposedMail | SendProblem): composed is SendProblem =>
  typeof composed === 'string';

/**
 * Makes the draft anew, and takes the e-mail in the CRM with what the draft is known by; null where
 * somebody changed it meanwhile.
 */
export async function prepare(
  delivery: Delivery,
  read: OutgoingEmail,
): Promise<OutgoingEmail | SendProblem | null> {
  const { ports, actor, mail, outbox, signal, isFresh } = delivery;
  if (mail.state !== 'drafting') await step(delivery, { state: 'drafting' });
  if (!isFresh) await discardDrafts(delivery);
  const { mayBeUnresolved } = outbox;
  const checked = composeMail(read, { subject: read.subject, mayBeUnresolved });
  if (isProblem(checked)) return checked;
  const email = await withToken(delivery, read);
  const composed = { ...checked, subject: email.subject };
  const draft = await ports.mailSender.draft(actor, composed, mail.mark, signal);
  await step(delivery, { state: 'drafted', ...draft });
  const claimed = { ...email, messageId: draft.messageId };
  if (await ports.crmOutbox.claim(actor, claimed, signal)) return claimed;
  await ports.mailSender.discard(actor, draft.itemId, signal);
  await step(delivery, { state: 'drafting' });
  return null;
}
