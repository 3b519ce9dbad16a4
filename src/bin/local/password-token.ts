import { sandboxPassword, tenantId, testClient } from '../../sandbox/entra/registrations.ts';

/**
 * An access token of a person of the sandbox, without a browser.
 * @param entra where the sandbox's Entra is
 * @throws Error with Entra's own answer where it refuses.
 */
export async function passwordToken(entra: string, mail: string, scope: string): Promise<string> {
  const response = await fetch(`${entra}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: testClient.clientId,
      username: mail,
      password: sandboxPassword,
      scope,
    }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (!answer.access_token) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}
