import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';

const verifyWithinMs = 2_500;

/**
 * Makes sure, with the caller's own token, that a mailbox of somebody else lets them read the item
 * (DEL-01…04). Only then may it be written down: whoever completes the work later has no rights of
 * the caller's to be measured by, and must not open a mailbox on the mere word of a request.
 * @throws Failure `forbidden`, `not-found`, `unavailable`.
 */
export async function verifyMailbox(
  { mailbox, calendar, meetings }: Pick<TrackingPorts, 'mailbox' | 'calendar' | 'meetings'>,
  caller: Caller,
  { itemId, internetMessageId, mailbox: mailboxAddress, isShared, kind }: ItemReference,
): Promise<void> {
  if (!isShared) return;
  const signal = AbortSignal.timeout(verifyWithinMs);
  if (kind === 'message') {
    await mailbox.readMarks(caller, { itemId, internetMessageId, mailboxAddress }, signal);
  } else {
    const facts = await calendar.readFacts(caller, { itemId, mailboxAddress }, signal);
    meetings.remember(caller, itemId, facts);
  }
}
