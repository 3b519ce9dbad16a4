import { decideSendFailure } from '../../domain/sync/sending/send-failure.ts';
import { Failure } from '../../ports/failure.ts';
import { SendRefused } from '../../ports/mail-sender.ts';
import type { OutgoingState } from '../../ports/outgoing.ts';
import { step } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { fail } from './finish.ts';
import { sendMail } from './send-mail.ts';

/** What the CRM could not be told for so long is told it less often. */
const longRetryMs = 60 * 60_000;
/** Its fate is settled; only the CRM does not know yet. */
const settled: ReadonlySet<OutgoingState> = new Set(['sent', 'failing']);

async function giveUp(delivery: Delivery): Promise<void> {
  const { ports, mail } = delivery;
  if (settled.has(mail.state)) {
    const retryAt = new Date(ports.runtime.now().getTime() + longRetryMs);
    await step(delivery, { retryAt });
  } else await fail(delivery, mail.state === 'sending' ? 'unclear' : 'gave-up');
}

/** What a failure means for the e-mail. @throws the failure where it is about all of them. */
async function afterFailure(delivery: Delivery, failure: Failure): Promise<void> {
  const { ports, mail, actor } = delivery;
  const now = ports.runtime.now();
  const failingSince = mail.failingSince ?? now;
  const { kind, service, message } = failure;
  const decision = decideSendFailure({
    ...{ kind, service, failures: mail.failures },
    failingForMs: now.getTime() - failingSince.getTime(),
    random: ports.runtime.random(),
  });
  if (decision.do === 'stop') throw failure;
  const fields = { mailbox: actor.userId, email: mail.id, state: mail.state, code: message };
  ports.log.warn({ ...fields, ...decision }, 'sending an email failed');
  const failures = mail.failures + 1;
  const retryAt = decision.do === 'retry' ? new Date(now.getTime() + decision.inMs) : null;
  await step(delivery, { failures, failingSince, retryAt });
  if (decision.do === 'give-up') await giveUp(delivery);
}

/**
 * One attempt at an e-mail, its failures in its own row.
 * @returns the failure that was its own, so that the cycle notices a service that is away.
 * @throws Failure about all e-mails of the mailbox; Fenced.
 */
export async function attemptMail(delivery: Delivery): Promise<Failure | null> {
  try {
    await sendMail(delivery);
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || delivery.signal.aborted) throw error;
    if (error instanceof SendRefused && !settled.has(delivery.mail.state)) {
      await fail(delivery, error.why);
      return null;
    }
    await afterFailure(delivery, error);
    return error;
  }
}
