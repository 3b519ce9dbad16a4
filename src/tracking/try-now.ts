import type { ItemState } from '../contracts/item.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Caller } from '../ports/actor.ts';
import type { Lease, LedgerRow } from '../ports/ledger.ts';
import { runAttempt } from './attempt.ts';
import type { TrackingPorts } from './ports.ts';
import { presentItem, regardingOf } from './present.ts';
import { undoableOf } from './undoable.ts';

/** The person has an answer after this long, whatever became of the first attempt. */
export const answerWithinMs = 3_000;

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
export async function follow(
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

async function present(ports: TrackingPorts, caller: Caller, row: LedgerRow): Promise<ItemState> {
  const known = ports.recent.findItem(caller, row.key, [])?.lookup.me;
  const record = regardingOf(row);
  return presentItem(ports.crm, row, {
    callerId: caller.userId,
    users: known ? [known] : [],
    record: record && ports.recent.findRecord(caller, record),
    undo: await undoableOf(ports, caller, row.key),
  });
}

/**
 * Tries at once what was accepted. Once it is accepted nothing loses it: the answer is the item's
 * state after the attempt, or `pending` where that takes too long or is left to the workers.
 * @param started when the person began to wait (`performance.now()`).
 */
export async function tryNow(
  ports: TrackingPorts,
  caller: Caller,
  {
    accepted,
    inBackground = false,
    started,
  }: {
    accepted: { row: LedgerRow; lease: Lease | null };
    inBackground?: boolean;
    started: number;
  },
): Promise<ItemState> {
  const { key } = accepted.row;
  if (inBackground) return present(ports, caller, accepted.row);
  const working = work(ports, caller, accepted).catch((error: unknown) => {
    ports.log.error({ err: error, item: key }, 'attempt broke off');
    return null;
  });
  ports.background.add(working);
  const settled = await settleWithin(working, answerWithinMs - (performance.now() - started));
  const row = settled ?? (await ports.ledger.find(caller.tenantId, key)) ?? accepted.row;
  return present(ports, caller, row);
}
