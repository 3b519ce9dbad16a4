import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Principals } from '../security/access.ts';
import type { Executor } from '../store/rows.ts';

/** One Web API request: a whole HTTP request or a part of a batch. */
export interface ApiRequest {
  method: string;
  /** Below the service root, with its query, percent-encoded. */
  path: string;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** Text as received; empty where there is none. */
  body: string;
}

export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body?: unknown;
  /** The row written; what `$<Content-ID>` stands for in a change set. */
  entityUrl?: string;
}

/** What a request is answered with and for whom. */
export interface Context {
  db: Executor;
  /** Whether `db` is a transaction already: the whole change set's. */
  isInTransaction: boolean;
  now: () => Date;
  /** `https://host/api/data/v9.2`. */
  root: string;
  /** The user first; with impersonation the caller second. */
  principals: Principals;
  organizationId: string;
  /** The answer of a fault that a part of a batch meets. */
  meetFault?: (part: ApiRequest) => Promise<ApiResponse | undefined>;
  /** What a fault does to a page of changes. */
  meetHook?: FastifyInstance['meetHook'];
}

/** Runs `work` in a transaction: the one there is, or a new one. */
export function inTransaction<T>(
  context: Context,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  if (context.isInTransaction) return work(context);
  return context.db
    .transaction()
    .execute((transaction) => work({ ...context, db: transaction, isInTransaction: true }));
}
