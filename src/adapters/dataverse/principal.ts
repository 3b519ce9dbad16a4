import { z } from 'zod';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchAnswer } from './batch.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter } from './literal.ts';

const whoAmI = z.object({ UserId: z.string() });
const access = z.object({ AccessRights: z.string() });
const privileges = z.object({ RolePrivileges: z.array(z.object({ PrivilegeName: z.string() })) });

const lifeMs = 10 * 60_000;

/** What the caller is and may do in the CRM. */
export class Principal {
  readonly #client: DataverseClient;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #ids: LruCache<string>;

  constructor(client: DataverseClient, runtime: Pick<Runtime, 'now'>) {
    this.#client = client;
    this.#runtime = runtime;
    this.#ids = new LruCache({ capacity: 10_000, now: () => runtime.now().getTime() });
  }

  /** The caller's system user. @throws Failure `forbidden` for somebody who is none. */
  async id(actor: Actor, signal: AbortSignal): Promise<string> {
    const key = `${actor.tenantId}|${actor.userId}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const answer = await this.#client.request(actor, get('WhoAmI'), signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
    const { UserId } = readJson(answer.body, whoAmI, 'crm');
    this.#ids.set(key, UserId, this.#runtime.now().getTime() + lifeMs);
    return UserId;
  }

  /**
   * Those of the rows the caller may write to; gone and hidden ones are not among them.
   * @param entitySet of all of them.
   */
  async writable(
    actor: Actor,
    entitySet: string,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const me = await this.id(actor, signal);
    const call = `systemusers(${me})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)`;
    const requests = ids.map((id) =>
      get(`${call}?${parameter('@t', JSON.stringify({ '@odata.id': `${entitySet}(${id})` }))}`),
    );
    const answers = await this.#client.batch(actor, requests, signal);
    return new Set(ids.filter((_id, index) => this.#hasWrite(answers[index]?.[0])));
  }

  /** Those of the privileges that the caller's roles give. */
  async privileges(actor: Actor, names: string[], signal: AbortSignal): Promise<Set<string>> {
    const me = await this.id(actor, signal);
    const call = `systemusers(${me})/Microsoft.Dynamics.CRM.RetrieveUserPrivilegeByPrivilegeName`;
    const requests = names.map((name) =>
      get(`${call}(PrivilegeName=@p)?${parameter('@p', `'${name}'`)}`),
    );
    const answers = await this.#client.batch(actor, requests, signal);
    const has = (answer: BatchAnswer | undefined): boolean => {
      if (!answer || answer.status >= 400) return false;
      return readJson(answer.body, privileges, 'crm').RolePrivileges.length > 0;
    };
    return new Set(names.filter((_name, index) => has(answers[index]?.[0])));
  }

  #hasWrite(answer: BatchAnswer | undefined): boolean {
    if (!answer) throw new Failure('unexpected', 'crm', 'crm: batch answer misses parts');
    if (answer.status === 403 || answer.status === 404) return false;
    if (answer.status >= 400) throw this.#client.failure(answer);
    return /\bWriteAccess\b/.test(readJson(answer.body, access, 'crm').AccessRights);
  }
}
