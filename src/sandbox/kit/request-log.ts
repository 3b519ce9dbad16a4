import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One request a sandbox service answered; what `GET /_sandbox/requests` lists, newest last. */
export interface LoggedRequest {
  at: string;
  method: string;
  /** Path with its query, as received. */
  path: string;
  status: number;
  /** Who called: the user's or the application's id from the token, or null. */
  caller: string | null;
  ms: number;
  /** Requests inside a `$batch`, in order; absent on any other request. */
  parts?: { method: string; path: string; status: number }[];
}

const capacity = 20_000;

/** Keeps the last requests of one service in memory. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  list(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > capacity) this.#entries.shift();
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by a service once it knows the caller; shown in the request log. */
    sandboxCaller?: string;
    /** Set by a service's `$batch` route; shown in the request log. */
    sandboxParts?: { method: string; path: string; status: number }[];
  }
}

const isControl = (request: FastifyRequest): boolean => request.url.startsWith('/_sandbox/');

/** Logs every request but those to `/_sandbox/`, and serves the log. */
export function registerRequestLog(app: FastifyInstance, now: () => Date): void {
  const log = new RequestLog();
  app.addHook('onResponse', async (request, reply) => {
    if (isControl(request) || request.method === 'OPTIONS') return;
    log.add({
      at: now().toISOString(),
      method: request.method,
      path: request.url,
      status: reply.statusCode,
      caller: request.sandboxCaller ?? null,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.sandboxParts && { parts: request.sandboxParts }),
    });
  });
  app.get('/_sandbox/requests', () => log.list());
  app.delete('/_sandbox/requests', (_request, reply) => {
    log.clear();
    return reply.code(204).send();
  });
}
