import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { matches, type Fault } from './fault.ts';

/**
 * The faults of one service, oldest first. They are kept in the database, since an outage does not
 * end because the laptop restarted; only this process changes them, so memory is never behind.
 */
export class FaultStore {
  readonly #db: Kysely<never>;
  readonly #service: string;
  #faults: Fault[] = [];

  private constructor(db: Kysely<never>, service: string) {
    this.#db = db;
    this.#service = service;
  }

  static async open(db: Kysely<never>, service: string): Promise<FaultStore> {
    await sql`create schema if not exists sandbox_kit`.execute(db);
    await sql`create table if not exists sandbox_kit.fault (
      id text primary key, service text not null, seq bigserial, spec jsonb not null)`.execute(db);
    const stored = await sql<{ spec: Fault }>`
      select spec from sandbox_kit.fault where service = ${service} order by seq`.execute(db);
    const store = new FaultStore(db, service);
    store.#faults = stored.rows.map((row) => row.spec);
    return store;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  async add(spec: Omit<Fault, 'id'>): Promise<Fault> {
    const fault = { ...spec, id: randomUUID() };
    this.#faults.push(fault);
    await this.#save(fault);
    return fault;
  }

  /** Removes one fault, or all of them. */
  async remove(id?: string): Promise<void> {
    this.#faults = this.#faults.filter((fault) => id !== undefined && fault.id !== id);
    await sql`delete from sandbox_kit.fault
      where service = ${this.#service} and id = coalesce(${id ?? null}, id)`.execute(this.#db);
  }

  /** The first fault a request meets, counted as met. */
  async meet(method: string, url: string): Promise<Fault | undefined> {
    const fault = this.#faults.find((candidate) => matches(candidate, method, url));
    if (fault?.times === undefined) return fault;
    fault.times -= 1;
    await (fault.times < 1 ? this.remove(fault.id) : this.#save(fault));
    return fault;
  }

  async #save(fault: Fault): Promise<void> {
    await sql`insert into sandbox_kit.fault (id, service, spec)
      values (${fault.id}, ${this.#service}, ${JSON.stringify(fault)}::jsonb)
      on conflict (id) do update set spec = excluded.spec`.execute(this.#db);
  }
}
