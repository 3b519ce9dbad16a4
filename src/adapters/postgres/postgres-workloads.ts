import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { CycleProblem } from '../../domain/sync/cycle-failure.ts';
import { Fenced } from '../../ports/workloads.ts';
import type {
  CycleEnd,
  Fence,
  Hint,
  MailboxRef,
  Punctuality,
  Workload,
  WorkloadState,
  Workloads,
} from '../../ports/workloads.ts';
import { gatherMs, slackMs, spacingMs, strikeRestMs, strikesAllowed } from '../ledger/terms.ts';
import { scheduleCycle } from './cycle-job.ts';
import type { CycleJob } from './cycle-job.ts';
import { punctuality } from './punctuality.ts';
import { sweepClocks } from './sweep-clocks.ts';
import type { RegardingDatabase, WorkloadTable } from './tables.ts';

type Trx = Transaction<RegardingDatabase>;

export const later = (ms: number) =>
  sql<Date>`clock_timestamp() + ${ms / 1_000} * interval '1 second'`;

/** A cycle began and was not ended; its worker may be dead. */
export const isRunning = sql<boolean>`(started_at is not null and started_at > coalesce(ended_at, '-infinity'))`;

const toState = (row: Selectable<WorkloadTable>, before: Selectable<WorkloadTable>) =>
  ({
    dueAt: before.due_at,
    lateMs: row.late_ms,
    startedAt: row.started_at ?? before.due_at,
    endedAt: before.ended_at,
    volume: before.volume,
    idleCycles: before.idle_cycles,
    failures: before.failures,
    failingSince: before.failing_since,
    problem: before.problem as CycleProblem | null,
  }) satisfies WorkloadState;

/** The clocks in PostgreSQL. Every time is the database's: a process's own clock may be wrong. */
export class PostgresWorkloads implements Workloads {
  readonly #db: Kysely<RegardingDatabase>;
  readonly #boss: PgBoss;

  constructor(db: Kysely<RegardingDatabase>, boss: PgBoss) {
    this.#db = db;
    this.#boss = boss;
  }

  begin(
    mailbox: MailboxRef,
    workload: Workload,
  ): Promise<{ fence: Fence; state: WorkloadState } | null> {
    const job = { ...mailbox, workload };
    return this.#db.transaction().execute(async (trx) => {
      const before = await this.#lockDue(trx, job);
      if (!before) return null;
      if (before.strikes >= strikesAllowed) {
        await this.#rest(trx, job);
        return null;
      }
      const row = await this.#update(trx, job)
        .set((eb) => ({
          epoch: sql<string>`epoch + 1`,
          started_at: sql<Date>`clock_timestamp()`,
          late_ms: sql<number>`least(2000000000, greatest(0, extract(epoch from clock_timestamp() - due_at) * 1000))::integer`,
          strikes: eb('strikes', '+', 1),
        }))
        .returningAll()
        .executeTakeFirstOrThrow();
      const fence = { ...mailbox, workload, epoch: String(row.epoch) };
      return { fence, state: toState(row, before) };
    });
  }

  async end(fence: Fence, end: CycleEnd): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const row = await this.#update(trx, fence)
        .set({
          ended_at: sql<Date>`clock_timestamp()`,
          due_at: this.#nextDue(end),
          not_before: end.isFirm ? later(end.nextInMs) : null,
          paused_at: end.isPaused ? sql<Date>`coalesce(paused_at, clock_timestamp())` : null,
          volume: end.volume,
          idle_cycles: end.idleCycles,
          failures: end.failures,
          failing_since:
            end.failures === 0 ? null : sql<Date>`coalesce(failing_since, clock_timestamp())`,
          problem: end.problem,
          strikes: 0,
        })
        .where('epoch', '=', fence.epoch)
        .returning('due_at')
        .executeTakeFirst();
      if (!row) throw new Fenced();
      await scheduleCycle(this.#boss, trx, fence, row.due_at);
    });
  }

  async bringForward(mailbox: MailboxRef, workload: Workload, hint?: Hint): Promise<void> {
    const job = { ...mailbox, workload };
    const spacing = hint?.spacingMs ?? spacingMs;
    const soon = sql<Date>`greatest(${later(gatherMs)}, ended_at + ${spacing / 1_000} * interval '1 second', not_before)`;
    await this.#db.transaction().execute(async (trx) => {
      const row = await this.#update(trx, job)
        .set({
          hinted_at: sql<Date>`clock_timestamp()`,
          due_at: sql<Date>`case when ${isRunning} then due_at else ${soon} end`,
        })
        .where('paused_at', 'is', null)
        // What is soon enough, or will follow the cycle that runs, stays as it is.
        .where(
          sql<boolean>`case when ${isRunning} then coalesce(hinted_at < started_at, true) else due_at > ${soon} end`,
        )
        .returning(['due_at', sql<boolean>`${isRunning}`.as('running')])
        .executeTakeFirst();
      if (row && !row.running) await scheduleCycle(this.#boss, trx, job, row.due_at);
    });
  }

  async resume(mailbox: MailboxRef, workload: Workload): Promise<void> {
    const job = { ...mailbox, workload };
    await this.#db.transaction().execute(async (trx) => {
      const row = await this.#update(trx, job)
        .set({
          paused_at: null,
          not_before: null,
          failures: 0,
          failing_since: null,
          strikes: 0,
          due_at: sql<Date>`clock_timestamp()`,
        })
        .where('paused_at', 'is not', null)
        .returning('due_at')
        .executeTakeFirst();
      if (row) await scheduleCycle(this.#boss, trx, job, row.due_at);
    });
  }

  sweep(): Promise<number> {
    return sweepClocks(this.#db, this.#boss);
  }

  punctuality(): Promise<Punctuality> {
    return punctuality(this.#db);
  }

  /** A hint that came while the cycle ran may be about what it had read already. */
  #nextDue({ nextInMs, isFirm }: CycleEnd) {
    const next = later(nextInMs);
    if (isFirm) return next;
    const after = later(Math.min(gatherMs, nextInMs));
    return sql<Date>`case when hinted_at >= started_at then ${after} else ${next} end`;
  }

  #update(trx: Trx, { tenantId, userId, workload }: CycleJob) {
    return trx
      .updateTable('regarding.workload')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('workload', '=', workload);
  }

  #lockDue(trx: Trx, { tenantId, userId, workload }: CycleJob) {
    return trx
      .selectFrom('regarding.workload')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('workload', '=', workload)
      .where('due_at', '<=', later(slackMs))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('regarding.mailbox')
              .select('user_id')
              .where('tenant_id', '=', tenantId)
              .where('user_id', '=', userId)
              .where('paused', '=', true),
          ),
        ),
      )
      .forUpdate()
      .executeTakeFirst();
  }

  /** No worker survives this mailbox: it must not end them one after the other. */
  async #rest(trx: Trx, job: CycleJob): Promise<void> {
    const row = await this.#update(trx, job)
      .set({
        strikes: 0,
        problem: 'unexpected',
        paused_at: sql<Date>`clock_timestamp()`,
        ended_at: sql<Date>`clock_timestamp()`,
        due_at: later(strikeRestMs),
      })
      .returning('due_at')
      .executeTakeFirstOrThrow();
    await scheduleCycle(this.#boss, trx, job, row.due_at);
  }
}
