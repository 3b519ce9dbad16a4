import { ConfidentialClientApplication, type AuthenticationResult } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { regardingApp, tenantId, testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, startTestEntra, type TestEntra } from '../../support/entra.ts';

let entra: TestEntra;
let graph: string;
beforeAll(async () => {
  entra = await startTestEntra();
  graph = entra.urls.graph;
});
afterAll(() => entra.close());

const msal = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) =>
  new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret,
      authority: entra.authority,
      knownAuthorities: [new URL(entra.url).host],
    },
  });

const must = (result: AuthenticationResult | null): AuthenticationResult => {
  if (!result) throw new Error('MSAL gave nothing.');
  return result;
};

const publishedKeys = () => createRemoteJWKSet(new URL(`${entra.authority}/discovery/v2.0/keys`));

const redirectUri = 'https://localhost:4567/signed-in';

/** Anna picks herself on the page MSAL's own authorize URL leads to. */
async function annasCode(authorizeUrl: string): Promise<string> {
  const url = new URL(authorizeUrl);
  const body = new URLSearchParams(url.search);
  body.set('sandbox_user', anna.id);
  const response = await fetch(new URL('login', url), { method: 'POST', body, redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('MSAL as a confidential client', () => {
  test('Client credentials give a Graph token with the granted application roles', async () => {
    const result = must(
      await msal(regardingApp).acquireTokenByClientCredential({ scopes: [`${graph}/.default`] }),
    );
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: graph,
      iss: `${entra.url}/${tenantId}/`,
      appid: regardingApp.clientId,
      appidacr: '1',
      idtyp: 'app',
      ver: '1.0',
      roles: [
        'Mail.ReadWrite',
        'Mail.Send',
        'MailboxSettings.ReadWrite',
        'Calendars.ReadWrite',
        'Contacts.ReadWrite',
        'Tasks.ReadWrite.All',
        'User.Read.All',
      ],
    });
    expect(decodeJwt(result.accessToken)['scp']).toBeUndefined();
  });

  test('A token for Dataverse is for its origin and has no roles', async () => {
    const { dataverse } = entra.urls;
    const result = must(
      await msal(regardingApp).acquireTokenByClientCredential({
        scopes: [`${dataverse}/.default`],
      }),
    );
    expect(decodeJwt(result.accessToken)).toMatchObject({ aud: dataverse, idtyp: 'app' });
    expect(decodeJwt(result.accessToken)['roles']).toBeUndefined();
  });

  test('On behalf of a person: the API token becomes a Graph token of the same person', async () => {
    const assertion = await entra.userToken(anna.mail, regardingApp.scope);
    const result = must(
      await msal(regardingApp).acquireTokenOnBehalfOf({
        oboAssertion: assertion,
        scopes: [`${graph}/Mail.ReadWrite`],
      }),
    );
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: graph,
      appid: regardingApp.clientId,
      idtyp: 'user',
      oid: anna.id,
      scp: 'Mail.ReadWrite',
    });
    expect(result.account).toMatchObject({
      username: anna.mail,
      homeAccountId: `${anna.id}.${tenantId}`,
    });
  });

  test('On behalf of a person for Dataverse, once more from the cache of MSAL', async () => {
    const client = msal(regardingApp);
    const request = {
      oboAssertion: await entra.userToken(anna.mail, regardingApp.scope),
      scopes: [`${entra.urls.dataverse}/user_impersonation`],
    };
    const first = must(await client.acquireTokenOnBehalfOf(request));
    const second = must(await client.acquireTokenOnBehalfOf(request));
    expect(first.fromCache).toBe(false);
    expect(second.fromCache).toBe(true);
    expect(decodeJwt(second.accessToken)['scp']).toBe('user_impersonation');
  });

  test('A scope without consent is InteractionRequiredAuthError with AADSTS65001', async () => {
    const request = {
      oboAssertion: await entra.userToken(anna.mail, regardingApp.scope),
      scopes: [`${graph}/Mail.Send`],
    };
    await expect(msal(regardingApp).acquireTokenOnBehalfOf(request)).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      subError: 'consent_required',
    });
  });

  test('A fault can demand more proof: MSAL hands its claims on (wire §3.2)', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const oboAssertion = await entra.userToken(anna.mail, regardingApp.scope);
    await fetch(`${entra.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        match: { method: 'POST', path: '/oauth2/v2.0/token' },
        respond: {
          status: 400,
          body: {
            error: 'interaction_required',
            error_description: 'AADSTS50076: Use multi-factor authentication.',
            error_codes: [50076],
            claims,
          },
        },
        times: 1,
      }),
    });
    const request = { oboAssertion, scopes: [`${graph}/User.Read`] };
    await expect(msal(regardingApp).acquireTokenOnBehalfOf(request)).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      claims,
    });
  });

  test('A person signs in with a code, then silently for another API', async () => {
    const client = msal(testClient);
    const request = { scopes: [`${graph}/.default`], redirectUri };
    const code = await annasCode(
      await client.getAuthCodeUrl({ ...request, responseMode: 'query' }),
    );
    const signedIn = await client.acquireTokenByCode({ ...request, code });
    expect(signedIn.idTokenClaims).toMatchObject({ oid: anna.id, name: anna.displayName });
    const account = signedIn.account;
    if (!account) throw new Error('There is no account.');
    const silent = must(await client.acquireTokenSilent({ account, scopes: [regardingApp.scope] }));
    expect(decodeJwt(silent.accessToken)).toMatchObject({
      aud: regardingApp.clientId,
      scp: 'access_as_user',
    });
  });
});

describe('Tokens and the published keys', () => {
  test('An API token verifies against the served keys and the discovered issuer', async () => {
    const discovery = await fetch(`${entra.authority}/v2.0/.well-known/openid-configuration`);
    const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
    const token = await entra.userToken(anna.mail, regardingApp.scope);
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
      issuer,
      audience: regardingApp.clientId,
      algorithms: ['RS256'],
    });
    expect(payload).toMatchObject({
      azp: testClient.clientId,
      azpacr: '1',
      name: anna.displayName,
      oid: anna.id,
      preferred_username: anna.mail,
      scp: 'access_as_user',
      tid: tenantId,
      ver: '2.0',
    });
  });

  test('After a rotation new tokens have the new key and old ones still verify', async () => {
    const before = await entra.userToken(anna.mail, regardingApp.scope);
    await fetch(`${entra.url}/_sandbox/keys`, { method: 'POST' });
    const after = await entra.userToken(anna.mail, regardingApp.scope);
    const [old, fresh] = await Promise.all(
      [before, after].map((token) => jwtVerify(token, publishedKeys())),
    );
    expect(fresh?.protectedHeader.kid).not.toBe(old?.protectedHeader.kid);
  });
});
