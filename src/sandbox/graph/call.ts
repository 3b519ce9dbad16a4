import type { FastifyInstance } from 'fastify';
import type { QueryOptions } from '../odata/ast.ts';
import type { Grants } from './delegates/grants.ts';
import type { MailboxChange } from './door.ts';
import { badBody } from './errors.ts';
import type { Preferences } from './preferences.ts';
import type { Db, Json } from './store/schema.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';
import type { Throttle } from './throttling/throttle.ts';

/** What every handler works with; one for the life of the service. */
export interface Graph {
  db: Db;
  now: () => Date;
  /** Origin of the service, for contexts and links. */
  origin: string;
  outlookOrigin: string;
  /** Signs delta tokens; tokens of another store are unknown here. */
  secret: string;
  /** Items that moved, with how often: their regular ids need it without a look into the store. */
  generations: Map<number, number>;
  tenantId: string;
  users(): Promise<Json[]>;
  /** Tells the Outlook page and the subscriptions. */
  notify(change: MailboxChange): void;
  meetHook: FastifyInstance['meetHook'];
  grants: Grants;
  throttle: Throttle;
  subscriptions: Subscriptions;
}

export type Caller =
  /** `app` is the application that asks for the user. */
  | { kind: 'user'; id: string; app: string; permissions: string[] }
  | { kind: 'application'; id: string; permissions: string[] }
  /** The sandbox's own Outlook page: acts as the user, with every right. */
  | { kind: 'door'; id: string };

/** One request as it came in, over HTTP, in a batch or through the door. */
export interface GraphRequest {
  method: string;
  /** Below `/v1.0`, percent-encoded, with its query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or text for `text/plain`; undefined where there is none. */
  body: unknown;
  caller: Caller;
}

/** The application a caller asks through; undefined for the Outlook page. */
export const applicationOf = (caller: Caller): string | undefined =>
  caller.kind === 'user' ? caller.app : caller.kind === 'application' ? caller.id : undefined;

export interface GraphAnswer {
  status: number;
  headers?: Record<string, string>;
  /** JSON; bytes for `$value`; undefined for none. */
  body?: unknown;
}

export interface Mailbox {
  id: string;
  name: string;
  address: string;
}

/** A request on its way to a handler: routed, allowed, its options read. */
export interface Call {
  graph: Graph;
  request: GraphRequest;
  query: QueryOptions;
  prefer: Preferences;
  mailbox: Mailbox;
  /** Folder that the path names before the item, if it does. */
  folder: string | undefined;
}

export type Handler = (call: Call, ...ids: string[]) => Promise<GraphAnswer>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as a JSON object. Throws `RequestBodyRead`. */
export function jsonBody(call: Call): Json {
  if (isObject(call.request.body)) return call.request.body;
  throw badBody('A JSON object is expected as the body.');
}

/** `{origin}/v1.0/$metadata#users('id')/…` */
export const contextOf = (call: Call, path: string): string =>
  `${call.graph.origin}/v1.0/$metadata#users('${call.mailbox.id}')/${path}`;
