import { sql } from 'kysely';
import type { DirectoryUser } from '../entra/door.ts';
import { compileFilter, type ColumnResolver } from '../odata/to-sql.ts';
import type { Call, GraphAnswer, Handler } from './call.ts';
import { GraphError, invalidProperty, notBuilt } from './errors.ts';
import { linkWith } from './paging.ts';
import type { Json } from './store/schema.ts';
import { pick, selection, selectSuffix } from './select.ts';

const properties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
  'accountEnabled',
  'userType',
  'proxyAddresses',
];
const onlySelected = ['accountEnabled', 'userType', 'proxyAddresses'];

/** A person of the tenant as Graph serves it. */
export const graphUser = (user: DirectoryUser): Json => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle,
  mail: user.mail,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: user.preferredLanguage,
  surname: user.surname,
  userPrincipalName: user.mail,
  id: user.id,
  accountEnabled: true,
  userType: 'Member',
  proxyAddresses: [`SMTP:${user.mail}`],
});

const byDefault = new Set(
  properties.filter((name) => !onlySelected.includes(name)).map((name) => name.toLowerCase()),
);

const present = (call: Call, user: Json): Json =>
  pick(user, selection(call.query, 'user', properties) ?? byDefault);

const columns: ColumnResolver = {
  likeWildcards: false,
  column: (segments) => {
    const name = properties.find((one) => one.toLowerCase() === segments.join('/').toLowerCase());
    if (!name)
      throw invalidProperty(`The property '${segments.join('/')}' does not support filtering.`);
    return { sql: sql`(u.value ->> ${sql.lit(name)})`, type: 'string' };
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

/** `/users` pages by 100; `$skiptoken` is the number of users already served. */
export const listUsers: Handler = async (call) => {
  if (call.query.search !== undefined) throw notBuilt('$search of users');
  const users = await filtered(call, await call.graph.users());
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

export function userNotFound(idOrName: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${idOrName}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** A user by object id or user principal name. */
export function findUser(users: Json[], idOrName: string): Json | undefined {
  const wanted = idOrName.toLowerCase();
  return users.find(
    (user) =>
      String(user['id']).toLowerCase() === wanted ||
      String(user['userPrincipalName']).toLowerCase() === wanted,
  );
}

export const getUser: Handler = async (call): Promise<GraphAnswer> => {
  const user = findUser(await call.graph.users(), call.mailbox.id);
  if (!user) throw userNotFound(call.mailbox.id);
  const context = `${call.graph.origin}/v1.0/$metadata#users${selectSuffix(call.query)}/$entity`;
  return { status: 200, body: { '@odata.context': context, ...present(call, user) } };
};
