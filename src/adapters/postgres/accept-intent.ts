import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { Overtaken } from '../../ports/ledger.ts';
import type { AcceptedIntent, Lease, LedgerRow } from '../../ports/ledger.ts';
import { lastChange } from './change-queries.ts';
import { scheduleCompletion } from './completion-job.ts';
import { notifyItem } from './item-notice.ts';
import { lockItem, takeLease, writeIntent } from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

/** The worker leaves the service's own attempt this head start. */
const headStartMs = 4_000;

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

const sameIntent = (row: LedgerRow, intent: AcceptedIntent): boolean =>
  row.state === 'pending' &&
  row.intent === intent.intent &&
  row.requestedBy === intent.requestedBy &&
  row.wanted?.table === intent.wanted?.table &&
  row.wanted?.id === intent.wanted?.id &&
  row.clearRegarding === (intent.clearRegarding ?? false) &&
  row.keepCopy === (intent.keepCopy ?? false) &&
  row.evenIfPrivate === (intent.evenIfPrivate ?? false) &&
  row.undoes === (intent.undoes ?? null) &&
  sameList(row.leftOut, intent.leftOut ?? row.leftOut);

/** Nobody asked for it: a rule of a person's, or one about all mail. */
const isByItself = ({ via }: AcceptedIntent): boolean => via === 'rule' || via === 'automatic';

/** Tracking without naming a record keeps the one that is still waiting to be set. */
const withWaiting = (intent: AcceptedIntent, row: LedgerRow | undefined): AcceptedIntent => {
  const isWaiting = row?.state === 'pending' && row.intent === 'track';
  const isOpen = intent.intent === 'track' && intent.wanted === null && !intent.clearRegarding;
  return isOpen && isWaiting
    ? { ...intent, wanted: row.wanted, clearRegarding: row.clearRegarding }
    : intent;
};

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
