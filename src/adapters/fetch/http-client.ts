import { Agent, request as fetchRaw } from 'undici';
import type { Dispatcher } from 'undici';

export type HttpFailureKind =
  /** No connection, a broken one, or a certificate nobody trusts. */
  | 'network'
  | 'timeout'
  | 'too-large'
  /** The URL is not of an origin this client may call. */
  | 'not-allowed'
  | 'aborted';

/** A request that brought no complete answer. */
export class HttpFailure extends Error {
  override name = 'HttpFailure';
  readonly kind: HttpFailureKind;

  constructor(kind: HttpFailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  signal?: AbortSignal | undefined;
  /** In place of the client's own. */
  timeoutMs?: number | undefined;
  maxBytes?: number | undefined;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case; values of one name joined with `, `. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface HttpClientOptions {
  /** Every URL must be of one of these; also those the far side hands us. */
  allowedOrigins: string[];
  /** For the whole exchange. */
  timeoutMs: number;
  /** Largest answer. */
  maxBytes: number;
}

const flatten = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new HttpFailure('too-large', `Answer larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends requests to a closed set of origins; follows no redirect and repeats nothing. */
export class HttpClient {
  readonly #agent = new Agent({ connections: 32, keepAliveTimeout: 30_000 });
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** @throws HttpFailure where no complete answer came; any status is an answer. */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { method, url, headers, body, signal } = request;
    const { timeoutMs = this.#options.timeoutMs, maxBytes = this.#options.maxBytes } = request;
    const { origin } = new URL(url);
    if (!this.#options.allowedOrigins.includes(origin)) {
      throw new HttpFailure('not-allowed', `Origin ${origin} is not on the list`);
    }
    const timeout = AbortSignal.timeout(timeoutMs);
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
    try {
      const answer = await fetchRaw(url, {
        method,
        headers,
        body: body ?? null,
        signal: either,
        dispatcher: this.#agent,
      });
      const content = await readBody(answer.body, maxBytes);
      return { status: answer.statusCode, headers: flatten(answer.headers), body: content };
    } catch (error) {
      if (error instanceof HttpFailure) throw error;
      if (timeout.aborted) throw new HttpFailure('timeout', `No answer from ${origin}`, error);
      if (signal?.aborted) throw new HttpFailure('aborted', 'Given up by the caller', error);
      throw new HttpFailure('network', `${origin} cannot be reached`, error);
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
