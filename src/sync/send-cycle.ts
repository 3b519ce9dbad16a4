import { randomUUID } from 'node:crypto';
import { sendBatch, sendBudget, sendWindowMs } from '../domain/sync/sending/budget.ts';
import type { SendBudget } from '../domain/sync/sending/budget.ts';
import type { Actor } from '../ports/actor.ts';
import type { Outbox } from '../ports/crm-outbox.ts';
import type { Failure } from '../ports/failure.ts';
import type { OutgoingMail } from '../ports/outgoing.ts';
import type { Fence } from '../ports/workloads.ts';
import type { SyncPorts } from './ports.ts';
import { attemptMail } from './sending/attempt.ts';
import type { Delivery } from './sending/delivery.ts';

/** A service that fails so often in a row is away for all of them. */
const failuresInRow = 2;

interface Round {
  ports: SyncPorts;
  fence: Fence;
  actor: Actor;
  signal: AbortSignal;
  outbox: Outbox;
}

/** What the limit of the mailbox leaves (30 a minute, whoever worked on it). */
async function budgetOf({ ports, fence }: Pick<Round, 'ports' | 'fence'>): Promise<SendBudget> {
  const now = ports.runtime.now().getTime();
  const [{ sendPerMinute }, times] = await Promise.all([
    ports.organization.get(fence.tenantId),
    ports.outgoing.handedOver(fence, new Date(now - sendWindowMs)),
  ]);
  const ago = times.map((at) => now - at.getTime());
  return sendBudget(ago, sendPerMinute);
}

/** The row of an e-mail that comes up; null where another mailbox has it. */
async function deliveryOf(round: Round, due: OutgoingMail | string): Promise<Delivery | null> {
  if (typeof due !== 'string') return { ...round, mail: due, isFresh: false };
  const mail = await round.ports.outgoing.take(round.fence, due, randomUUID());
  return mail && { ...round, mail, isFresh: true };
}

/** Works through what is due. @returns how many were sent. @throws Failure where a service is away. */
async function workThrough(round: Round, due: readonly (OutgoingMail | string)[]): Promise<number> {
  let sent = 0;
  let inRow: Failure[] = [];
  for (const one of due) {
    round.signal.throwIfAborted();
    const delivery = await deliveryOf(round, one);
    const failure = delivery && (await attemptMail(delivery));
    if (delivery?.mail.state === 'done') sent += 1;
    inRow = failure ? [...inRow, failure] : [];
    const [first] = inRow;
    if (first && inRow.length >= failuresInRow) throw first;
  }
  return sent;
}

/**
 * One cycle of a mailbox's outgoing mail: e-mails in Pending Send go out through it, ten a cycle and
 * thirty a minute (S-04), where mailbox and approval permit it now (M-03, M-05, V-02). A quiet one
 * costs one request to the CRM and none to the mailbox. Everything may be repeated, and stopped at
 * any point; no e-mail is sent twice.
 * @returns e-mails that were sent, whether more wait, and for how long they must.
 * @throws Failure; Fenced where a later cycle has begun.
 */
export async function sendCycle(
  ports: SyncPorts,
  fence: Fence,
  signal: AbortSignal,
): Promise<{ items: number; isMore: boolean; waitMs?: number }> {
  const { tenantId, userId } = fence;
  const actor: Actor = { tenantId, userId };
  const now = ports.runtime.now();
  const open = await ports.outgoing.open(fence);
  const limit = sendBatch + 1 + open.length;
  const outbox = await ports.crmOutbox.look(actor, { now, limit }, signal);
  const known = new Set(open.map(({ id }) => id));
  const fresh = outbox.permission === 'allowed' ? outbox.pending : [];
  const again = open.filter(({ retryAt }) => retryAt === null || retryAt <= now);
  // What fails holds nobody up.
  const due = [
    ...again.filter(({ failures }) => failures === 0),
    ...fresh.filter((id) => !known.has(id)),
    ...again.filter(({ failures }) => failures > 0),
  ];
  if (due.length === 0) return { items: 0, isMore: false };
  const { count, waitMs } = await budgetOf({ ports, fence });
  const round: Round = { ports, fence, actor, signal, outbox };
  const items = await workThrough(round, due.slice(0, count));
  return { items, isMore: due.length > count, waitMs };
}
