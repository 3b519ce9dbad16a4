import type { ItemReference } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';
import type { TrackingPorts } from './ports.ts';

const locateWithinMs = 2_000;

/**
 * A draft under the names it keeps when it is sent (E-08): Outlook tells neither its Message-ID nor
 * an id that survives sending. Comes back as it is where the mailbox does not have it yet or does not
 * answer; the first attempt that finds it then puts that right. Other items are not looked up.
 * @throws Failure `sign-in-needed`.
 */
export async function locateDraft(
  { mailbox }: Pick<TrackingPorts, 'mailbox'>,
  caller: Caller,
  item: ItemReference,
): Promise<ItemReference> {
  if (!item.isDraft || item.kind !== 'message' || !item.itemId) return item;
  try {
    const signal = AbortSignal.timeout(locateWithinMs);
    const { id, internetMessageId } = await mailbox.readMarks(
      caller,
      { ...item, mailboxAddress: sharedMailboxOf(item) },
      signal,
    );
    return { ...item, itemId: id, internetMessageId };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return item;
  }
}
