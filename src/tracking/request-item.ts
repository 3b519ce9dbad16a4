import type { ItemReference, ItemState } from '../contracts/item.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { Intent, Lease, LedgerRow, Via } from '../ports/ledger.ts';
import { runAttempt } from './attempt.ts';
import { identify } from './identify.ts';
import type { TrackingPorts } from './ports.ts';
import { presentItem, regardingOf } from './present.ts';
import { Impossible } from './problem.ts';

/** The person has an answer after this long, whatever became of the first attempt. */
export const answerWithinMs = 3_000;
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

/** Resolves at the item's next change of state, or when there is no more time. */
const nextChange = ({ events }: TrackingPorts, key: string, timeUp: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stop();
      resolve();
    };
    const stop = events.subscribe((event) => event.key === key && done());
    timeUp.addEventListener('abort', done, { once: true });
  });

/**
 * Waits until the item is settled by whoever works on it, and does the work itself where that one
 * leaves a newer intent of this caller behind.
 */
async function follow(
  ports: TrackingPorts,
  caller: Caller,
  key: string,
): Promise<LedgerRow | null> {
  const timeUp = AbortSignal.timeout(answerWithinMs);
  while (!timeUp.aborted) {
    const changed = nextChange(ports, key, timeUp);
    const claim = await ports.ledger.claim(key, caller.userId);
    if (claim) return runAttempt(ports, caller, claim);
    const row = await ports.ledger.find(caller.tenantId, key);
    if (row?.state !== 'pending') return row;
    await changed;
  }
  return null;
}

async function work(
  ports: TrackingPorts,
  caller: Caller,
  { row, lease }: { row: LedgerRow; lease: Lease | null },
): Promise<LedgerRow | null> {
  if (!lease) return follow(ports, caller, row.key);
  const settled = await runAttempt(ports, caller, { row, lease });
  // Somebody wanted something newer meanwhile; the answer is what comes of that.
  const isOvertaken = settled?.state === 'pending' && settled.revision !== row.revision;
  return isOvertaken ? follow(ports, caller, row.key) : settled;
}

function present(ports: TrackingPorts, caller: Caller, row: LedgerRow): ItemState {
  const known = ports.recent.findItem(caller, row.key, [])?.lookup.me;
  const record = regardingOf(row);
  return presentItem(ports.crm, row, {
    callerId: caller.userId,
    users: known ? [known] : [],
    record: record && ports.recent.findRecord(caller, record),
  });
}

/**
 * Has the person's tokens ready. What the directory wants of the person is said before anything is
 * accepted; a directory out of reach is no reason not to accept.
 */
async function prepareTokens({ tokens }: TrackingPorts, caller: Caller): Promise<void> {
  const both = [tokens.tokenFor(caller, 'mailbox'), tokens.tokenFor(caller, 'crm')];
  const answers = await settleWithin(Promise.allSettled(both), tokensWithinMs);
  for (const answer of answers ?? []) {
    const reason: unknown = answer.status === 'rejected' ? answer.reason : undefined;
    if (reason instanceof Failure && reason.kind === 'sign-in-needed') throw reason;
  }
}

/**
 * Accepts what a person wants of an item and tries it at once. Once it is accepted nothing loses
 * it: the answer is the item's state after the attempt, or `pending` where that takes too long.
 * @throws Impossible; Failure `sign-in-needed` before anything is accepted.
 */
export async function requestItem(
  ports: TrackingPorts,
  caller: Caller,
  { intent, item, wanted, ...choices }: ItemRequest,
): Promise<ItemState> {
  if (item.kind !== 'message') throw new Impossible('item-unsupported');
  const { key, direction } = identify(ports, caller, item);
  const { itemId, internetMessageId } = item;
  const started = performance.now();
  await prepareTokens(ports, caller);
  const accepted = await ports.ledger.accept({
    key,
    direction,
    intent,
    wanted,
    itemId,
    internetMessageId,
    tenantId: caller.tenantId,
    requestedBy: caller.userId,
    clearRegarding: choices.clearRegarding ?? false,
    keepCopy: choices.keepCopy ?? false,
    leftOut: choices.leaveOut ?? [],
    series: choices.series ?? false,
    via: choices.via ?? 'pane',
    conversationId: item.conversationId ?? null,
    mailboxAddress: item.isShared ? item.mailbox : null,
  });
  const working = work(ports, caller, accepted).catch((error: unknown) => {
    ports.log.error({ err: error, item: key }, 'attempt broke off');
    return null;
  });
  ports.background.add(working);
  const settled = await settleWithin(working, answerWithinMs - (performance.now() - started));
  const row = settled ?? (await ports.ledger.find(caller.tenantId, key)) ?? accepted.row;
  return present(ports, caller, row);
}
