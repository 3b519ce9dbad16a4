import { sql } from 'kysely';
import type { SandboxDeps } from '../kit/deps.ts';

/** The manifests people side-loaded into their mailboxes, in the order they did. */
export class SideLoads {
  readonly #db: SandboxDeps['db'];

  constructor(db: SandboxDeps['db']) {
    this.#db = db;
  }

  async createTable(): Promise<void> {
    await sql`create table if not exists sandbox_outlook.side_load (
      user_id text, add_in_id text, manifest text not null, number serial,
      primary key (user_id, add_in_id))`.execute(this.#db);
  }

  async of(userId: string): Promise<string[]> {
    const found = await sql<{ manifest: string }>`
      select manifest from sandbox_outlook.side_load
      where user_id = ${userId} order by number`.execute(this.#db);
    return found.rows.map(({ manifest }) => manifest);
  }

  /** Everybody's. */
  async all(): Promise<string[]> {
    const found = await sql<{ manifest: string }>`
      select manifest from sandbox_outlook.side_load order by number`.execute(this.#db);
    return found.rows.map(({ manifest }) => manifest);
  }

  /** Adds it, or takes the place of an older version. */
  async put(userId: string, addInId: string, manifest: string): Promise<void> {
    await sql`insert into sandbox_outlook.side_load (user_id, add_in_id, manifest)
      values (${userId}, ${addInId}, ${manifest})
      on conflict (user_id, add_in_id) do update set manifest = excluded.manifest`.execute(
      this.#db,
    );
  }

  /** False where there is none of that id. */
  async remove(userId: string, addInId: string): Promise<boolean> {
    const gone = await sql`delete from sandbox_outlook.side_load
      where user_id = ${userId} and add_in_id = ${addInId} returning 1`.execute(this.#db);
    return gone.rows.length > 0;
  }
}
