import type { Kysely, Selectable } from 'kysely';
import type { CycleProblem } from '../../domain/sync/cycle-failure.ts';
import type { Clocks, ClockState } from '../../ports/clocks.ts';
import type { MailboxRef, Workload } from '../../ports/workloads.ts';
import type { RegardingDatabase, WorkloadTable } from './tables.ts';

const toClockState = (row: Selectable<WorkloadTable>): ClockState => ({
  userId: row.user_id,
  workload: row.workload as Workload,
  endedAt: row.ended_at,
  dueAt: row.due_at,
  pausedAt: row.paused_at,
  problem: row.problem as CycleProblem | null,
});

/** The clocks in PostgreSQL, to look at. */
export class PostgresClocks implements Clocks {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async ofTenant(tenantId: string): Promise<ClockState[]> {
    const rows = await this.#ofTenant(tenantId).execute();
    return rows.map(toClockState);
  }

  async ofMailbox({ tenantId, userId }: MailboxRef): Promise<ClockState[]> {
    const rows = await this.#ofTenant(tenantId).where('user_id', '=', userId).execute();
    return rows.map(toClockState);
  }

  #ofTenant(tenantId: string) {
    return this.#db.selectFrom('regarding.workload').selectAll().where('tenant_id', '=', tenantId);
  }
}
