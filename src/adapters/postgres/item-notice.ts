import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ShownState } from '../../domain/sync/problem.ts';
import type { LedgerState } from '../../ports/ledger.ts';
import type { ItemRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

export const itemChannel = 'regarding_item';

export const shownStateOf = (state: LedgerState): ShownState =>
  state === 'untracked' ? 'not-tracked' : state;

/** Tells every process, once the transaction commits. */
export async function notifyItem(
  trx: Kysely<RegardingDatabase>,
  row: Pick<ItemRow, 'tenant_id' | 'key' | 'state'>,
): Promise<void> {
  const state = shownStateOf(row.state as LedgerState);
  const payload = JSON.stringify({ tenantId: row.tenant_id, key: row.key, state });
  await sql`select pg_notify(${itemChannel}, ${payload})`.execute(trx);
}
