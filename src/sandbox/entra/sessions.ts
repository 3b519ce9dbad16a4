import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { EntraDatabase } from './schema.ts';

const lifetimeMs = 24 * 60 * 60 * 1000;
const cookieName = '__Host-sandbox-session';

export type SignedIn = Selectable<EntraDatabase['session_account']>;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The session secret a browser sent, if it did. */
export function sessionCookie(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1];
}

/** For `Set-Cookie`; without a secret the cookie goes. A hidden frame of a client sends it too. */
export const setSessionCookie = (secret: string | undefined): string =>
  `${cookieName}=${secret ?? ''}; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=${secret ? lifetimeMs / 1000 : 0}`;

/** Who is signed in in which browser. A browser may have several people. */
export class SessionStore {
  readonly #db: Kysely<EntraDatabase>;
  readonly #now: () => Date;

  constructor(db: Kysely<EntraDatabase>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** The people of a browser, the last who signed in first. */
  async accounts(secret: string | undefined): Promise<SignedIn[]> {
    if (!secret) return [];
    return this.#db
      .selectFrom('session_account')
      .selectAll()
      .where('session', '=', hashOf(secret))
      .where('expires_at', '>', this.#now())
      .orderBy('expires_at', 'desc')
      .execute();
  }

  /** Signs a person in and answers the secret of their browser: the one it has, or a new one. */
  async signIn(
    secret: string | undefined,
    person: { userId: string; hasSecondFactor: boolean },
  ): Promise<string> {
    const kept = secret ?? randomBytes(32).toString('base64url');
    const expires_at = new Date(this.#now().getTime() + lifetimeMs);
    const has_mfa = person.hasSecondFactor;
    await this.#db
      .insertInto('session_account')
      .values({ session: hashOf(kept), user_id: person.userId, has_mfa, expires_at })
      .onConflict((conflict) =>
        conflict.columns(['session', 'user_id']).doUpdateSet({ has_mfa, expires_at }),
      )
      .execute();
    return kept;
  }

  async signOut(secret: string | undefined): Promise<void> {
    if (!secret) return;
    await this.#db.deleteFrom('session_account').where('session', '=', hashOf(secret)).execute();
  }

  /** Ends a person's sessions in every browser. */
  async revoke(userId: string): Promise<void> {
    await this.#db.deleteFrom('session_account').where('user_id', '=', userId).execute();
  }

  async purge(): Promise<void> {
    await this.#db.deleteFrom('session_account').where('expires_at', '<', this.#now()).execute();
  }
}
