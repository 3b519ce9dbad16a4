import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Person, Remembered, RememberedRecord } from '../../ports/remembered.ts';
import type { RegardingDatabase } from './tables.ts';

type Db = Kysely<RegardingDatabase>;

const columnsOf = (person: Person, topic: string, { table, id }: RecordRef) => ({
  tenant_id: person.tenantId,
  user_id: person.userId,
  topic,
  record_table: table,
  record_id: id,
});

interface Row {
  topic: string;
  record_table: string;
  record_id: string;
  times: number;
  at: Date;
}

const toRemembered = ({ record_table: table, record_id: id, ...row }: Row): RememberedRecord => ({
  ...row,
  table,
  id,
});

/** Leaves the topic's `keep` last chosen records. */
async function trim(db: Db, person: Person, topic: string, keep: number): Promise<void> {
  await sql`delete from regarding.remembered r
    using (
      select record_table, record_id from regarding.remembered
      where tenant_id = ${person.tenantId} and user_id = ${person.userId} and topic = ${topic}
      order by at desc offset ${keep}
    ) old
    where r.tenant_id = ${person.tenantId} and r.user_id = ${person.userId} and r.topic = ${topic}
      and r.record_table = old.record_table and r.record_id = old.record_id`.execute(db);
}

/** What people chose, in PostgreSQL. */
export class PostgresRemembered implements Remembered {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async remember(
    person: Person,
    { topic, record, keep }: { topic: string; record: RecordRef; keep?: number },
  ): Promise<void> {
    await this.#db
      .insertInto('regarding.remembered')
      .values(columnsOf(person, topic, record))
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'user_id', 'topic', 'record_table', 'record_id'])
          .doUpdateSet({
            times: sql<number>`regarding.remembered.times + 1`,
            at: sql<Date>`clock_timestamp()`,
          }),
      )
      .execute();
    if (keep !== undefined) await trim(this.#db, person, topic, keep);
  }

  async forget(
    person: Person,
    { topic, record }: { topic: string; record: RecordRef },
  ): Promise<void> {
    await this.#db
      .deleteFrom('regarding.remembered')
      .where((where) => where.and(columnsOf(person, topic, record)))
      .execute();
  }

  async list(person: Person, topics: readonly string[]): Promise<RememberedRecord[]> {
    if (topics.length === 0) return [];
    const rows = await this.#db
      .selectFrom('regarding.remembered')
      .select(['topic', 'record_table', 'record_id', 'times', 'at'])
      .where('tenant_id', '=', person.tenantId)
      .where('user_id', '=', person.userId)
      .where('topic', 'in', topics)
      .orderBy('at', 'desc')
      .execute();
    return rows.map(toRemembered);
  }

  async listUnder(person: Person, prefix: string): Promise<RememberedRecord[]> {
    const rows = await this.#db
      .selectFrom('regarding.remembered')
      .select(['topic', 'record_table', 'record_id', 'times', 'at'])
      .where('tenant_id', '=', person.tenantId)
      .where('user_id', '=', person.userId)
      .where((where) => where.fn<boolean>('starts_with', ['topic', where.val(prefix)]))
      .orderBy('at', 'desc')
      .execute();
    return rows.map(toRemembered);
  }

  async forgetUnder(person: Person, prefix: string): Promise<void> {
    await this.#db
      .deleteFrom('regarding.remembered')
      .where('tenant_id', '=', person.tenantId)
      .where('user_id', '=', person.userId)
      .where((where) => where.fn<boolean>('starts_with', ['topic', where.val(prefix)]))
      .execute();
  }
}
