import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { SandboxClock } from './clock.ts';
import { matches, type Fault, type FaultSpec, type Subject } from './fault.ts';
import type { Hook, HookEffect } from './hook-effect.ts';

/**
 * The faults of one service, oldest first. They are kept in the database, since an outage does not
 * end because the laptop restarted; only this process changes them, so memory is never behind.
 */
export class FaultStore {
  readonly #db: Kysely<never>;
  readonly #service: string;
  readonly #clock: SandboxClock | undefined;
  #faults: Fault[] = [];

  private constructor(db: Kysely<never>, service: string, clock: SandboxClock | undefined) {
    this.#db = db;
    this.#service = service;
    this.#clock = clock;
  }

  static async open(db: Kysely<never>, service: string, clock?: SandboxClock): Promise<FaultStore> {
    await sql`create schema if not exists sandbox_kit`.execute(db);
    await sql`create table if not exists sandbox_kit.fault (
      id text primary key, service text not null, seq bigserial, spec jsonb not null)`.execute(db);
    const stored = await sql<{ spec: Fault }>`
      select spec from sandbox_kit.fault where service = ${service} order by seq`.execute(db);
    const store = new FaultStore(db, service, clock);
    store.#faults = stored.rows.map((row) => row.spec);
    for (const { clockJumpMs = 0 } of store.#faults) clock?.jump(clockJumpMs);
    return store;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Whether any fault wants to see bodies. */
  get looksAtBodies(): boolean {
    return this.#faults.some(({ match }) => match.body !== undefined);
  }

  async add(spec: FaultSpec): Promise<Fault> {
    const fault = { ...spec, id: randomUUID(), met: 0 };
    this.#faults.push(fault);
    this.#clock?.jump(fault.clockJumpMs ?? 0);
    await this.#save(fault);
    return fault;
  }

  /** Removes one fault, or all of them. */
  async remove(id?: string): Promise<void> {
    const gone = this.#faults.filter((fault) => id === undefined || fault.id === id);
    this.#faults = this.#faults.filter((fault) => !gone.includes(fault));
    for (const { clockJumpMs = 0 } of gone) this.#clock?.jump(-clockJumpMs);
    await sql`delete from sandbox_kit.fault
      where service = ${this.#service} and id = coalesce(${id ?? null}, id)`.execute(this.#db);
  }

  /**
   * The first fault a request meets, counted as met. A fault that looks at bodies is met only where
   * the body is known, any other only where it is not asked for: each request asks once of each.
   */
  meet(subject: Subject): Promise<Fault | undefined> {
    const looksAtBody = subject.body !== undefined;
    return this.#meet((fault) => {
      if (fault.hook || fault.breakage === 'handshake' || fault.clockJumpMs) return false;
      return (fault.match.body !== undefined) === looksAtBody && matches(fault, subject);
    });
  }

  /** The first fault that a part of a `$batch` meets; its body is known at once. */
  async meetPart(subject: Subject): Promise<Fault | undefined> {
    const { method, url } = subject;
    const fault = await this.meet({ method, url, within: 'batch' });
    if (fault || subject.body === undefined) return fault;
    return this.meet({ ...subject, within: 'batch' });
  }

  /** What a fault does at a hook; `subject` is the path or the resource it is about. */
  async meetHook(hook: Hook, subject: string): Promise<HookEffect | undefined> {
    const fault = await this.#meet(
      (candidate) => candidate.hook === hook && matches(candidate, { method: '', url: subject }),
    );
    return fault?.effect;
  }

  /** Whether a new connection is to be closed before TLS is agreed on. */
  async meetConnection(): Promise<boolean> {
    return (await this.#meet(({ breakage }) => breakage === 'handshake')) !== undefined;
  }

  async #meet(wanted: (fault: Fault) => boolean): Promise<Fault | undefined> {
    const [passed, fault] = this.#first(wanted);
    if (fault) {
      fault.met += 1;
      if (fault.times !== undefined) fault.times -= 1;
    }
    for (const other of passed) await this.#save(other);
    if (fault) await (fault.times === 0 ? this.remove(fault.id) : this.#save(fault));
    return fault;
  }

  /** The fault that begins now, and those before it that still let a request pass. */
  #first(wanted: (fault: Fault) => boolean): [Fault[], Fault | undefined] {
    const passed: Fault[] = [];
    for (const fault of this.#faults.filter((one) => one.times !== 0 && wanted(one))) {
      if (!fault.skip) return [passed, fault];
      fault.skip -= 1;
      passed.push(fault);
    }
    return [passed, undefined];
  }

  async #save(fault: Fault): Promise<void> {
    await sql`insert into sandbox_kit.fault (id, service, spec)
      values (${fault.id}, ${this.#service}, ${JSON.stringify(fault)}::jsonb)
      on conflict (id) do update set spec = excluded.spec`.execute(this.#db);
  }
}
