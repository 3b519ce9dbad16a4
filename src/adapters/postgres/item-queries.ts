import { sql } from 'kysely';
import type { InsertObject, Kysely, UpdateObject } from 'kysely';
import type { AcceptedIntent, Attempted, LedgerRow, Outcome } from '../../ports/ledger.ts';
import { leaseMs } from '../ledger/terms.ts';
import type { ItemRow } from './item-row.ts';
import type { ItemTable, RegardingDatabase } from './tables.ts';

type Db = Kysely<RegardingDatabase>;
type ItemChanges = UpdateObject<RegardingDatabase, 'regarding.item'>;

/** Database time, since the clocks of several machines differ. */
export const leaseEnd = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})`;
export const leaseIsFree = sql<boolean>`(lease_until is null or lease_until < clock_timestamp())`;
/** For an attempt, or for files that are still being scanned. */
export const waits = sql<boolean>`(state = 'pending' or revisit_since is not null)`;

const wantedOf = (intent: AcceptedIntent): Pick<ItemTable, 'wanted_table' | 'wanted_id'> => ({
  wanted_table: intent.wanted?.table ?? null,
  wanted_id: intent.wanted?.id ?? null,
});

/** What a new intent sets, on a new row and on one there is. */
const intentColumns = (intent: AcceptedIntent) => ({
  state: 'pending',
  intent: intent.intent,
  ...wantedOf(intent),
  item_id: intent.itemId,
  internet_message_id: intent.internetMessageId,
  mailbox_user_id: intent.requestedBy,
  requested_by: intent.requestedBy,
  clear_regarding: intent.clearRegarding ?? false,
  keep_copy: intent.keepCopy ?? false,
  via: intent.via ?? 'pane',
  conversation_id: intent.conversationId ?? null,
  mailbox_address: intent.mailboxAddress ?? null,
  series: intent.series ?? false,
  batch_id: intent.batchId ?? null,
  even_if_private: intent.evenIfPrivate ?? false,
  undoes: intent.undoes ?? null,
  draft_since: intent.isDraft ? sql<Date>`now()` : null,
  reason: intent.reason ?? null,
  correlation_method: intent.correlation?.method ?? null,
  correlated_activity: intent.correlation?.activityId ?? null,
  accepted_by: intent.acceptedBy ?? null,
  ...(intent.foundIn && {
    folder_id: intent.foundIn.folderId,
    received_at: intent.foundIn.receivedAt,
  }),
  in_bulk: intent.inBulk ?? false,
  strikes: 0,
  problem: null,
  failures: 0,
  failing_since: null,
});

/** Locks the item's row to the end of the transaction; attempts and intents wait for each other here. */
export const lockItem = (trx: Db, key: string): Promise<ItemRow | undefined> =>
  trx
    .selectFrom('regarding.item')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();

/** Writes the intent: the last one wins, whatever state the item is in. */
export function writeIntent(trx: Db, intent: AcceptedIntent): Promise<ItemRow> {
  const columns = intentColumns(intent);
  const row: InsertObject<RegardingDatabase, 'regarding.item'> = {
    ...columns,
    key: intent.key,
    tenant_id: intent.tenantId,
    direction: intent.direction,
    kind: intent.kind ?? 'message',
    revision: 1,
    left_out: intent.leftOut ?? [],
  };
  return trx
    .insertInto('regarding.item')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        ...columns,
        // Whoever says nothing of attachments leaves what was decided.
        ...(intent.leftOut && { left_out: intent.leftOut }),
        revision: sql<number>`regarding.item.revision + 1`,
        changed_at: sql<Date>`now()`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The row, if the lease could be taken. */
export function takeLease(
  db: Db,
  { key, token, requestedBy }: { key: string; token: string; requestedBy?: string | undefined },
): Promise<ItemRow | undefined> {
  return db
    .updateTable('regarding.item')
    .set({ lease_token: token, lease_until: leaseEnd })
    .where('key', '=', key)
    .where(waits)
    .where(leaseIsFree)
    .$if(requestedBy !== undefined, (query) => query.where('requested_by', '=', requestedBy ?? ''))
    .returningAll()
    .executeTakeFirst();
}

export async function renewLease(db: Db, key: string, token: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('regarding.item')
    .set({ lease_until: leaseEnd })
    .where('key', '=', key)
    .where('lease_token', '=', token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Milliseconds, 0 where the lease is over; null where nothing waits. */
export async function leaseRest(db: Db, key: string): Promise<number | null> {
  const seconds = sql`extract(epoch from lease_until - clock_timestamp())`;
  const row = await db
    .selectFrom('regarding.item')
    .select(sql<number>`coalesce(greatest(${seconds}, 0) * 1000, 0)::float8`.as('rest'))
    .where('key', '=', key)
    .where(waits)
    .executeTakeFirst();
  return row?.rest ?? null;
}

const noLease = { lease_token: null, lease_until: null, in_bulk: false, strikes: 0 };
const noProblem = { problem: null, failures: 0, failing_since: null };

function trackedColumns(
  row: LedgerRow,
  { activityId, regarding, at, revisitInMs }: Extract<Outcome, { kind: 'tracked' }>,
  attempted: Attempted,
): ItemChanges {
  const isNew = row.trackedBy === null;
  return {
    state: 'tracked',
    activity_id: activityId,
    regarding_table: regarding?.table ?? null,
    regarding_id: regarding?.id ?? null,
    ...(isNew && { tracked_by: attempted.requestedBy, tracked_at: at, tracked_via: attempted.via }),
    revisit_since:
      revisitInMs === undefined ? null : (row.revisitSince ?? sql<Date>`clock_timestamp()`),
    draft_since: null,
    ...noProblem,
  };
}

const untrackedColumns: ItemChanges = {
  state: 'untracked',
  wanted_table: null,
  wanted_id: null,
  activity_id: null,
  regarding_table: null,
  regarding_id: null,
  tracked_by: null,
  tracked_at: null,
  tracked_via: null,
  on_behalf_of: null,
  revisit_since: null,
  draft_since: null,
  ...noProblem,
};

/** How long it has been missing is kept where failures keep theirs; nothing has failed. */
const waitingColumns = (
  row: LedgerRow,
  { isMissing }: Extract<Outcome, { kind: 'waiting' }>,
): ItemChanges => ({
  problem: 'not-sent-yet',
  failures: 0,
  failing_since: isMissing ? (row.failingSince ?? sql<Date>`now()`) : null,
  draft_since: row.draftSince ?? sql<Date>`now()`,
});

/** What an outcome makes of a row; an item that was tracked stays tracked when a change fails. */
export function outcomeColumns(
  row: LedgerRow,
  outcome: Outcome,
  attempted: Attempted,
): ItemChanges {
  switch (outcome.kind) {
    case 'tracked':
      return trackedColumns(row, outcome, attempted);
    case 'untracked':
      return untrackedColumns;
    case 'postponed':
      return {
        problem: outcome.problem,
        failures: row.failures + 1,
        failing_since: row.failingSince ?? sql<Date>`now()`,
      };
    case 'waiting':
      return waitingColumns(row, outcome);
    case 'failed':
      return { state: row.activityId === null ? 'failed' : 'tracked', problem: outcome.problem };
  }
}

/** Gives the lease back; nothing else changes. */
export const giveBack = (trx: Db, key: string): Promise<ItemRow> => writeOutcome(trx, key, {});

/** Writes columns and gives the lease back. */
export const writeOutcome = (trx: Db, key: string, columns: ItemChanges): Promise<ItemRow> =>
  trx
    .updateTable('regarding.item')
    .set({ ...columns, ...noLease, changed_at: sql<Date>`now()` })
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirstOrThrow();
