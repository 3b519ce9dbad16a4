import type { QueryOptions } from '../odata/ast.ts';
import { parseResource } from '../odata/parse.ts';
import { ODataSyntaxError, ODataTypeError, ODataUnsupportedError } from '../odata/errors.ts';
import { withoutHidden } from './basic.ts';
import { checkBodyNames, checkNames, typeOfRoute } from './check-names.ts';
import {
  applicationOf,
  isObject,
  type Call,
  type Graph,
  type GraphAnswer,
  type GraphRequest,
  type Mailbox,
} from './call.ts';
import { eitherPermission, reachPermission, requireMailboxReach } from './delegates/reach.ts';
import { findUser, userNotFound } from './directory/users.ts';
import { badRequest, GraphError, notBuilt } from './errors.ts';
import { readPath, type ResourcePath } from './path.ts';
import { isBasic, requirePermission, requireUser } from './permissions.ts';
import { readPreferences } from './preferences.ts';
import { findRoute } from './routes.ts';
import type { Route } from './route.ts';

const nobody: Mailbox = { id: '', name: '', address: '' };

async function ownerOf(graph: Graph, request: GraphRequest, path: ResourcePath): Promise<Mailbox> {
  if (path.owner === undefined) return nobody;
  const wanted = (path.isMe ? requireUser(request.caller) : path.owner).toLowerCase();
  const mailboxes = await graph.db.selectFrom('mailbox').selectAll().execute();
  const found = mailboxes.find(
    ({ id, address }) => id.toLowerCase() === wanted || address.toLowerCase() === wanted,
  );
  if (found) return found;
  const user = findUser(await graph.users(), wanted);
  if (!user) throw userNotFound(wanted);
  return { id: String(user['id']), name: '', address: '' };
}

/** Somebody of the tenant without a mailbox: their profile is there, nothing below it. */
function requireMailbox(mailbox: Mailbox): void {
  if (mailbox.address !== '') return;
  throw new GraphError(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );
}

/** What of the route the caller may do at all, before anybody's mailbox is looked for. */
function requireAny({ caller }: GraphRequest, route: Route, path: ResourcePath): void {
  const isOfUser = path.owner !== undefined && !route.others;
  requirePermission(caller, isOfUser ? eitherPermission(route.permission) : route.permission);
}

/** Profiles of others may need a wider permission than one's own. */
function requireReach(graph: Graph, { caller }: GraphRequest, route: Route, mailbox: Mailbox) {
  if (mailbox === nobody) return;
  if (!route.others) {
    requireMailboxReach(graph, caller, mailbox.id, route.permission);
    requireMailbox(mailbox);
  } else if (caller.id !== mailbox.id) requirePermission(caller, route.others);
}

const bytesOf = ({ method, headers, body }: GraphRequest): number => {
  if (body === undefined || method === 'GET') return 0;
  const told = Number(headers['content-length']);
  return Number.isInteger(told) ? told : Buffer.byteLength(JSON.stringify(body));
};

/** Lets the request to a mailbox through the throttle; the Outlook page is not counted. */
function enter({ graph, request, mailbox }: Call, route: Route): () => void {
  const app = applicationOf(request.caller);
  if (app === undefined || mailbox === nobody || route.others) return () => undefined;
  return graph.throttle.enter(app, mailbox.id, bytesOf(request));
}

async function run(call: Call, route: Route, ids: string[]): Promise<GraphAnswer> {
  const leave = enter(call, route);
  try {
    const answer = await route.handler(call, ...ids);
    const { applied } = call.prefer;
    const headers = { ...(applied && { 'preference-applied': applied }), ...answer.headers };
    return { ...answer, headers };
  } finally {
    leave();
  }
}

/** Queries and bodies name only what Graph's metadata declares. */
function refuseUndeclared(
  { method, body }: GraphRequest,
  route: Route,
  path: ResourcePath,
  query: QueryOptions,
): void {
  const type = typeOfRoute(route.path, path.owner !== undefined);
  if (type === undefined) return;
  if (method === 'GET') checkNames(type, query);
  // The tenant's own things say it in other words.
  else if (isObject(body) && path.owner !== undefined) checkBodyNames(type, body);
}

async function dispatch(graph: Graph, request: GraphRequest): Promise<GraphAnswer> {
  if (/%00/.test(request.url)) throw badRequest('The address holds a NUL character.');
  const { path: segments, query } = parseResource(request.url, { isDollarOptional: true });
  const path = readPath(segments);
  const { route, ids } = findRoute(request.method, path);
  requireAny(request, route, path);
  const mailbox = await ownerOf(graph, request, path);
  requireReach(graph, request, route, mailbox);
  refuseUndeclared(request, route, path, query);
  const prefer = readPreferences(request.headers['prefer']);
  const call = { graph, request, query, prefer, folder: path.folder, mailbox };
  const answer = await run(call, route, ids);
  const permission = reachPermission(request.caller, mailbox.id, route.permission);
  return isBasic(request.caller, permission) ? withoutHidden(answer) : answer;
}

/** What an exception means to the caller; anything unforeseen is thrown on. */
function asGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  if (error instanceof ODataSyntaxError) {
    return badRequest(`${error.message} (position ${error.position})`);
  }
  if (error instanceof ODataTypeError) return badRequest(error.message);
  if (error instanceof ODataUnsupportedError) return notBuilt(error.message);
  throw error;
}

/** Graph's error body (wire facts, 2.1). */
export const errorBody = (
  error: GraphError,
  ids: { request: string; client: string | undefined },
  now: Date,
): object => ({
  error: {
    code: error.code,
    message: error.message,
    innerError: {
      date: now.toISOString().slice(0, 19),
      'request-id': ids.request,
      'client-request-id': ids.client ?? ids.request,
    },
  },
});

/** Answers one request: routed, allowed, executed, errors in Graph's form. */
export async function answer(
  graph: Graph,
  request: GraphRequest,
  requestId: string,
): Promise<GraphAnswer> {
  try {
    return await dispatch(graph, request);
  } catch (thrown) {
    const error = asGraphError(thrown);
    const ids = { request: requestId, client: request.headers['client-request-id'] };
    const { status, headers } = error;
    return { status, headers, body: errorBody(error, ids, graph.now()) };
  }
}
