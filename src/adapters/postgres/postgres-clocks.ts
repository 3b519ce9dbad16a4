import type { Kysely } from 'kysely';
import type { CycleProblem } from '../../domain/sync/cycle-failure.ts';
import type { Clocks, ClockState } from '../../ports/clocks.ts';
import type { Workload } from '../../ports/workloads.ts';
import type { RegardingDatabase } from './tables.ts';

/** The clocks in PostgreSQL, to look at. */
export class PostgresClocks implements Clocks {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async ofTenant(tenantId: string): Promise<ClockState[]> {
    const rows = await this.#db
      .selectFrom('regarding.workload')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .execute();
    return rows.map((row) => ({
      userId: row.user_id,
      workload: row.workload as Workload,
      endedAt: row.ended_at,
      dueAt: row.due_at,
      pausedAt: row.paused_at,
      problem: row.problem as CycleProblem | null,
    }));
  }
}
