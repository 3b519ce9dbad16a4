import type { ItemReference, ItemState } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { Intent, Via } from '../ports/ledger.ts';
import { checkReady } from './check-ready.ts';
import { checkRegarding } from './check-regarding.ts';
import { learnRegarding } from './learn-regarding.ts';
import { locateDraft } from './locate-draft.ts';
import type { TrackingPorts } from './ports.ts';
import { regardingOf } from './present.ts';
import { Impossible } from './problem.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import { tryNow } from './try-now.ts';
import { verifyMailbox } from './verify-mailbox.ts';

const tokensWithinMs = 1_500;

export interface ItemRequest {
  intent: Intent;
  item: ItemReference;
  wanted: RecordRef | null;
  clearRegarding?: boolean | undefined;
  keepCopy?: boolean | undefined;
  series?: boolean | undefined;
  leaveOut?: string[] | undefined;
  evenIfPrivate?: boolean | undefined;
  via?: Via | undefined;
}

/** What was said now, which is remembered, or else what was decided before (§1.5.3). */
async function keepsCopy(
  { settings }: TrackingPorts,
  caller: Caller,
  said: boolean | undefined,
): Promise<boolean> {
  if (said === undefined) return (await settings.get(caller)).keepCopyOnUntrack ?? false;
  await settings.change(caller, { keepCopyOnUntrack: said });
  return said;
}

/**
 * Has the person's tokens ready. What the directory wants of the person is said before anything is
 * accepted; a directory out of reach is no reason not to accept.
 */
async function prepareTokens(
  { tokens }: TrackingPorts,
  caller: Caller,
  { kind }: ItemReference,
): Promise<void> {
  const source = kind === 'appointment' ? 'calendar' : 'mailbox';
  const both = [tokens.tokenFor(caller, source), tokens.tokenFor(caller, 'crm')];
  const answers = await settleWithin(Promise.allSettled(both), tokensWithinMs);
  for (const answer of answers ?? []) {
    const reason: unknown = answer.status === 'rejected' ? answer.reason : undefined;
    if (reason instanceof Failure && reason.kind === 'sign-in-needed') throw reason;
  }
}

/**
 * A series is the worker's (I-05); one that is private and not confirmed is refused here and now.
 */
const isForWorker = (
  { series, meeting }: Target,
  { intent, evenIfPrivate }: ItemRequest,
): boolean => series && intent === 'track' && (evenIfPrivate === true || !meeting?.isPrivate);

/** What the item is regarding once the request is done: what is chosen now, or what it had. */
const regardingThen = (
  { row }: Target,
  { wanted, clearRegarding }: ItemRequest,
): RecordRef | null => {
  if (wanted || clearRegarding || !row || row.state === 'untracked') return wanted;
  return regardingOf(row);
};

/**
 * Accepts what a person wants of an item and tries it at once. Once it is accepted nothing loses
 * it: the answer is the item's state after the attempt, or `pending` where that takes too long.
 * @throws Impossible, among them `needs-regarding` (E-06); Failure `sign-in-needed` before anything
 * is accepted.
 */
export async function requestItem(
  ports: TrackingPorts,
  caller: Caller,
  request: ItemRequest,
): Promise<ItemState> {
  const { intent, item: asked, wanted, ...choices } = request;
  if (!asked.itemId) throw new Impossible('item-not-found');
  const started = performance.now();
  await Promise.all([
    prepareTokens(ports, caller, asked),
    intent === 'track' ? checkReady(ports, caller) : undefined,
  ]);
  await verifyMailbox(ports, caller, asked);
  const item = await locateDraft(ports, caller, asked);
  const target = await targetOf(ports, caller, item, choices);
  if (intent === 'track') await checkRegarding(ports, caller, regardingThen(target, request));
  const { key, direction, itemId, internetMessageId, series } = target;
  const inBackground = isForWorker(target, request);
  // A meeting is in the calendar before it is sent.
  const isMailDraft = item.kind === 'message' && item.isDraft === true;
  const accepted = await ports.ledger.accept({
    key,
    kind: item.kind,
    direction,
    intent,
    wanted,
    itemId,
    internetMessageId,
    tenantId: caller.tenantId,
    requestedBy: caller.userId,
    clearRegarding: choices.clearRegarding ?? false,
    keepCopy: intent === 'untrack' && (await keepsCopy(ports, caller, choices.keepCopy)),
    evenIfPrivate: choices.evenIfPrivate ?? false,
    ...(choices.leaveOut && { leftOut: choices.leaveOut }),
    series,
    inBackground,
    via: choices.via ?? (isMailDraft ? 'draft' : 'pane'),
    isDraft: isMailDraft,
    conversationId: item.conversationId ?? null,
    mailboxAddress: sharedMailboxOf(item),
  });
  if (wanted) {
    const before = target.row && regardingOf(target.row);
    learnRegarding(ports, caller, { item, key, chosen: wanted, before });
  }
  return tryNow(ports, caller, { accepted, inBackground, started });
}
