import { createHash, randomBytes } from 'node:crypto';
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { EntraDatabase } from './schema.ts';

const day = 24 * 60 * 60 * 1000;
const codeLifetime = 10 * 60 * 1000;
const refreshLifetime = 90 * day;

export type AuthorizationCode = Selectable<EntraDatabase['authorization_code']>;
export type RefreshToken = Selectable<EntraDatabase['refresh_token']>;

type NewCode = Omit<Insertable<EntraDatabase['authorization_code']>, Issued | 'redeemed'>;
type NewRefreshToken = Omit<Insertable<EntraDatabase['refresh_token']>, Issued | 'issued_at'>;
type Issued = 'hash' | 'expires_at';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newSecret = (): string => `1.${randomBytes(48).toString('base64url')}`;

/** Authorization codes and refresh tokens given out; kept as hashes. */
export class GrantStore {
  readonly #db: Kysely<EntraDatabase>;
  readonly #now: () => Date;

  constructor(db: Kysely<EntraDatabase>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** A code good for 10 minutes and one redemption. */
  async issueCode(code: NewCode): Promise<string> {
    const secret = newSecret();
    await this.#db
      .insertInto('authorization_code')
      .values({ ...code, hash: hashOf(secret), redeemed: false, ...this.#expiry(codeLifetime) })
      .execute();
    return secret;
  }

  async findCode(secret: string): Promise<AuthorizationCode | undefined> {
    return this.#db
      .selectFrom('authorization_code')
      .selectAll()
      .where('hash', '=', hashOf(secret))
      .executeTakeFirst();
  }

  /** False where somebody redeemed the code before. */
  async redeemCode(code: AuthorizationCode): Promise<boolean> {
    const result = await this.#db
      .updateTable('authorization_code')
      .set({ redeemed: true })
      .where('hash', '=', code.hash)
      .where('redeemed', '=', false)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  /** A refresh token good for 90 days. Entra does not revoke the one it replaces, nor does this. */
  async issueRefreshToken(token: NewRefreshToken): Promise<string> {
    const secret = newSecret();
    const times = { issued_at: this.#now(), ...this.#expiry(refreshLifetime) };
    await this.#db
      .insertInto('refresh_token')
      .values({ ...token, hash: hashOf(secret), ...times })
      .execute();
    return secret;
  }

  async findRefreshToken(secret: string): Promise<RefreshToken | undefined> {
    return this.#db
      .selectFrom('refresh_token')
      .selectAll()
      .where('hash', '=', hashOf(secret))
      .executeTakeFirst();
  }

  /** Makes every refresh token of a person worthless that was given out until now. */
  async revoke(userId: string): Promise<void> {
    const at = this.#now();
    await this.#db
      .insertInto('revocation')
      .values({ user_id: userId, at })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ at }))
      .execute();
  }

  async isRevoked({ user_id, issued_at }: RefreshToken): Promise<boolean> {
    const row = await this.#db
      .selectFrom('revocation')
      .select('at')
      .where('user_id', '=', user_id)
      .executeTakeFirst();
    return row !== undefined && issued_at <= row.at;
  }

  /** Forgets what expired more than a day ago; until then Entra's refusal says "expired". */
  async purge(): Promise<void> {
    const before = new Date(this.#now().getTime() - day);
    await this.#db.deleteFrom('authorization_code').where('expires_at', '<', before).execute();
    await this.#db.deleteFrom('refresh_token').where('expires_at', '<', before).execute();
  }

  #expiry(lifetime: number): { expires_at: Date } {
    return { expires_at: new Date(this.#now().getTime() + lifetime) };
  }
}
