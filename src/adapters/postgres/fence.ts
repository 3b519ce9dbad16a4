import type { Kysely } from 'kysely';
import { Fenced } from '../../ports/workloads.ts';
import type { Fence } from '../../ports/workloads.ts';
import type { RegardingDatabase } from './tables.ts';

/**
 * Keeps a later cycle of the mailbox from beginning until the transaction ends. First statement of
 * every transaction that writes what a cycle found. @throws Fenced where one has begun.
 */
export async function holdFence(trx: Kysely<RegardingDatabase>, fence: Fence): Promise<void> {
  const row = await trx
    .selectFrom('regarding.workload')
    .select('epoch')
    .where('tenant_id', '=', fence.tenantId)
    .where('user_id', '=', fence.userId)
    .where('workload', '=', fence.workload)
    .where('epoch', '=', fence.epoch)
    .forShare()
    .executeTakeFirst();
  if (!row) throw new Fenced();
}
