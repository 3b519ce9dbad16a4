import { sql } from 'kysely';
import { compileFilter, type ColumnResolver } from '../../odata/to-sql.ts';
import type { Call, GraphAnswer, Handler } from '../call.ts';
import { GraphError, invalidProperty, notBuilt } from '../errors.ts';
import { linkWith } from '../paging.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import type { Json } from '../store/schema.ts';
import { searchUsers } from './search-users.ts';
import { selectableProperties, servedByDefault, userProperties } from './user.ts';

/** Throws 501 for a declared property that the sandbox leaves out. */
export function present(call: Call, user: Json): Json {
  const known = selectableProperties.map((name) => name.toLowerCase());
  const left = call.query.select?.find((name) => !known.includes(name.toLowerCase()));
  if (left !== undefined && left !== '*') throw notBuilt(`the property ${left} of users`);
  return pick(
    user,
    selection(call.query, 'user', selectableProperties) ?? new Set(servedByDefault),
  );
}

const columns: ColumnResolver = {
  likeWildcards: false,
  column: (segments) => {
    const path = segments.join('/');
    const name = userProperties.find((one) => one.toLowerCase() === path.toLowerCase());
    if (!name) throw invalidProperty(`The property '${path}' does not support filtering.`);
    const isFlag = name === 'accountEnabled';
    return isFlag
      ? { sql: sql`(u.value ->> ${sql.lit(name)})::boolean`, type: 'boolean' }
      : { sql: sql`(u.value ->> ${sql.lit(name)})`, type: 'string' };
  },
};

async function filtered(call: Call, users: Json[]): Promise<Json[]> {
  const { filter } = call.query;
  if (!filter) return users;
  const { rows } = await sql<{ value: Json }>`
    select u.value from jsonb_array_elements(${JSON.stringify(users)}::text::jsonb) as u (value)
    where ${compileFilter(filter, columns)}`.execute(call.graph.db);
  return rows.map((row) => row.value);
}

/** What the directory calls an advanced query needs this header. */
export function isEventual(call: Call): boolean {
  return call.request.headers['consistencylevel']?.toLowerCase() === 'eventual';
}

function searched(call: Call, users: Json[]): Json[] {
  const { search } = call.query;
  if (search === undefined) return users;
  if (isEventual(call)) return searchUsers(users, search);
  throw new GraphError(
    400,
    'Request_UnsupportedQuery',
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  );
}

function ordered(call: Call, users: Json[]): Json[] {
  const [order, ...more] = call.query.orderby ?? [];
  if (!order) return users;
  const { expression, descending } = order;
  const path = expression.kind === 'path' ? expression.segments.join('/').toLowerCase() : '';
  const name = userProperties.find((one) => one.toLowerCase() === path);
  if (!name || more.length > 0) {
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      'Sorting is not supported for this query.',
    );
  }
  const textOf = (user: Json): string => (typeof user[name] === 'string' ? user[name] : '');
  const sign = descending ? -1 : 1;
  return users.toSorted((a, b) => sign * textOf(a).localeCompare(textOf(b)));
}

function refuseExpand(call: Call): void {
  const [first] = call.query.expand ?? [];
  if (!first) return;
  if (['manager', 'directreports', 'memberof'].includes(first.path.toLowerCase())) {
    throw notBuilt(`$expand=${first.path} of users`);
  }
  throw new GraphError(
    400,
    'BadRequest',
    `Parsing OData Select and Expand failed: Could not find a property named '${first.path}' on type 'microsoft.graph.user'.`,
  );
}

async function wanted(call: Call): Promise<Json[]> {
  refuseExpand(call);
  const users = await filtered(call, await call.graph.users());
  return ordered(call, searched(call, users));
}

/** `/users` pages by 100; `$skiptoken` is the number of users already served. */
export const listUsers: Handler = async (call) => {
  const users = await wanted(call);
  const size = Math.min(call.query.top ?? 100, 999);
  const start = Number(call.query.skiptoken ?? 0) || 0;
  const { origin } = call.graph;
  return {
    status: 200,
    body: {
      '@odata.context': `${origin}/v1.0/$metadata#users${selectSuffix(call.query)}`,
      ...(call.query.count && { '@odata.count': users.length }),
      ...(users.length > start + size && {
        '@odata.nextLink': linkWith(call, '$skiptoken', String(start + size)),
      }),
      value: users.slice(start, start + size).map((user) => present(call, user)),
    },
  };
};

export const countUsers: Handler = async (call) => {
  if (!isEventual(call)) {
    throw new GraphError(400, 'Request_BadRequest', '$count is not currently supported.');
  }
  const count = String((await wanted(call)).length);
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(count) };
};

export function userNotFound(idOrName: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${idOrName}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** A user by object id or user principal name. */
export function findUser(users: Json[], idOrName: string): Json | undefined {
  const name = idOrName.toLowerCase();
  return users.find(
    (user) =>
      String(user['id']).toLowerCase() === name ||
      String(user['userPrincipalName']).toLowerCase() === name,
  );
}

export const getUser: Handler = async (call): Promise<GraphAnswer> => {
  refuseExpand(call);
  const user = findUser(await call.graph.users(), call.mailbox.id);
  if (!user) throw userNotFound(call.mailbox.id);
  const context = `${call.graph.origin}/v1.0/$metadata#users${selectSuffix(call.query)}/$entity`;
  return { status: 200, body: { '@odata.context': context, ...present(call, user) } };
};
