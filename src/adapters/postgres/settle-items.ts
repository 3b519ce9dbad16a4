import type { Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Attempted, Lease, LedgerRow, Outcome, Settlement } from '../../ports/ledger.ts';
import { nextIntentMs } from '../ledger/terms.ts';
import { lockItems, releaseLeases, writeTracked } from './bulk-queries.ts';
import type { TrackedItem } from './bulk-queries.ts';
import { recordChanges } from './change-queries.ts';
import { cancelCompletion, scheduleCompletion } from './completion-job.ts';
import { notifyItem, notifyItems } from './item-notice.ts';
import { giveBack, lockItem, outcomeColumns, writeOutcome } from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { ItemRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

/** Null: a newer intent waits and can start at once. */
async function schedule(boss: PgBoss, trx: Trx, key: string, outcome: Outcome | null) {
  if (outcome === null) {
    await scheduleCompletion(boss, trx, { key, delayMs: nextIntentMs });
  } else if (outcome.kind === 'postponed' || outcome.kind === 'waiting') {
    await scheduleCompletion(boss, trx, { key, delayMs: outcome.retryInMs });
  } else if (outcome.kind === 'tracked' && outcome.revisitInMs !== undefined) {
    await scheduleCompletion(boss, trx, { key, delayMs: outcome.revisitInMs });
  } else {
    await cancelCompletion(boss, trx, key);
  }
}

async function settleLocked(
  boss: PgBoss,
  trx: Trx,
  locked: ItemRow,
  { attempted, outcome }: { attempted: Attempted; outcome: Outcome },
): Promise<LedgerRow> {
  const { key } = locked;
  const before = toLedgerRow(locked);
  const isNewest = before.revision === attempted.revision;
  await recordChanges(trx, [{ before, attempted, outcome }]);
  const columns = outcomeColumns(before, outcome, attempted);
  const row = await writeOutcome(trx, key, {
    ...columns,
    ...(!isNewest && { state: 'pending', problem: null, failures: 0, failing_since: null }),
    ...(!isNewest && { wanted_table: locked.wanted_table, wanted_id: locked.wanted_id }),
  });
  await schedule(boss, trx, key, isNewest ? outcome : null);
  await notifyItem(trx, row);
  return toLedgerRow(row);
}

/** One item; null where the lease was lost. */
export async function settleItem(
  boss: PgBoss,
  trx: Trx,
  { key, token }: Lease,
  settled: { attempted: Attempted; outcome: Outcome },
): Promise<LedgerRow | null> {
  const locked = await lockItem(trx, key);
  if (locked?.lease_token !== token) return null;
  return settleLocked(boss, trx, locked, settled);
}

/** What most items of a bulk came to, where nothing else happened to them meanwhile. */
const isPlain = ({ claim, outcome }: Settlement, locked: ItemRow): boolean =>
  outcome.kind === 'tracked' &&
  outcome.revisitInMs === undefined &&
  locked.revision === claim.row.revision;

async function settlePlain(trx: Trx, items: readonly TrackedItem[]): Promise<LedgerRow[]> {
  await recordChanges(
    trx,
    items.map(({ before, outcome }) => ({ before, attempted: before, outcome })),
  );
  const rows = await writeTracked(trx, items);
  await notifyItems(trx, rows);
  return rows.map(toLedgerRow);
}

async function settleOther(
  boss: PgBoss,
  trx: Trx,
  { claim, outcome }: Settlement,
  locked: ItemRow,
): Promise<LedgerRow> {
  if (outcome.kind === 'released') {
    await releaseLeases(trx, [locked.key]);
    return toLedgerRow(locked);
  }
  if (outcome.kind !== 'handed-over') {
    return settleLocked(boss, trx, locked, { attempted: claim.row, outcome });
  }
  await scheduleCompletion(boss, trx, { key: locked.key, delayMs: outcome.retryInMs });
  return toLedgerRow(await giveBack(trx, locked.key));
}

/** Many items, those that were simply tracked in a few statements. */
export async function settleItems(
  boss: PgBoss,
  trx: Trx,
  settlements: readonly Settlement[],
): Promise<(LedgerRow | null)[]> {
  const locked = await lockItems(
    trx,
    settlements.map(({ claim }) => claim.row.key),
  );
  const done = new Map<string, LedgerRow>();
  const plain: TrackedItem[] = [];
  for (const settlement of settlements) {
    const { key, token } = settlement.claim.lease;
    const row = locked.get(key);
    if (row?.lease_token !== token) continue;
    const { outcome } = settlement;
    if (outcome.kind === 'tracked' && isPlain(settlement, row)) {
      plain.push({ before: toLedgerRow(row), outcome });
    } else done.set(key, await settleOther(boss, trx, settlement, row));
  }
  for (const row of await settlePlain(trx, plain)) done.set(row.key, row);
  return settlements.map(({ claim }) => done.get(claim.row.key) ?? null);
}
