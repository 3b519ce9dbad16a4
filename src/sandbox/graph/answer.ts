import type { QueryOptions } from '../odata/ast.ts';
import { parseResource } from '../odata/parse.ts';
import { ODataSyntaxError, ODataTypeError, ODataUnsupportedError } from '../odata/errors.ts';
import type { Call, Caller, Graph, GraphAnswer, GraphRequest, Handler, Mailbox } from './call.ts';
import { badRequest, GraphError, notBuilt } from './errors.ts';
import { readPath, type ResourcePath } from './path.ts';
import { permissions, requireOwnMailbox, requirePermission, requireUser } from './permissions.ts';
import { readPreferences } from './preferences.ts';
import { findRoute } from './routes.ts';
import { findUser, listUsers, userNotFound } from './users.ts';

const nobody: Mailbox = { id: '', name: '', address: '' };

async function ownerOf(graph: Graph, request: GraphRequest, path: ResourcePath): Promise<Mailbox> {
  const wanted = path.isMe ? requireUser(request.caller) : (path.owner ?? '');
  const mailboxes = await graph.db.selectFrom('mailbox').selectAll().execute();
  const found = mailboxes.find(
    ({ id, address }) =>
      id.toLowerCase() === wanted.toLowerCase() || address.toLowerCase() === wanted.toLowerCase(),
  );
  if (found) return found;
  const user = findUser(await graph.users(), wanted);
  if (!user) throw userNotFound(wanted);
  return { id: String(user['id']), name: '', address: '' };
}

/** Somebody of the tenant without a mailbox: their profile is there, nothing below it. */
function requireMailbox(mailbox: Mailbox, path: ResourcePath): void {
  if (mailbox.address !== '' || path.rest.length === 0) return;
  throw new GraphError(
    404,
    'MailboxNotEnabledForRESTAPI',
    'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  );
}

async function run(
  call: Omit<Call, 'mailbox'>,
  mailbox: Mailbox,
  handler: Handler,
  ids: string[],
): Promise<GraphAnswer> {
  const answer = await handler({ ...call, mailbox }, ...ids);
  const { applied } = call.prefer;
  const headers = { ...(applied && { 'preference-applied': applied }), ...answer.headers };
  return { ...answer, headers };
}

/** Profiles of others need a wider permission than one's own; mailboxes of others are closed. */
function requireReach(caller: Caller, mailbox: Mailbox, path: ResourcePath): void {
  if (path.rest.length > 0) requireOwnMailbox(caller, mailbox.id);
  else if (caller.id !== mailbox.id) requirePermission(caller, permissions.usersRead);
}

/** `/users` is all there is outside a person's own resources. */
function dispatchTenant(
  call: Omit<Call, 'mailbox'>,
  path: ResourcePath,
  name: string,
): Promise<GraphAnswer> {
  const isUsers = path.rest.length === 1 && path.rest[0]?.toLowerCase() === 'users';
  if (!isUsers || call.request.method !== 'GET') throw notBuilt(name);
  requirePermission(call.request.caller, permissions.usersRead);
  return run(call, nobody, listUsers, []);
}

async function dispatch(
  graph: Graph,
  request: GraphRequest,
  path: ResourcePath,
  query: QueryOptions,
): Promise<GraphAnswer> {
  const prefer = readPreferences(request.headers['prefer']);
  const call = { graph, request, query, prefer, folder: path.folder };
  const name = `${request.method} /${path.rest.join('/')}`;
  if (path.owner === undefined) return dispatchTenant(call, path, name);
  const found = findRoute(request.method, path.rest);
  if (!found) throw notBuilt(`${name} of a user`);
  requirePermission(request.caller, found.route.permission);
  const mailbox = await ownerOf(graph, request, path);
  requireReach(request.caller, mailbox, path);
  requireMailbox(mailbox, path);
  return run(call, mailbox, found.route.handler, found.ids);
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
    if (/%00/.test(request.url)) throw badRequest('The address holds a NUL character.');
    const { path, query } = parseResource(request.url, { isDollarOptional: true });
    return await dispatch(graph, request, readPath(path), query);
  } catch (thrown) {
    const error = asGraphError(thrown);
    return {
      status: error.status,
      headers: error.headers,
      body: errorBody(
        error,
        { request: requestId, client: request.headers['client-request-id'] },
        graph.now(),
      ),
    };
  }
}
