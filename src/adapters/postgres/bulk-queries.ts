import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Claim, Lease, LedgerRow, Outcome } from '../../ports/ledger.ts';
import { mostStrikes } from '../ledger/terms.ts';
import { leaseEnd, leaseIsFree, outcomeColumns, writeOutcome } from './item-queries.ts';
import { toLedgerRow } from './item-row.ts';
import type { ItemRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

type Db = Kysely<RegardingDatabase>;

interface Mailbox {
  tenantId: string;
  userId: string;
}

const waiting = (trx: Db, { tenantId, userId }: Mailbox) =>
  trx
    .selectFrom('regarding.item')
    .where('tenant_id', '=', tenantId)
    .where('requested_by', '=', userId)
    .where('in_bulk', '=', true)
    .where('state', '=', 'pending')
    .where(leaseIsFree)
    .orderBy('received_at', (order) => order.asc().nullsLast())
    .orderBy('key')
    .forUpdate()
    .skipLocked();

/** Fails what worker after worker died on. @returns the rows. */
export async function strikeOut(trx: Db, mailbox: Mailbox): Promise<ItemRow[]> {
  const poison = await waiting(trx, mailbox)
    .selectAll()
    .where('strikes', '>=', mostStrikes)
    .execute();
  const failed: Outcome = { kind: 'failed', problem: 'unexpected' };
  const rows: ItemRow[] = [];
  for (const row of poison) {
    const before = toLedgerRow(row);
    rows.push(await writeOutcome(trx, row.key, outcomeColumns(before, failed, before)));
  }
  return rows;
}

async function nextKeys(trx: Db, mailbox: Mailbox, limit: number): Promise<string[]> {
  const fresh = await waiting(trx, mailbox)
    .select('key')
    .where('strikes', '=', 0)
    .limit(limit)
    .execute();
  if (fresh.length > 0) return fresh.map(({ key }) => key);
  const suspect = await waiting(trx, mailbox).select('key').limit(1).execute();
  return suspect.map(({ key }) => key);
}

/** Takes the leases of the next items, under one token; each has a strike until it is settled. */
export async function takeLeases(trx: Db, mailbox: Mailbox, limit: number): Promise<Claim[]> {
  const keys = await nextKeys(trx, mailbox, limit);
  if (keys.length === 0) return [];
  const token = randomUUID();
  const rows = await trx
    .updateTable('regarding.item')
    .set({ lease_token: token, lease_until: leaseEnd, strikes: sql<number>`strikes + 1` })
    .where('key', 'in', keys)
    .returningAll()
    .execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => {
    const row = byKey.get(key);
    return row ? [{ row: toLedgerRow(row), lease: { key, token } }] : [];
  });
}

export async function renewLeases(db: Db, leases: readonly Lease[]): Promise<boolean> {
  const tokens = [...new Set(leases.map(({ token }) => token))];
  const { numUpdatedRows } = await db
    .updateTable('regarding.item')
    .set({ lease_until: leaseEnd })
    .where('lease_token', 'in', tokens)
    .where(
      'key',
      'in',
      leases.map(({ key }) => key),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Locks the rows in one order, so that two of these never wait for each other. */
export async function lockItems(trx: Db, keys: readonly string[]): Promise<Map<string, ItemRow>> {
  const rows = await trx
    .selectFrom('regarding.item')
    .selectAll()
    .where('key', 'in', keys)
    .orderBy('key')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
}

/** Gives leases back; nothing was tried. */
export async function releaseLeases(trx: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await trx
    .updateTable('regarding.item')
    .set({
      lease_token: null,
      lease_until: null,
      strikes: sql<number>`greatest(strikes - 1, 0)`,
    })
    .where('key', 'in', keys)
    .execute();
}

export interface TrackedItem {
  before: LedgerRow;
  outcome: Extract<Outcome, { kind: 'tracked' }>;
}

const trackedJson = ({ before, outcome }: TrackedItem): object => ({
  key: before.key,
  activity: outcome.activityId,
  regarding_table: outcome.regarding?.table ?? null,
  regarding_id: outcome.regarding?.id ?? null,
  at: outcome.at.toISOString(),
  revisits: outcome.revisitInMs !== undefined,
});

/** What `outcomeColumns` writes for a tracked item, for all of them in one statement. */
export async function writeTracked(trx: Db, items: readonly TrackedItem[]): Promise<ItemRow[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<ItemRow>`update regarding.item item set
      state = 'tracked', activity_id = done.activity,
      regarding_table = done.regarding_table, regarding_id = done.regarding_id,
      tracked_at = case when item.tracked_by is null then done.at else item.tracked_at end,
      tracked_via = case when item.tracked_by is null then item.via else item.tracked_via end,
      tracked_by = coalesce(item.tracked_by, item.requested_by),
      revisit_since = case when done.revisits
        then coalesce(item.revisit_since, clock_timestamp()) end,
      draft_since = null, problem = null, failures = 0, failing_since = null,
      lease_token = null, lease_until = null, in_bulk = false, strikes = 0, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(items.map(trackedJson))}::jsonb)
      as done(key uuid, activity uuid, regarding_table text, regarding_id uuid,
        at timestamptz, revisits boolean)
    where item.key = done.key
    returning item.*`.execute(trx);
  return rows;
}
