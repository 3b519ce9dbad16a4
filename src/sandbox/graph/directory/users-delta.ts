import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Call, Handler } from '../call.ts';
import { GraphError } from '../errors.ts';
import { linkWith } from '../paging.ts';
import type { Json } from '../store/schema.ts';
import { present } from './users.ts';

/** What a token remembers: ids of users, each with a print of what was told of them. */
type Told = Record<string, string>;

const print = (user: Json): string =>
  createHash('sha256').update(JSON.stringify(user)).digest('base64url').slice(0, 6);

const seal = (told: Told): string =>
  deflateRawSync(Buffer.from(JSON.stringify(told))).toString('base64url');

function unseal(token: string): Told {
  try {
    return JSON.parse(inflateRawSync(Buffer.from(token, 'base64url')).toString()) as Told;
  } catch {
    throw new GraphError(
      400,
      'Request_BadRequest',
      'Badly formed content or unsupported delta token.',
    );
  }
}

const removed = (id: string): Json => ({ id, '@removed': { reason: 'changed' } });

const latest = (call: Call): boolean => call.query.deltatoken?.toLowerCase() === 'latest';

/** Users changed since the token was made, in one page; everybody without a token. */
export const usersDelta: Handler = async (call) => {
  const users = await call.graph.users();
  const { deltatoken } = call.query;
  const before = deltatoken !== undefined && !latest(call) ? unseal(deltatoken) : {};
  const now: Told = Object.fromEntries(users.map((user) => [String(user['id']), print(user)]));
  const changed = users.filter((user) => before[String(user['id'])] !== print(user));
  const gone = Object.keys(before).filter((id) => !(id in now));
  const value = [...changed.map((user) => present(call, user)), ...gone.map(removed)];
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph.origin}/v1.0/$metadata#users`,
      '@odata.deltaLink': linkWith(call, '$deltatoken', seal(now)),
      value: latest(call) ? [] : value,
    },
  };
};
