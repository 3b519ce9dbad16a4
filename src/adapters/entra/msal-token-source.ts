import { createHash } from 'node:crypto';
import {
  AuthError,
  ConfidentialClientApplication,
  InteractionRequiredAuthError,
} from '@azure/msal-node';
import type { AuthenticationResult, NodeAuthOptions } from '@azure/msal-node';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import type { Resource, TokenSource } from '../../ports/directory.ts';
import { Failure } from '../../ports/failure.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { HttpFailure } from '../fetch/http-client.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import { msalNetwork } from './msal-network.ts';

export type ClientCredential =
  | { clientSecret: string }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string } };

export interface TokenSourceOptions {
  authorityOrigin: string;
  clientId: string;
  credential: ClientCredential;
  /** Origins tokens are asked for. */
  resources: Record<Resource, string>;
}

/** What the service does for a person; the delegated permissions are asked by name. */
const delegatedScopes: Record<Resource, string[]> = {
  mailbox: ['Mail.ReadWrite'],
  'shared-mailbox': ['Mail.ReadWrite.Shared'],
  crm: ['user_impersonation'],
  calendar: ['Calendars.ReadWrite'],
  'shared-calendar': ['Calendars.ReadWrite.Shared'],
  contacts: ['Contacts.ReadWrite'],
  tasks: ['Tasks.ReadWrite'],
};

/** A token is renewed this long before it ends. */
const reserveMs = 5 * 60_000;
/** MSAL keeps every token it ever got for a person; it is started afresh after so many. */
const acquisitionsPerApplication = 1_000;

interface Application {
  msal: ConfidentialClientApplication;
  acquisitions: number;
}

/** Tokens from Entra: on behalf of the person, or the service's own (wire.md 3.2). */
export class MsalTokenSource implements TokenSource {
  readonly #options: TokenSourceOptions;
  readonly #http: HttpClient;
  readonly #runtime: Runtime;
  readonly #applications = new Map<string, Application>();
  readonly #tokens: LruCache<string>;
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(options: TokenSourceOptions, http: HttpClient, runtime: Runtime) {
    this.#options = options;
    this.#http = http;
    this.#runtime = runtime;
    this.#tokens = new LruCache({ capacity: 10_000, now: () => runtime.now().getTime() });
  }

  async tokenFor(actor: Actor, resource: Resource): Promise<string> {
    const who = createHash('sha256')
      .update(actor.assertion ?? '')
      .digest('base64');
    const key = [actor.tenantId, resource, who].join('|');
    const known = this.#tokens.get(key) ?? this.#underWay.get(key);
    if (known !== undefined) return known;
    const acquiring = this.#acquire(actor, resource, key).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, acquiring);
    return acquiring;
  }

  async #acquire(actor: Actor, resource: Resource, key: string): Promise<string> {
    const result = await this.#ask(actor, resource);
    if (!result) throw new Failure('unexpected', 'directory', 'directory: no token');
    const ends = result.expiresOn?.getTime() ?? 0;
    this.#tokens.set(key, result.accessToken, ends - reserveMs);
    return result.accessToken;
  }

  async #ask(actor: Actor, resource: Resource): Promise<AuthenticationResult | null> {
    const msal = this.#application(actor.tenantId);
    const origin = this.#options.resources[resource];
    try {
      if (actor.assertion === undefined) {
        return await msal.acquireTokenByClientCredential({ scopes: [`${origin}/.default`] });
      }
      return await msal.acquireTokenOnBehalfOf({
        oboAssertion: actor.assertion,
        scopes: delegatedScopes[resource].map((scope) => `${origin}/${scope}`),
      });
    } catch (error) {
      throw failureOf(error, actor);
    }
  }

  #application(tenantId: string): ConfidentialClientApplication {
    const known = this.#applications.get(tenantId);
    if (known && known.acquisitions < acquisitionsPerApplication) {
      known.acquisitions += 1;
      return known.msal;
    }
    const { authorityOrigin, clientId, credential } = this.#options;
    const auth: NodeAuthOptions = {
      clientId,
      ...credential,
      authority: `${authorityOrigin}/${tenantId}`,
      knownAuthorities: [new URL(authorityOrigin).host],
      // Says that we pass claims challenges on (continuous access evaluation).
      clientCapabilities: ['CP1'],
    };
    const system = { networkClient: msalNetwork(this.#http), disableInternalRetries: true };
    const msal = new ConfidentialClientApplication({ auth, system });
    this.#applications.set(tenantId, { msal, acquisitions: 1 });
    return msal;
  }
}

/** MSAL's messages quote the directory's, which may name people; only codes are kept. */
function failureOf(error: unknown, actor: Actor): Failure {
  if (error instanceof InteractionRequiredAuthError) {
    return new Failure('sign-in-needed', 'directory', `directory: ${error.errorCode}`, {
      claims: error.claims ? Buffer.from(error.claims).toString('base64') : undefined,
    });
  }
  if (error instanceof HttpFailure || !(error instanceof AuthError)) {
    return new Failure('unavailable', 'directory', 'directory: cannot be reached', {
      cause: error,
    });
  }
  // A wrong secret of ours is for the administrator to mend; meanwhile work waits.
  const isRefusal = actor.assertion !== undefined && error.errorCode.startsWith('invalid_');
  const kind = isRefusal ? 'sign-in-needed' : 'unavailable';
  return new Failure(kind, 'directory', `directory: ${error.errorCode}`);
}
