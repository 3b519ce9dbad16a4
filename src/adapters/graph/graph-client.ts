import type { Actor } from '../../ports/actor.ts';
import type { TokenSource } from '../../ports/directory.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { errorCodeOf } from '../fetch/json.ts';
import { failureOfAnswer, failureOfTransport } from '../fetch/failure-of.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../fetch/http-client.ts';

export interface GraphCall {
  method: HttpRequest['method'];
  /** Below the person's own root, e.g. `/messages/AAMk…`. */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal: AbortSignal;
}

export interface GraphClientDeps {
  http: HttpClient;
  tokens: TokenSource;
  runtime: Runtime;
  /** With the version: `https://graph.microsoft.com/v1.0`. */
  baseUrl: string;
}

/** Calls Microsoft Graph about the actor's own mailbox. */
export class GraphClient {
  readonly #deps: GraphClientDeps;

  constructor(deps: GraphClientDeps) {
    this.#deps = deps;
  }

  /** @throws Failure for every answer of 400 and above. */
  async call(
    actor: Actor,
    { method, path, headers, body, signal }: GraphCall,
  ): Promise<HttpResponse> {
    const token = await this.#deps.tokens.tokenFor(actor, 'mailbox');
    // With the service's own token `/me` is nobody.
    const root = actor.assertion === undefined ? `/users/${actor.userId}` : '/me';
    const answer = await this.#send({
      method,
      url: `${this.#deps.baseUrl}${root}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        prefer: 'IdType="ImmutableId"',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
    if (answer.status < 400) return answer;
    throw failureOfAnswer(answer, {
      service: 'mailbox',
      code: errorCodeOf(answer.body),
      now: this.#deps.runtime.now(),
    });
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#deps.http.send(request);
    } catch (error) {
      throw failureOfTransport(error, 'mailbox');
    }
  }
}
