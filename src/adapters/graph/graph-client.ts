import type { Actor } from '../../ports/actor.ts';
import type { Resource, TokenSource } from '../../ports/directory.ts';
import type { KeyedLimiter } from '../../lib/keyed-limiter.ts';
import type { Runtime } from '../../ports/runtime.ts';
import { errorCodeOf } from '../fetch/json.ts';
import { failureOfAnswer, failureOfTransport } from '../fetch/failure-of.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../fetch/http-client.ts';

export interface GraphCall {
  method: HttpRequest['method'];
  /** Below the mailbox's root, e.g. `/messages/AAMk…`. */
  path: string;
  /** Address of somebody else's mailbox that is shared with the actor; absent: their own. */
  mailbox?: string | undefined;
  /** A link Graph gave to the next page, in place of `path`. */
  url?: string;
  headers?: Record<string, string> | undefined;
  body?: unknown;
  signal: AbortSignal;
}

export interface GraphClientDeps {
  http: HttpClient;
  tokens: TokenSource;
  runtime: Runtime;
  /** With the version: `https://graph.microsoft.com/v1.0`. */
  baseUrl: string;
  /** What the tokens are for. Absent: mail. */
  resource?: Resource;
  /** What the tokens to others' mailboxes are for, where that takes a permission of its own. */
  sharedResource?: Resource;
  /** Exchange answers few requests about one mailbox at once. */
  limiter?: KeyedLimiter;
}

/** Calls Microsoft Graph about mailboxes the actor may open. */
export class GraphClient {
  readonly #deps: GraphClientDeps;

  constructor(deps: GraphClientDeps) {
    this.#deps = deps;
  }

  /** @throws Failure for every answer of 400 and above. */
  async call(
    actor: Actor,
    { method, path, mailbox, url, headers, body, signal }: GraphCall,
  ): Promise<HttpResponse> {
    const token = await this.#deps.tokens.tokenFor(actor, this.#resourceFor(mailbox));
    // With the service's own token `/me` is nobody.
    const own = actor.assertion === undefined ? `/users/${actor.userId}` : '/me';
    const root = mailbox === undefined ? own : `/users/${encodeURIComponent(mailbox)}`;
    const request: HttpRequest = {
      method,
      url: url ?? `${this.#deps.baseUrl}${root}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        prefer: 'IdType="ImmutableId"',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    };
    // What a person waits for goes before what the workers do.
    const isUrgent = actor.assertion !== undefined;
    const key = mailbox?.toLowerCase() ?? actor.userId;
    const send = (): Promise<HttpResponse> => this.#send(request);
    const answer = await (this.#deps.limiter?.run({ key, isUrgent }, send) ?? send());
    if (answer.status < 400) return answer;
    throw failureOfAnswer(answer, {
      service: 'mailbox',
      code: errorCodeOf(answer.body),
      now: this.#deps.runtime.now(),
    });
  }

  #resourceFor(mailbox: string | undefined): Resource {
    const { resource = 'mailbox', sharedResource = resource } = this.#deps;
    return mailbox === undefined ? resource : sharedResource;
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await this.#deps.http.send(request);
    } catch (error) {
      throw failureOfTransport(error, 'mailbox');
    }
  }
}
