import { createHash, X509Certificate } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EntraDatabase } from './schema.ts';

/** Base64url of a certificate's SHA-1 and SHA-256, as `x5t` and `x5t#S256` give them. */
export function thumbprints(certificate: X509Certificate): { sha1: string; sha256: string } {
  const digest = (algorithm: string): string =>
    createHash(algorithm).update(certificate.raw).digest('base64url');
  return { sha1: digest('sha1'), sha256: digest('sha256') };
}

/** Certificates registered at applications: what their client assertions are checked with. */
export class CertificateStore {
  readonly #db: Kysely<EntraDatabase>;

  constructor(db: Kysely<EntraDatabase>) {
    this.#db = db;
  }

  /** Registers a certificate in PEM form. Throws where it is none. */
  async add(clientId: string, pem: string): Promise<{ sha1: string; sha256: string }> {
    const certificate = new X509Certificate(pem);
    const prints = thumbprints(certificate);
    await this.#db
      .insertInto('certificate')
      .values({ client_id: clientId, ...prints, pem: certificate.toString() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return prints;
  }

  async find(clientId: string, thumbprint: string): Promise<X509Certificate | undefined> {
    const row = await this.#db
      .selectFrom('certificate')
      .select('pem')
      .where('client_id', '=', clientId)
      .where((on) => on.or([on('sha1', '=', thumbprint), on('sha256', '=', thumbprint)]))
      .executeTakeFirst();
    return row && new X509Certificate(row.pem);
  }
}
