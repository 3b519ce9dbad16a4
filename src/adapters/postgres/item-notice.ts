import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ShownState } from '../../domain/sync/problem.ts';
import type { LedgerState } from '../../ports/ledger.ts';
import type { ItemRow } from './item-row.ts';
import type { RegardingDatabase } from './tables.ts';

export const itemChannel = 'regarding_item';

export const shownStateOf = (state: LedgerState): ShownState =>
  state === 'untracked' ? 'not-tracked' : state;

type Noticed = Pick<ItemRow, 'tenant_id' | 'key' | 'state'>;

const payloadOf = ({ tenant_id, key, state }: Noticed): string =>
  JSON.stringify({ tenantId: tenant_id, key, state: shownStateOf(state as LedgerState) });

/** Tells every process, once the transaction commits. */
export async function notifyItems(
  trx: Kysely<RegardingDatabase>,
  rows: readonly Noticed[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`select pg_notify(${itemChannel}, payload)
    from unnest(${rows.map(payloadOf)}::text[]) as payload`.execute(trx);
}

export const notifyItem = (trx: Kysely<RegardingDatabase>, row: Noticed): Promise<void> =>
  notifyItems(trx, [row]);
