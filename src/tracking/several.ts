import { randomUUID } from 'node:crypto';
import type { ItemReference } from '../contracts/item.ts';
import type {
  SeveralListRequest,
  SeveralListResponse,
  SeveralProgress,
  SeveralRequest,
} from '../contracts/several.ts';
import { fewAtOnce } from '../lib/few-at-once.ts';
import type { Caller } from '../ports/actor.ts';
import type { Batch } from '../ports/batches.ts';
import type { AcceptedIntent, LedgerRow } from '../ports/ledger.ts';
import type { MailSelection } from '../ports/mailbox.ts';
import { attemptAll } from './attempt-all.ts';
import { checkReady } from './check-ready.ts';
import { checkRegarding } from './check-regarding.ts';
import { identify } from './identify.ts';
import { intentsFor, referenceTo, rowsOf } from './listed-mail.ts';
import type { TrackingPorts } from './ports.ts';
import { stateOfRow } from './present.ts';
import { Impossible, Refusal } from './problem.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';
import { undoIntent } from './undo-change.ts';
import { verifyMailbox } from './verify-mailbox.ts';

const listWithinMs = 8_000;
const pageSize = 25;

/** @throws Refusal where the open mail does not say enough. */
function selectionOf(
  ports: TrackingPorts,
  caller: Caller,
  { item, about }: SeveralListRequest,
): MailSelection {
  if (about === 'folder') return { about, of: item };
  if (about === 'conversation') {
    if (!item.conversationId) throw new Refusal('nothing-to-match');
    return { about, conversationId: item.conversationId };
  }
  if (identify(ports, caller, item).direction === 'outgoing')
    return { about: 'recipient', of: item };
  if (!item.from) throw new Refusal('nothing-to-match');
  return { about, address: item.from };
}

/** Mail that goes with the open one, with its state. @throws Refusal, Impossible, Failure. */
export async function listSeveral(
  ports: TrackingPorts,
  caller: Caller,
  request: SeveralListRequest,
): Promise<SeveralListResponse> {
  const { item, cursor = null } = request;
  if (item.kind !== 'message') throw new Impossible('item-unsupported');
  const selection = selectionOf(ports, caller, request);
  const page = { mailboxAddress: sharedMailboxOf(item), cursor, size: pageSize };
  const signal = AbortSignal.timeout(listWithinMs);
  const { mails, next } = await ports.mailbox.list(caller, selection, page, signal);
  const references = mails.map((mail) => referenceTo(mail, item));
  const rows = await rowsOf(ports, caller, references);
  return {
    next,
    messages: mails.map(({ subject, from, receivedAt, hasAttachments }, index) => {
      const reference = references[index] ?? item;
      const row = rows.get(identify(ports, caller, reference).key);
      const state = row ? stateOfRow(row) : 'not-tracked';
      return { item: reference, subject, from, receivedAt, hasAttachments, state };
    }),
  };
}

const isTaken = ({ intent, undoes }: LedgerRow): boolean => intent === 'untrack' || undoes !== null;

/** How far a batch is; items that somebody changed since are done with. */
function progressOf({ id, size, rows }: Batch): SeveralProgress {
  const pending = rows.filter(({ state }) => state === 'pending').length;
  const failed = rows.filter(({ state, problem }) => state !== 'pending' && problem !== null);
  const isUndone = rows.some(isTaken);
  return {
    id,
    total: size,
    done: size - pending - failed.length,
    pending,
    failed: failed.map(({ key, itemId, problem }) => ({
      key,
      itemId,
      problem: problem ?? 'unexpected',
    })),
    isUndone,
    canUndo: rows.some(
      (row) => !isTaken(row) && (row.state === 'pending' || row.state === 'tracked'),
    ),
  };
}

async function findBatch(ports: TrackingPorts, caller: Caller, id: string): Promise<Batch> {
  const batch = await ports.batches.find(caller, id);
  if (!batch) throw new Refusal('not-found');
  return batch;
}

/**
 * Accepts messages together, all or none. Workers complete what this process does not get to.
 * @returns the batch's id; null where there was nothing to accept.
 */
export async function acceptBatch(
  ports: TrackingPorts,
  caller: Caller,
  intents: readonly AcceptedIntent[],
): Promise<string | null> {
  if (intents.length === 0) return null;
  const id = randomUUID();
  const { tenantId, userId } = caller;
  await ports.batches.accept({ id, tenantId, userId }, intents);
  ports.background.add(attemptAll(ports, caller, intents));
  return id;
}

/** Checks of a shared mailbox at a time. */
const checksAtOnce = 4;

/** What can be tracked by a batch: sent or received mail that the caller may read. */
async function checkItems(ports: TrackingPorts, caller: Caller, items: readonly ItemReference[]) {
  if (items.some(({ kind, isDraft }) => kind !== 'message' || isDraft)) {
    throw new Impossible('item-unsupported');
  }
  if (items.some(({ itemId }) => itemId === '')) throw new Impossible('item-not-found');
  // Each of them, since somebody may share one folder and not another.
  await fewAtOnce(items, checksAtOnce, (item) => verifyMailbox(ports, caller, item));
}

/** Tracks up to 100 messages; goes on when the pane is closed. @throws Impossible, Failure. */
export async function trackSeveral(
  ports: TrackingPorts,
  caller: Caller,
  { items, regarding }: SeveralRequest,
): Promise<SeveralProgress> {
  await checkReady(ports, caller);
  await checkRegarding(ports, caller, regarding ?? null);
  await checkItems(ports, caller, items);
  const choice = { wanted: regarding ?? null, via: 'several' as const };
  const id = await acceptBatch(ports, caller, intentsFor(ports, caller, items, choice));
  return severalProgress(ports, caller, id ?? '');
}

/** How far a batch is. @throws Refusal where the caller has no such batch. */
export async function severalProgress(
  ports: TrackingPorts,
  caller: Caller,
  id: string,
): Promise<SeveralProgress> {
  return progressOf(await findBatch(ports, caller, id));
}

/** The caller's latest batch that is still running. */
export async function runningSeveral(
  ports: TrackingPorts,
  caller: Caller,
): Promise<SeveralProgress | null> {
  const batch = await ports.batches.findRunning(caller);
  return batch && progressOf(batch);
}

/** What takes one item of a batch back; nothing where somebody changed it since, or nothing came of it. */
async function takeBack(
  ports: TrackingPorts,
  caller: Caller,
  batch: Batch,
  row: LedgerRow,
): Promise<AcceptedIntent[]> {
  if (isTaken(row) || row.state === 'failed') return [];
  const last = await ports.changes.last(caller.tenantId, row.key);
  const isOfBatch = last?.by === caller.userId && last.isLast && last.at >= batch.createdAt;
  if (row.state === 'tracked') return last && isOfBatch ? [undoIntent(last, row, caller)] : [];
  // Not tracked yet: then it never is.
  return [{ ...row, intent: 'untrack', wanted: null, clearRegarding: false, via: 'undo' }];
}

/** Takes a whole batch back. @throws Refusal where the caller has no such batch. */
export async function undoSeveral(
  ports: TrackingPorts,
  caller: Caller,
  id: string,
): Promise<SeveralProgress> {
  const batch = await findBatch(ports, caller, id);
  const intents = (
    await Promise.all(batch.rows.map((row) => takeBack(ports, caller, batch, row)))
  ).flat();
  await ports.batches.takeBack(intents);
  ports.background.add(attemptAll(ports, caller, intents));
  return severalProgress(ports, caller, id);
}
