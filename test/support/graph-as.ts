import { sandboxPassword, tenantId, testClient } from '../../src/sandbox/entra/registrations.ts';

interface Answer {
  id: string;
  value: { id: string }[];
}

async function tokenFor(mail: string, urls: { entra: string; graph: string }): Promise<string> {
  const response = await fetch(`${urls.entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: testClient.clientId,
      client_secret: testClient.clientSecret,
      username: mail,
      password: sandboxPassword,
      scope: `${urls.graph}/.default`,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/**
 * Graph's `/me` of a running sandbox as Outlook, To Do and People call it: GET, or POST with a body.
 * @throws Error with Graph's own answer where it refuses.
 */
export async function graphAs(
  mail: string,
  urls: { entra: string; graph: string },
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${urls.graph}/v1.0/me${path}`, {
    headers: {
      authorization: `Bearer ${await tokenFor(mail, urls)}`,
      'content-type': 'application/json',
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text || '{}') as Answer;
}
