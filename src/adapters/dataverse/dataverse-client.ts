import { randomUUID } from 'node:crypto';
import type { Actor } from '../../ports/actor.ts';
import type { TokenSource } from '../../ports/directory.ts';
import { Failure } from '../../ports/failure.ts';
import { crmLimit } from '../../ports/limits.ts';
import type { Limits } from '../../ports/limits.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { failureOfTransport } from '../fetch/failure-of.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../fetch/http-client.ts';
import { readBatch, writeBatch } from './batch.ts';
import type { BatchAnswer, BatchItem, BatchRequest } from './batch.ts';
import { crmFailure } from './failure.ts';

const apiPath = '/api/data/v9.2';

export interface DataverseClientDeps {
  http: HttpClient;
  tokens: TokenSource;
  runtime: Runtime;
  /** Dataverse limits each user, in all processes together. */
  limits?: Limits;
  /** Origin of the environment: `https://contoso.crm4.dynamics.com`. */
  origin: string;
}

/** A request by its path below the service root: `contacts?$select=…`. */
export const get = (path: string): BatchRequest => ({ method: 'GET', path: `${apiPath}/${path}` });

export const send = (
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): BatchRequest => ({ method, path: `${apiPath}/${path}`, headers, ...(body && { body }) });

const annotations =
  'odata.include-annotations="OData.Community.Display.V1.FormattedValue,' +
  'Microsoft.Dynamics.CRM.lookuplogicalname"';

/**
 * Who the request is for: with the service's own identity, the rights that count are the
 * intersection of the service's and this person's.
 */
const callerHeader = (actor: Actor): Record<string, string> =>
  actor.assertion === undefined ? { CallerObjectId: actor.userId } : {};

/**
 * The person is named on the batch and again on each part: whichever of the two counts, nothing ever
 * runs with the service's own, wider rights.
 */
function addressed(actor: Actor, item: BatchItem): BatchItem {
  const one = (request: BatchRequest): BatchRequest => ({
    ...request,
    headers: {
      ...(request.method === 'GET' && { Prefer: annotations }),
      ...callerHeader(actor),
      ...request.headers,
    },
  });
  return 'changeSet' in item ? { changeSet: item.changeSet.map(one) } : one(item);
}

const protocolHeaders = {
  accept: 'application/json',
  'odata-version': '4.0',
  'odata-maxversion': '4.0',
};

/** Calls the Dataverse Web API with the actor's rights. */
export class DataverseClient {
  readonly #deps: DataverseClientDeps;

  constructor(deps: DataverseClientDeps) {
    this.#deps = deps;
  }

  /** Any status is an answer. @throws Failure where none came or the token is refused. */
  async request(
    actor: Actor,
    { method, path, headers, body }: BatchRequest,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    return this.#send(actor, {
      method,
      url: `${this.#deps.origin}${path}`,
      headers: {
        // `null` keeps caches out of the way.
        ...(method === 'GET' && { prefer: annotations, 'if-none-match': 'null' }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    });
  }

  /**
   * Several requests in one. Each item's own failure is in its answers; the batch as a whole fails
   * only where it was not understood or not let in.
   */
  async batch(
    actor: Actor,
    items: BatchItem[],
    signal: AbortSignal,
    /** Where the usual one is too short. */
    timeoutMs?: number,
  ): Promise<BatchAnswer[][]> {
    const { contentType, body } = writeBatch(
      items.map((item) => addressed(actor, item)),
      randomUUID(),
    );
    const answer = await this.#send(actor, {
      method: 'POST',
      url: `${this.#deps.origin}${apiPath}/$batch`,
      headers: { 'content-type': contentType, prefer: 'odata.continue-on-error' },
      body,
      signal,
      timeoutMs,
    });
    const type = answer.headers['content-type'];
    if (!type?.startsWith('multipart/')) throw this.failure(answer);
    const answers = this.#read(type, answer.body.toString('utf8'));
    if (answers.length === items.length) return answers;
    throw new Failure('unexpected', 'crm', 'crm: batch answer misses parts');
  }

  failure(answer: Pick<HttpResponse, 'status' | 'headers'> & { body: Buffer | string }): Failure {
    return crmFailure(answer, this.#deps.runtime.now());
  }

  #read(type: string, body: string): BatchAnswer[][] {
    try {
      return readBatch(type, body);
    } catch (cause) {
      throw new Failure('unexpected', 'crm', 'crm: batch answer cannot be read', { cause });
    }
  }

  async #send(actor: Actor, request: HttpRequest): Promise<HttpResponse> {
    this.#checkLimit(actor);
    const token = await this.#deps.tokens.tokenFor(actor, 'crm');
    const headers = {
      ...protocolHeaders,
      ...callerHeader(actor),
      authorization: `Bearer ${token}`,
      ...request.headers,
    };
    const answer = await this.#trySend({ ...request, headers });
    if (answer.status === 401) throw this.failure(answer);
    if (answer.status === 429) this.#heed(actor, this.failure(answer));
    return answer;
  }

  /** @throws Failure while the user was told to wait. */
  #checkLimit(actor: Actor): void {
    const retryAfterMs = this.#deps.limits?.restMs(crmLimit(actor)) ?? 0;
    if (retryAfterMs === 0) return;
    throw new Failure('throttled', 'crm', 'crm: told to wait', { retryAfterMs });
  }

  #heed(actor: Actor, { retryAfterMs }: Failure): void {
    if (retryAfterMs !== undefined) this.#deps.limits?.holdOff(crmLimit(actor), retryAfterMs);
  }

  async #trySend(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#deps.http.send(request);
    } catch (error) {
      throw failureOfTransport(error, 'crm');
    }
  }
}
