import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { SandboxDeps } from '../kit/deps.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Entra object id of the person signed in to the sandbox's Outlook; set under `/api`. */
    outlookUser?: string;
  }
}

const cookieName = '__Host-outlook-session';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

function tokenOf(request: FastifyRequest): string | undefined {
  const pairs = request.headers.cookie?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

/** Who is signed in to the page. Sessions are kept in the database and survive a restart. */
export class Sessions {
  readonly #db: SandboxDeps['db'];

  constructor(db: SandboxDeps['db']) {
    this.#db = db;
  }

  async createTable(): Promise<void> {
    await sql`create schema if not exists sandbox_outlook`.execute(this.#db);
    await sql`create table if not exists sandbox_outlook.session (
      token_hash text primary key, user_id text not null)`.execute(this.#db);
  }

  /** The person's Entra object id, or undefined where nobody is signed in. */
  async userOf(request: FastifyRequest): Promise<string | undefined> {
    const token = tokenOf(request);
    if (!token) return undefined;
    const found = await sql<{ user_id: string }>`
      select user_id from sandbox_outlook.session where token_hash = ${hash(token)}`.execute(
      this.#db,
    );
    return found.rows[0]?.user_id;
  }

  /** Replaces the session there is, so that a cookie never outlives its person. */
  async start(request: FastifyRequest, reply: FastifyReply, userId: string): Promise<void> {
    await this.#remove(request);
    const token = randomBytes(32).toString('base64url');
    await sql`insert into sandbox_outlook.session (token_hash, user_id)
      values (${hash(token)}, ${userId})`.execute(this.#db);
    reply.header('set-cookie', `${cookieName}=${token}; ${attributes}; Max-Age=2592000`);
  }

  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#remove(request);
    reply.header('set-cookie', `${cookieName}=; ${attributes}; Max-Age=0`);
  }

  async #remove(request: FastifyRequest): Promise<void> {
    const token = tokenOf(request);
    if (!token) return;
    await sql`delete from sandbox_outlook.session where token_hash = ${hash(token)}`.execute(
      this.#db,
    );
  }
}
