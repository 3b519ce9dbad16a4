import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { SendProblem } from '../../domain/sync/sending/send-problem.ts';
import type {
  Outgoing,
  OutgoingChange,
  OutgoingMail,
  OutgoingState,
} from '../../ports/outgoing.ts';
import type { Fence, MailboxRef } from '../../ports/workloads.ts';
import { holdFence } from './fence.ts';
import type { OutgoingTable, RegardingDatabase } from './tables.ts';

/** What is over is kept that long: it counts against the limit, and tells what became of it. */
const keptDays = 7;
const changed_at = sql<Date>`clock_timestamp()`;
const over: OutgoingState[] = ['done', 'failed'];

const toMail = (row: Selectable<OutgoingTable>): OutgoingMail => ({
  id: row.activity_id,
  userId: row.user_id,
  mark: row.mark,
  state: row.state as OutgoingState,
  itemId: row.item_id,
  messageId: row.internet_message_id,
  sentAt: row.sent_at,
  failures: row.failures,
  failingSince: row.failing_since,
  retryAt: row.retry_at,
  problem: row.problem as SendProblem | null,
});

const columnsOf = (mail: OutgoingMail) => ({
  state: mail.state,
  item_id: mail.itemId,
  internet_message_id: mail.messageId,
  sent_at: mail.sentAt,
  failures: mail.failures,
  failing_since: mail.failingSince,
  retry_at: mail.retryAt,
  problem: mail.problem,
});

const fresh = (fence: Fence, id: string, mark: string): OutgoingMail => ({
  id,
  userId: fence.userId,
  mark,
  state: 'drafting',
  itemId: null,
  messageId: null,
  sentAt: null,
  failures: 0,
  failingSince: null,
  retryAt: null,
  problem: null,
});

/** E-mails on their way, in PostgreSQL. Every write is fenced: an overtaken cycle writes nothing. */
export class PostgresOutgoing implements Outgoing {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async open({ tenantId, userId }: MailboxRef): Promise<OutgoingMail[]> {
    const rows = await this.#db
      .selectFrom('regarding.outgoing')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('state', 'not in', over)
      .orderBy('failures')
      .orderBy('changed_at')
      .execute();
    return rows.map(toMail);
  }

  take(fence: Fence, id: string, mark: string): Promise<OutgoingMail | null> {
    const { tenantId: tenant_id, userId: user_id } = fence;
    const mail = fresh(fence, id, mark);
    const values = { user_id, mark, ...columnsOf(mail), changed_at };
    return this.#fenced(fence, async (trx) => {
      await trx
        .deleteFrom('regarding.outgoing')
        .where('tenant_id', '=', tenant_id)
        .where('user_id', '=', user_id)
        .where('state', 'in', over)
        .where('changed_at', '<', sql<Date>`now() - ${keptDays} * interval '1 day'`)
        .execute();
      const row = await trx
        .insertInto('regarding.outgoing')
        .values({ tenant_id, activity_id: id, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'activity_id'])
            .doUpdateSet(values)
            .where('regarding.outgoing.state', 'in', over),
        )
        .returningAll()
        .executeTakeFirst();
      return row ? toMail(row) : null;
    });
  }

  change(fence: Fence, mail: OutgoingMail, change: OutgoingChange): Promise<OutgoingMail> {
    const changed = { ...mail, ...change };
    return this.#fenced(fence, async (trx) => {
      await trx
        .updateTable('regarding.outgoing')
        .set({ ...columnsOf(changed), changed_at })
        .where('tenant_id', '=', fence.tenantId)
        .where('activity_id', '=', mail.id)
        .execute();
      return changed;
    });
  }

  async drop(fence: Fence, id: string): Promise<void> {
    await this.#fenced(fence, (trx) =>
      trx
        .deleteFrom('regarding.outgoing')
        .where('tenant_id', '=', fence.tenantId)
        .where('activity_id', '=', id)
        .execute(),
    );
  }

  async handedOver({ tenantId, userId }: MailboxRef, since: Date): Promise<Date[]> {
    const rows = await this.#db
      .selectFrom('regarding.outgoing')
      .select('sent_at')
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .where('sent_at', '>', since)
      .execute();
    return rows.flatMap(({ sent_at }) => sent_at ?? []);
  }

  async lookedAfter(tenantId: string, userIds: readonly string[]): Promise<Set<string>> {
    if (userIds.length === 0) return new Set();
    const rows = await this.#db
      .selectFrom('regarding.mailbox')
      .select('user_id')
      .where('tenant_id', '=', tenantId)
      .where('user_id', 'in', [...userIds])
      .where('paused', '=', false)
      .execute();
    return new Set(rows.map(({ user_id }) => user_id));
  }

  #fenced<T>(fence: Fence, write: (trx: Kysely<RegardingDatabase>) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute(async (trx) => {
      await holdFence(trx, fence);
      return write(trx);
    });
  }
}
