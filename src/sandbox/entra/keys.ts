import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import type { Kysely } from 'kysely';
import type { EntraDatabase } from './schema.ts';

interface SigningKey {
  kid: string;
  jwk: JWK;
}

async function generate(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { kid: (await calculateJwkThumbprint(jwk)).slice(0, 27), jwk };
}

const publicJwk = ({ kid, jwk: { kty, n, e } }: SigningKey): JWK =>
  ({ kty, use: 'sig', kid, n, e }) as JWK;

/**
 * The tenant's signing keys, oldest first, the last one signing. They outlive a restart, and so do
 * the tokens they signed; this process alone changes them, so memory is never behind the database.
 */
export class KeyRing {
  readonly #db: Kysely<EntraDatabase>;
  readonly #now: () => Date;
  #keys: SigningKey[] = [];
  #signing: { kid: string; key: CryptoKey } | undefined;
  #find = createLocalJWKSet({ keys: [] });

  private constructor(db: Kysely<EntraDatabase>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  static async open(db: Kysely<EntraDatabase>, now: () => Date): Promise<KeyRing> {
    const ring = new KeyRing(db, now);
    const rows = await db.selectFrom('signing_key').selectAll().orderBy('created_at').execute();
    await ring.#use(rows);
    if (rows.length === 0) await ring.rotate();
    return ring;
  }

  async #use(keys: SigningKey[]): Promise<void> {
    const last = keys.at(-1);
    this.#keys = keys;
    this.#find = createLocalJWKSet(this.publicKeys());
    this.#signing = last && {
      kid: last.kid,
      key: (await importJWK(last.jwk, 'RS256')) as CryptoKey,
    };
  }

  /** A new key signs from now on; what older keys signed stays valid. */
  async rotate(): Promise<{ kid: string }> {
    const key = await generate();
    await this.#db
      .insertInto('signing_key')
      .values({ kid: key.kid, jwk: JSON.stringify(key.jwk), created_at: this.#now() })
      .execute();
    await this.#use([...this.#keys, key]);
    return { kid: key.kid };
  }

  signing(): { kid: string; key: CryptoKey } {
    if (!this.#signing) throw new Error('The key ring was not opened.');
    return this.#signing;
  }

  publicKeys(): JSONWebKeySet {
    return { keys: this.#keys.map(publicJwk) };
  }

  /** Finds the key of a token by its header, for jose. */
  readonly find: JWTVerifyGetKey = (header, token) => this.#find(header, token);
}
