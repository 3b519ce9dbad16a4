import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  regardingApp,
  sandboxPassword,
  tenantId,
  testClient,
} from '../../../src/sandbox/entra/registrations.ts';
import { anna, startTestEntra, type TestEntra } from '../../support/entra.ts';

let entra: TestEntra;
let now = new Date('2026-11-22T09:30:00Z');
beforeAll(async () => {
  entra = await startTestEntra({ now: () => now });
});
afterAll(() => entra.close());

const test_ = { client_id: testClient.clientId, client_secret: testClient.clientSecret };
const regarding = { client_id: regardingApp.clientId, client_secret: regardingApp.clientSecret };
const asAnna = { grant_type: 'password', username: anna.mail, password: sandboxPassword };
const onBehalfOf = {
  ...regarding,
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  requested_token_use: 'on_behalf_of',
  scope: 'User.Read',
};

describe('Refusals of the token endpoint', () => {
  test.each<[string, Record<string, string>, number, string, number]>([
    ['no grant type', {}, 400, 'invalid_request', 900144],
    [
      'an unknown grant type',
      { grant_type: 'no_such_grant' },
      400,
      'unsupported_grant_type',
      70003,
    ],
    ['no client', { grant_type: 'client_credentials' }, 400, 'invalid_request', 900144],
    [
      'an id that is none',
      { grant_type: 'client_credentials', client_id: 'nobody' },
      400,
      'unauthorized_client',
      700038,
    ],
    [
      'an application nobody registered',
      { grant_type: 'client_credentials', client_id: '99999999-0000-4000-8000-000000000000' },
      400,
      'unauthorized_client',
      700016,
    ],
    [
      'a wrong secret',
      { ...test_, grant_type: 'client_credentials', client_secret: 'wrong', scope: 'x/.default' },
      401,
      'invalid_client',
      7000215,
    ],
    [
      'no secret where one is needed',
      { grant_type: 'client_credentials', client_id: testClient.clientId, scope: '.default' },
      401,
      'invalid_client',
      7000218,
    ],
    [
      'a client assertion of an unknown type',
      {
        ...test_,
        grant_type: 'client_credentials',
        client_assertion_type: 'saml',
        client_assertion: 'a.b.c',
        scope: '.default',
      },
      400,
      'invalid_request',
      90100,
    ],
    [
      'an unknown resource',
      { ...test_, grant_type: 'client_credentials', scope: 'api://nobody/.default' },
      400,
      'invalid_resource',
      500011,
    ],
    [
      'client credentials for a named scope',
      { ...test_, grant_type: 'client_credentials', scope: 'Mail.Read' },
      400,
      'invalid_scope',
      1002012,
    ],
    [
      'a wrong password',
      { ...test_, ...asAnna, password: 'wrong', scope: 'User.Read' },
      400,
      'invalid_grant',
      50126,
    ],
    [
      'an unknown person',
      { ...test_, ...asAnna, username: 'nobody@fabrikam.example', scope: 'User.Read' },
      400,
      'invalid_grant',
      50034,
    ],
    [
      'the password grant for any client but the test client',
      { ...regarding, ...asAnna, scope: 'User.Read' },
      400,
      'invalid_grant',
      53003,
    ],
    [
      'a refresh token never given out',
      { ...test_, grant_type: 'refresh_token', refresh_token: 'made up' },
      400,
      'invalid_grant',
      70000,
    ],
    [
      'a code never given out',
      { ...test_, grant_type: 'authorization_code', code: 'made up', redirect_uri: 'https://x' },
      400,
      'invalid_grant',
      70000,
    ],
    [
      'an assertion that is no token',
      { ...onBehalfOf, assertion: 'a.b.c' },
      400,
      'invalid_grant',
      50013,
    ],
  ])('%s', async (_what, form, status, error, code) => {
    const answer = await entra.token(form);
    expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } });
  });

  test('A parameter given twice is refused', async () => {
    const response = await fetch(`${entra.authority}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=password&grant_type=client_credentials',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error_codes: [90100] });
  });

  test.each([
    ['application/json', JSON.stringify({ grant_type: 'client_credentials' })],
    ['text/plain', 'grant_type=client_credentials'],
  ])('A body of %s is as good as none', async (type, body) => {
    const response = await fetch(`${entra.authority}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error_codes: [900144] });
  });

  test('GET is refused', async () => {
    const response = await fetch(`${entra.authority}/oauth2/v2.0/token`);
    expect(await response.json()).toMatchObject({ error_codes: [900561] });
  });

  test("A strange tenant is refused, and the answer carries the caller's correlation id", async () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const response = await fetch(`${entra.url}/contoso/oauth2/v2.0/token?client-request-id=${id}`, {
      method: 'POST',
      body: new URLSearchParams(test_),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: 'invalid_request',
      error_codes: [90002],
      correlation_id: id,
      timestamp: '2026-11-22 09:30:00Z',
    });
  });
});

describe('Client credentials', () => {
  test('The secret may come in the Authorization header (client_secret_basic)', async () => {
    const basic = Buffer.from(`${testClient.clientId}:${testClient.clientSecret}`);
    const answer = await entra.token(
      { grant_type: 'client_credentials', scope: `${entra.urls.dataverse}/.default` },
      { authorization: `Basic ${basic.toString('base64')}` },
    );
    expect(answer.status).toBe(200);
  });

  test('The test client has the application permissions of every API it is for', async () => {
    const claims = decodeJwt(await entra.appToken(entra.urls.graph));
    expect(claims['roles']).toEqual(
      expect.arrayContaining(['Mail.ReadWrite', 'Calendars.ReadWrite']),
    );
  });
});

describe('The password grant of the test client', () => {
  test('It needs no secret, and the mail address may be in any case', async () => {
    const answer = await entra.token({
      ...asAnna,
      client_id: testClient.clientId,
      username: anna.mail.toUpperCase(),
      scope: `openid ${regardingApp.scope}`,
    });
    expect(answer.status).toBe(200);
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      azpacr: '0',
      oid: anna.id,
    });
    expect(answer.body).not.toHaveProperty('refresh_token');
  });

  test('client_info comes where it was asked for', async () => {
    const { body } = await entra.token({
      ...test_,
      ...asAnna,
      scope: 'User.Read',
      client_info: '1',
    });
    const info = Buffer.from(String(body['client_info']), 'base64url').toString('utf8');
    expect(JSON.parse(info)).toEqual({ uid: anna.id, utid: tenantId });
  });

  test('A token for openid alone works at userinfo', async () => {
    const { body } = await entra.token({ ...test_, ...asAnna, scope: 'openid profile' });
    const response = await fetch(`${entra.authority}/openid/userinfo`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(await response.json()).toMatchObject({ name: anna.displayName, email: anna.mail });
  });
});

describe('Refresh tokens', () => {
  const signIn = async () => {
    const scope = `openid offline_access ${entra.urls.graph}/.default`;
    const { body } = await entra.token({ ...test_, ...asAnna, scope });
    return String(body['refresh_token']);
  };
  const refresh = (refresh_token: string, more: Record<string, string> = {}) =>
    entra.token({ ...test_, grant_type: 'refresh_token', refresh_token, ...more });

  test('A refresh gives a new refresh token and, without a scope, the same API', async () => {
    const first = await signIn();
    const { status, body } = await refresh(first);
    expect(status).toBe(200);
    expect(body['refresh_token']).not.toBe(first);
    expect(decodeJwt(String(body['access_token']))['aud']).toBe(entra.urls.graph);
    expect(await refresh(String(body['refresh_token']))).toMatchObject({ status: 200 });
  });

  test('One refresh token serves another API, and, as at Entra, more than once', async () => {
    const token = await signIn();
    const answers = await Promise.all([
      refresh(token, { scope: `${entra.urls.dataverse}/user_impersonation` }),
      refresh(token, { scope: regardingApp.scope }),
    ]);
    expect(answers.map(({ body }) => decodeJwt(String(body['access_token']))['aud'])).toEqual([
      entra.urls.dataverse,
      regardingApp.clientId,
    ]);
  });

  test('It is of no use to another client, nor without the secret it was got with', async () => {
    const token = await signIn();
    expect(await refresh(token, regarding)).toMatchObject({ body: { error_codes: [70000] } });
    const bare = { grant_type: 'refresh_token', client_id: testClient.clientId };
    expect(await entra.token({ ...bare, refresh_token: token })).toMatchObject({
      body: { error_codes: [7000218] },
    });
  });

  test('After 90 days it is over', async () => {
    const before = now;
    const token = await signIn();
    now = new Date(before.getTime() + 91 * 24 * 60 * 60 * 1000);
    const answer = await refresh(token);
    now = before;
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [700082] } });
  });
});

describe('On behalf of', () => {
  const exchange = (assertion: string) => entra.token({ ...onBehalfOf, assertion });

  test('An expired assertion is refused with AADSTS500133', async () => {
    const before = now;
    const assertion = await entra.userToken(anna.mail, regardingApp.scope);
    now = new Date(before.getTime() + 2 * 60 * 60 * 1000);
    const answer = await exchange(assertion);
    now = before;
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [500133] } });
  });

  test('A token for another audience is refused with AADSTS500131', async () => {
    const assertion = await entra.userToken(anna.mail, 'User.Read');
    expect(await exchange(assertion)).toMatchObject({ body: { error_codes: [500131] } });
  });

  test("An application's own token is refused with AADSTS7000114", async () => {
    const assertion = await entra.appToken(`api://${regardingApp.clientId}`);
    expect(await exchange(assertion)).toMatchObject({ body: { error_codes: [7000114] } });
  });

  test('An ID token is refused with AADSTS240002', async () => {
    const { idToken } = await entra.door.brokerToken({
      userId: anna.id,
      clientId: regardingApp.clientId,
      scopes: [regardingApp.scope],
      origin: entra.urls.service,
    });
    expect(await exchange(idToken)).toMatchObject({ body: { error_codes: [240002] } });
  });

  test('A token with another signature is refused with AADSTS50013', async () => {
    const token = await entra.userToken(anna.mail, regardingApp.scope);
    const [head, , signature] = token.split('.');
    const claims = { ...decodeJwt(token), oid: '22222222-0000-4000-8000-000000000000' };
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(await exchange([head, body, signature].join('.'))).toMatchObject({
      body: { error_codes: [50013] },
    });
  });
});
