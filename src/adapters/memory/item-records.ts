import type { AcceptedIntent, Attempted, LedgerRow, Outcome } from '../../ports/ledger.ts';
import { leaseMs } from '../ledger/terms.ts';
import { mailboxKey } from './memory-database.ts';
import type { ItemRecord, MemoryDatabase } from './memory-database.ts';

const blank = {
  ...{ activityId: null, regarding: null, trackedBy: null, trackedAt: null, trackedVia: null },
  ...{ revisitSince: null, foundIn: null, leftOut: [] as string[] },
};

/** What a new intent sets, on a new row and on one there is. */
const intentColumns = (intent: AcceptedIntent, now: number) => ({
  state: 'pending' as const,
  intent: intent.intent,
  wanted: intent.wanted,
  itemId: intent.itemId,
  internetMessageId: intent.internetMessageId,
  mailboxUserId: intent.requestedBy,
  requestedBy: intent.requestedBy,
  clearRegarding: intent.clearRegarding ?? false,
  keepCopy: intent.keepCopy ?? false,
  via: intent.via ?? ('pane' as const),
  conversationId: intent.conversationId ?? null,
  mailboxAddress: intent.mailboxAddress ?? null,
  series: intent.series ?? false,
  batchId: intent.batchId ?? null,
  evenIfPrivate: intent.evenIfPrivate ?? false,
  undoes: intent.undoes ?? null,
  draftSince: intent.isDraft ? new Date(now) : null,
  reason: intent.reason ?? null,
  correlation: intent.correlation ?? null,
  acceptedBy: intent.acceptedBy ?? null,
  ...(intent.foundIn && { foundIn: intent.foundIn }),
  ...(intent.leftOut && { leftOut: intent.leftOut }),
  problem: null,
  failures: 0,
  failingSince: null,
});

/** Keeps the lists by which items are found. */
function index(db: MemoryDatabase, record: ItemRecord): void {
  const { key, tenantId, requestedBy, conversationId, state } = record.row;
  const mailbox = mailboxKey({ tenantId, userId: requestedBy });
  if (record.inBulk && state === 'pending') {
    const waiting = db.bulk.get(mailbox) ?? new Set();
    db.bulk.set(mailbox, waiting.add(key));
  } else db.bulk.get(mailbox)?.delete(key);
  if (!conversationId) return;
  const conversation = `${tenantId}|${conversationId}`;
  db.byConversation.set(conversation, (db.byConversation.get(conversation) ?? new Set()).add(key));
}

/** Changes a record in place; its row is a new one, so that those that were read stay as they were. */
export function change(
  db: MemoryDatabase,
  record: ItemRecord,
  row: Partial<LedgerRow>,
  more: Partial<Omit<ItemRecord, 'row'>> = {},
): ItemRecord {
  const { tenantId, requestedBy, key } = record.row;
  db.bulk.get(mailboxKey({ tenantId, userId: requestedBy }))?.delete(key);
  Object.assign(record, more, { row: { ...record.row, ...row }, changedAt: db.now() });
  index(db, record);
  return record;
}

/** Writes the intent: the last one wins, whatever state the item is in. */
export function writeIntent(
  db: MemoryDatabase,
  known: ItemRecord | undefined,
  intent: AcceptedIntent,
): ItemRecord {
  const columns = intentColumns(intent, db.now());
  const hidden = { inBulk: intent.inBulk ?? false, strikes: 0 };
  if (known) return change(db, known, { ...columns, revision: known.row.revision + 1 }, hidden);
  const { key, tenantId, direction, kind = 'message' } = intent;
  const row: LedgerRow = { ...blank, ...columns, key, tenantId, direction, kind, revision: 1 };
  const record = { row, ...hidden, leaseToken: null, leaseUntil: 0, changedAt: db.now() };
  db.items.set(key, record);
  index(db, record);
  return record;
}

export const isLeaseFree = (db: MemoryDatabase, { leaseUntil, leaseToken }: ItemRecord): boolean =>
  leaseToken === null || leaseUntil < db.now();

export function lease(db: MemoryDatabase, record: ItemRecord, token: string): ItemRecord {
  return Object.assign(record, { leaseToken: token, leaseUntil: db.now() + leaseMs });
}

const noProblem = { problem: null, failures: 0, failingSince: null };

function trackedColumns(
  db: MemoryDatabase,
  row: LedgerRow,
  { activityId, regarding, at, revisitInMs }: Extract<Outcome, { kind: 'tracked' }>,
  attempted: Attempted,
): Partial<LedgerRow> {
  const { requestedBy: trackedBy, via: trackedVia } = attempted;
  return {
    ...{ state: 'tracked', activityId, regarding, draftSince: null, ...noProblem },
    ...(row.trackedBy === null && { trackedBy, trackedAt: at, trackedVia }),
    revisitSince: revisitInMs === undefined ? null : (row.revisitSince ?? new Date(db.now())),
  };
}

const untracked: Partial<LedgerRow> = {
  ...{ state: 'untracked', wanted: null, activityId: null, regarding: null, trackedBy: null },
  ...{ trackedAt: null, trackedVia: null, revisitSince: null, draftSince: null, ...noProblem },
};

/** What an outcome makes of a row; an item that was tracked stays tracked when a change fails. */
export function outcomeColumns(
  db: MemoryDatabase,
  row: LedgerRow,
  outcome: Outcome,
  attempted: Attempted,
): Partial<LedgerRow> {
  const now = new Date(db.now());
  switch (outcome.kind) {
    case 'tracked':
      return trackedColumns(db, row, outcome, attempted);
    case 'untracked':
      return untracked;
    case 'postponed': {
      const { problem } = outcome;
      return { problem, failures: row.failures + 1, failingSince: row.failingSince ?? now };
    }
    case 'waiting':
      return {
        ...{ problem: 'not-sent-yet', failures: 0, draftSince: row.draftSince ?? now },
        failingSince: outcome.isMissing ? (row.failingSince ?? now) : null,
      };
    case 'failed':
      return { state: row.activityId === null ? 'failed' : 'tracked', problem: outcome.problem };
  }
}

/** Writes columns and gives the lease back. */
export const writeOutcome = (
  db: MemoryDatabase,
  record: ItemRecord,
  columns: Partial<LedgerRow>,
): ItemRecord =>
  change(db, record, columns, { leaseToken: null, leaseUntil: 0, inBulk: false, strikes: 0 });
