import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { Overtaken } from '../../ports/ledger.ts';
import type { AcceptedIntent, Lease, LedgerRow } from '../../ports/ledger.ts';
import { isByItself, sameIntent, withWaiting } from '../ledger/intent-rules.ts';
import { headStartMs } from '../ledger/terms.ts';
import { lastChange } from './change-queries.ts';
import { scheduleCompletion } from './completion-job.ts';
import { notifyItem } from './item-notice.ts';
import { lockItem, takeLease, writeIntent } from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

/** @throws Overtaken where the change to take back is not the item's last, or something waits. */
async function checkLast(db: Kysely<RegardingDatabase>, intent: AcceptedIntent, row: LedgerRow) {
  const last = await lastChange(db, intent.tenantId, intent.key);
  if (last?.id !== intent.undoes || row.state === 'pending') throw new Overtaken();
}

/**
 * Writes one intent with the job that completes it. The lease comes with it unless somebody holds
 * it, or the work is left to the workers.
 * @throws Overtaken.
 */
export async function acceptIntent(
  boss: PgBoss,
  trx: Trx,
  intent: AcceptedIntent,
): Promise<{ row: LedgerRow; lease: Lease | null }> {
  const { key, inBackground = false, inBulk = false } = intent;
  const before = await lockItem(trx, key);
  const known = before && toLedgerRow(before);
  // It was looked up a while ago that nobody had decided; whoever did since is not overruled.
  if (isByItself(intent) && known) return { row: known, lease: null };
  // A second click on what is under way asks for nothing new.
  const isRepeat = before && known && sameIntent(known, intent);
  if (intent.undoes && known && !isRepeat) await checkLast(trx, intent, known);
  const row = isRepeat ? before : await writeIntent(trx, withWaiting(intent, known));
  const token = randomUUID();
  const leased = inBackground || inBulk ? undefined : await takeLease(trx, { key, token });
  if (!isRepeat) {
    const delayMs = inBackground ? 0 : headStartMs;
    if (!inBulk) await scheduleCompletion(boss, trx, { key, delayMs, inBackground });
    await notifyItem(trx, row);
  }
  return { row: toLedgerRow(leased ?? row), lease: leased ? { key, token } : null };
}
