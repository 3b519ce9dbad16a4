import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { EntraDatabase } from './schema.ts';

export const deviceCodeLifetime = 900;
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789';

export type DeviceCode = Selectable<EntraDatabase['device_code']>;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const newUserCode = (): string =>
  Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Sign-ins of devices without a browser (RFC 8628). */
export class DeviceCodeStore {
  readonly #db: Kysely<EntraDatabase>;
  readonly #now: () => Date;

  constructor(db: Kysely<EntraDatabase>, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  async issue(clientId: string, scope: string): Promise<{ deviceCode: string; userCode: string }> {
    const deviceCode = randomBytes(48).toString('base64url');
    const userCode = newUserCode();
    await this.#db
      .insertInto('device_code')
      .values({
        hash: hashOf(deviceCode),
        user_code: userCode,
        client_id: clientId,
        scope,
        user_id: null,
        expires_at: new Date(this.#now().getTime() + deviceCodeLifetime * 1000),
      })
      .execute();
    return { deviceCode, userCode };
  }

  async find(deviceCode: string): Promise<DeviceCode | undefined> {
    return this.#db
      .selectFrom('device_code')
      .selectAll()
      .where('hash', '=', hashOf(deviceCode))
      .executeTakeFirst();
  }

  /** The sign-in that a person typed the code of, while it waits. */
  async findWaiting(userCode: string): Promise<DeviceCode | undefined> {
    return this.#db
      .selectFrom('device_code')
      .selectAll()
      .where('user_code', '=', userCode.trim().toUpperCase())
      .where('user_id', 'is', null)
      .where('expires_at', '>', this.#now())
      .executeTakeFirst();
  }

  async approve({ hash }: DeviceCode, userId: string): Promise<void> {
    await this.#db
      .updateTable('device_code')
      .set({ user_id: userId })
      .where('hash', '=', hash)
      .execute();
  }

  async forget({ hash }: DeviceCode): Promise<void> {
    await this.#db.deleteFrom('device_code').where('hash', '=', hash).execute();
  }
}
