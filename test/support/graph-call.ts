import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import type { Reply, TestRegarding } from './regarding.ts';

/** Graph as a person's own Outlook sees it: `/me` and all of a path below it. */
export async function graphCall(
  { urls, entra }: Pick<TestRegarding, 'urls' | 'entra'>,
  person: DirectoryUser,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply> {
  const scope = `${urls.graph}/.default`;
  const response = await fetch(`${urls.graph}/v1.0/me${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await entra.userToken(person.mail, scope)}`,
      'content-type': 'application/json',
      prefer: 'IdType="ImmutableId"',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}
