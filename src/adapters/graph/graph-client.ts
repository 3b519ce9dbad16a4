import type { Actor } from '../../ports/actor.ts';
import type { Resource, TokenSource } from '../../ports/directory.ts';
import { Failure } from '../../ports/failure.ts';
import { mailboxLimit } from '../../ports/limits.ts';
import type { Limits } from '../../ports/limits.ts';
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
  /** `path` is below Graph's own root, e.g. `/subscriptions`; the request is about the actor's mailbox. */
  isRoot?: boolean;
  /** A link Graph gave to the next page, in place of `path`. */
  url?: string;
  headers?: Record<string, string> | undefined;
  body?: unknown;
  signal: AbortSignal;
  /** Where the usual limits do not fit. */
  timeoutMs?: number | undefined;
  maxBytes?: number | undefined;
  /** For how many requests at once the mailbox counts it. Absent: one. */
  weight?: number;
  /** For how many in all. Absent: one. */
  requests?: number;
}

/** One part of a file that goes up in several. */
export interface UploadPart extends Pick<HttpRequest, 'signal' | 'timeoutMs'> {
  url: string;
  /** `bytes 0-327679/1000000` */
  range: string;
  part: Buffer;
}

/** With the service's own token `/me` is nobody. */
export function rootOf({ assertion, userId }: Actor, mailbox: string | undefined): string {
  if (mailbox !== undefined) return `/users/${encodeURIComponent(mailbox)}`;
  return assertion === undefined ? `/users/${userId}` : '/me';
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
  limits?: Limits;
}

/** Calls Microsoft Graph about mailboxes the actor may open. */
export class GraphClient {
  readonly #deps: GraphClientDeps;

  constructor(deps: GraphClientDeps) {
    this.#deps = deps;
  }

  /** @throws Failure for every answer of 400 and above. */
  async call(actor: Actor, call: GraphCall): Promise<HttpResponse> {
    const { method, mailbox, url, headers, body } = call;
    const token = await this.#deps.tokens.tokenFor(actor, this.#resourceFor(mailbox));
    const request: HttpRequest = {
      method,
      url: url ?? `${this.#deps.baseUrl}${this.target(actor, call)}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        prefer: 'IdType="ImmutableId"',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: call.signal,
      timeoutMs: call.timeoutMs,
      maxBytes: call.maxBytes,
    };
    const answer = await this.#inTurn(actor, call, request);
    return answer.status < 400 ? answer : this.#fail(actor, mailbox, answer);
  }

  /**
   * A part of a file, to the address Outlook gave for it: that opens by itself, so no token goes
   * there. @throws Failure as `call`.
   */
  async upload(actor: Actor, { url, range, part, ...limits }: UploadPart): Promise<void> {
    const request: HttpRequest = {
      method: 'PUT',
      url,
      headers: { 'content-type': 'application/octet-stream', 'content-range': range },
      body: part,
      ...limits,
    };
    const answer = await this.#inTurn(actor, {}, request);
    if (answer.status >= 400) this.#fail(actor, undefined, answer);
  }

  /** Where the mailbox told us to wait, nobody asks it before that. */
  heed(actor: Actor, mailbox: string | undefined, { kind, retryAfterMs }: Failure): void {
    if (kind !== 'throttled' || retryAfterMs === undefined) return;
    this.#deps.limits?.holdOff(mailboxLimit(mailbox ?? actor.userId), retryAfterMs);
  }

  /** An answer of 400 and above, also of a part of a batch. */
  failure(answer: Pick<HttpResponse, 'status' | 'headers'>, code: string): Failure {
    return failureOfAnswer(answer, { service: 'mailbox', code, now: this.#deps.runtime.now() });
  }

  /**
   * Where a request goes, below the service's root: what a part of a `$batch` is named by.
   * @throws Failure `refused` for a link that leads elsewhere.
   */
  target(
    actor: Actor,
    { path, mailbox, isRoot = false, url }: Pick<GraphCall, 'path' | 'mailbox' | 'isRoot' | 'url'>,
  ): string {
    const { baseUrl } = this.#deps;
    if (url?.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length);
    if (url !== undefined) throw new Failure('refused', 'mailbox', 'mailbox: foreign link');
    return `${isRoot ? '' : rootOf(actor, mailbox)}${path}`;
  }

  #inTurn(
    actor: Actor,
    { mailbox, weight, requests }: Pick<GraphCall, 'mailbox' | 'weight' | 'requests'>,
    request: HttpRequest,
  ): Promise<HttpResponse> {
    // What a person waits for goes before what the workers do.
    const isUrgent = actor.assertion !== undefined;
    const limit = mailboxLimit(mailbox ?? actor.userId);
    const send = (): Promise<HttpResponse> => this.#send(request);
    return this.#deps.limits?.run({ limit, isUrgent, weight, requests }, send) ?? send();
  }

  #fail(actor: Actor, mailbox: string | undefined, answer: HttpResponse): never {
    const failure = this.failure(answer, errorCodeOf(answer.body));
    this.heed(actor, mailbox, failure);
    throw failure;
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
