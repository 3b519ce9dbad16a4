import type { FailedItem, FailedItemsResponse, RetryRequest } from '../contracts/failed-items.ts';
import type { ItemState } from '../contracts/item.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { FailedItem as FailedRow } from '../ports/failed-items.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { checkAdministrator } from './check-administrator.ts';
import type { TrackingPorts } from './ports.ts';
import { Refusal } from './problem.ts';
import { tryNow } from './try-now.ts';
import { userNames } from './user-names.ts';

/** As many as a person looks through. */
const atMost = 100;
/** Read from the mailbox one by one. */
const titled = 25;
const withinMs = 8_000;
/** What stands for a subject that is none of an administrator's business (V-14). */
const redacted = '***';

const shown = (row: FailedRow, title: string): FailedItem => ({
  key: row.key,
  kind: row.kind,
  title,
  problem: row.problem ?? 'unexpected',
  via: row.via,
  at: row.failedAt.toISOString(),
  hasRecord: row.wanted !== null,
});

/** Subjects as the mailbox tells them now; a mailbox out of reach leaves them empty. */
async function subjectsOf(
  { mailbox }: TrackingPorts,
  caller: Caller,
  rows: readonly LedgerRow[],
): Promise<Map<string, string>> {
  const ids = rows.filter(({ kind }) => kind === 'message').map(({ itemId }) => itemId);
  try {
    const signal = AbortSignal.timeout(withinMs);
    return await mailbox.subjects(caller, ids.slice(0, titled), signal);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return new Map();
  }
}

/** What could not be tracked for the caller, newest first (M-11). @throws Failure. */
export async function readFailedItems(
  ports: TrackingPorts,
  caller: Caller,
): Promise<FailedItemsResponse> {
  const rows = await ports.failed.of(caller, atMost);
  const subjects = await subjectsOf(ports, caller, rows);
  return { items: rows.map((row) => shown(row, subjects.get(row.itemId) ?? '')) };
}

/**
 * What could not be tracked for everybody else: for administrators of the CRM, who see whose it is
 * and why, and never what it is about (M-11, V-14).
 * @throws Failure `forbidden`.
 */
export async function readOthersFailedItems(
  ports: TrackingPorts,
  caller: Caller,
): Promise<FailedItemsResponse> {
  await checkAdministrator(ports, caller);
  const rows = await ports.failed.ofOthers(caller, atMost);
  const users = rows.map(({ requestedBy }) => requestedBy);
  const names = await userNames(ports, caller, users, AbortSignal.timeout(withinMs));
  return {
    items: rows.map((row) => ({
      ...shown(row, redacted),
      owner: names.get(row.requestedBy) ?? '',
    })),
  };
}

/**
 * Tries one of the caller's own again, now and with their own rights; who retries a private item knows
 * that it is private (AP-26).
 * @throws Refusal `not-found`.
 */
export async function retryFailedItem(
  ports: TrackingPorts,
  caller: Caller,
  { key, withoutRecord = false }: RetryRequest,
): Promise<ItemState> {
  const started = performance.now();
  const row = await ports.failed.find(caller, key);
  if (!row) throw new Refusal('not-found');
  const accepted = await ports.ledger.accept({
    ...row,
    requestedBy: caller.userId,
    wanted: withoutRecord ? null : row.wanted,
    clearRegarding: withoutRecord || row.clearRegarding,
    evenIfPrivate: row.evenIfPrivate || row.problem === 'private',
    undoes: null,
    via: 'pane',
  });
  return tryNow(ports, caller, { accepted, started });
}

/** The category that says it could not be tracked goes; a mailbox out of reach keeps it. */
async function takeMarkOff(ports: TrackingPorts, caller: Caller, row: LedgerRow): Promise<void> {
  if (row.kind !== 'message') return;
  const signal = AbortSignal.timeout(withinMs);
  try {
    const item = await ports.mailbox.readMarks(caller, row, signal);
    await ports.mailbox.mark(caller, item, null, signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    ports.log.warn({ item: row.key, code: error.message }, 'mark stays on the item');
  }
}

/** Lets one of the caller's own be: it stays untracked. @throws Refusal `not-found`. */
export async function dismissFailedItem(
  ports: TrackingPorts,
  caller: Caller,
  key: string,
): Promise<void> {
  const row = await ports.failed.find(caller, key);
  if (!row || !(await ports.failed.dismiss(caller, key))) throw new Refusal('not-found');
  await takeMarkOff(ports, caller, row);
}
