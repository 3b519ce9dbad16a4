import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Caller } from '../../ports/actor.ts';
import { InvalidToken } from '../../ports/directory.ts';
import type { TokenVerifier } from '../../ports/directory.ts';
import { Failure } from '../../ports/failure.ts';
import type { Runtime } from '../../ports/runtime.ts';

export interface TokenRules {
  /** Origin of the authority, `https://login.microsoftonline.com`. */
  authorityOrigin: string;
  /** Tenants whose people may use this service. */
  tenants: readonly string[];
  /** Our API as tokens name it: the client id, and its application id URI. */
  audiences: readonly string[];
  /** Client applications that may call for a person. */
  clients: readonly string[];
  scope: string;
}

const skewSeconds = 60;
const longestToken = 16_384;

const claims = z.object({
  tid: z.guid().transform((id) => id.toLowerCase()),
  oid: z.guid().transform((id) => id.toLowerCase()),
  ver: z.literal('2.0'),
  azp: z.guid().transform((id) => id.toLowerCase()),
  scp: z.string(),
  exp: z.number(),
  idtyp: z.literal('user').optional(),
});

const lower = (list: readonly string[]): string[] => list.map((item) => item.toLowerCase());

/** Verifies access tokens to our API, version 2.0, given to a person's client (wire.md 3.3). */
export class EntraTokenVerifier implements TokenVerifier {
  readonly #rules: TokenRules;
  readonly #runtime: Runtime;
  readonly #keys = new Map<string, JWTVerifyGetKey>();
  readonly #verified: LruCache<Caller>;

  constructor(rules: TokenRules, runtime: Runtime) {
    this.#rules = { ...rules, tenants: lower(rules.tenants), clients: lower(rules.clients) };
    this.#runtime = runtime;
    this.#verified = new LruCache({ capacity: 5_000, now: () => runtime.now().getTime() });
  }

  async verify(token: string): Promise<Caller> {
    if (token.length > longestToken) throw new InvalidToken('too long');
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.#verified.get(digest);
    if (known) return known;
    const tenantId = this.#tenantOf(token);
    const payload = await this.#verifySignature(token, tenantId);
    const { caller, expires } = this.#callerOf(payload, tenantId, token);
    this.#verified.set(digest, caller, expires);
    return caller;
  }

  /** Read before anything is verified, only to choose among the issuers we trust. */
  #tenantOf(token: string): string {
    const body = token.split('.')[1] ?? '';
    let tid: unknown;
    try {
      ({ tid } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { tid?: unknown });
    } catch (cause) {
      throw new InvalidToken('not a JWT', { cause });
    }
    const tenant = typeof tid === 'string' ? tid.toLowerCase() : '';
    if (!this.#rules.tenants.includes(tenant)) throw new InvalidToken('tenant not allowed');
    return tenant;
  }

  #keysOf(tenantId: string): JWTVerifyGetKey {
    const known = this.#keys.get(tenantId);
    if (known) return known;
    const url = new URL(`${this.#rules.authorityOrigin}/${tenantId}/discovery/v2.0/keys`);
    const keys = createRemoteJWKSet(url, { timeoutDuration: 5_000, cooldownDuration: 30_000 });
    this.#keys.set(tenantId, keys);
    return keys;
  }

  async #verifySignature(token: string, tenantId: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keysOf(tenantId), {
        algorithms: ['RS256'],
        issuer: `${this.#rules.authorityOrigin}/${tenantId}/v2.0`,
        audience: [...this.#rules.audiences],
        clockTolerance: skewSeconds,
        currentDate: this.#runtime.now(),
        requiredClaims: ['exp', 'nbf'],
      });
      return payload;
    } catch (cause) {
      throw refusal(cause);
    }
  }

  #callerOf(
    payload: JWTPayload,
    tenantId: string,
    token: string,
  ): { caller: Caller; expires: number } {
    const parsed = claims.safeParse(payload);
    if (!parsed.success) {
      const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw new InvalidToken(`claims ${where}`);
    }
    const { tid, oid, azp, scp, exp } = parsed.data;
    if (tid !== tenantId) throw new InvalidToken('claims tid');
    if (!scp.split(' ').includes(this.#rules.scope)) throw new InvalidToken('scope missing');
    if (!this.#rules.clients.includes(azp)) throw new InvalidToken('client not allowed');
    const caller = { tenantId: tid, userId: oid, applicationId: azp, assertion: token };
    return { caller, expires: exp * 1_000 };
  }
}

/** What cannot be decided because the keys are out of reach is no verdict on the token. */
function refusal(cause: unknown): Error {
  const isVerdict = cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout);
  // The key server's answer was of no use: jose gives it the base class.
  const isGeneric = cause instanceof errors.JOSEError && cause.code === 'ERR_JOSE_GENERIC';
  if (isVerdict && !isGeneric) return new InvalidToken(cause.code, { cause });
  return new Failure('unavailable', 'directory', 'directory: signing keys', { cause });
}
