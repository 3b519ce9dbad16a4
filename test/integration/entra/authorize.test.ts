import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { regardingApp, testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, startTestEntra, type TestEntra } from '../../support/entra.ts';
import { readForm } from '../../support/entra-browser.ts';

let entra: TestEntra;
let now = new Date('2026-11-22T09:30:00Z');
beforeAll(async () => {
  entra = await startTestEntra({ now: () => now });
});
afterAll(() => entra.close());

const redirect_uri = 'https://localhost:4567/signed-in?from=entra';
const verifier = randomBytes(32).toString('base64url');
const code_challenge = createHash('sha256').update(verifier).digest('base64url');
const request = {
  client_id: testClient.clientId,
  redirect_uri,
  response_type: 'code',
  scope: `openid profile offline_access ${regardingApp.scope}`,
  state: 'state & more',
  nonce: 'n-1',
  code_challenge,
  code_challenge_method: 'S256',
};

const open = (changes: Record<string, string> = {}, tenant = 'organizations') =>
  fetch(
    `${entra.url}/${tenant}/oauth2/v2.0/authorize?${new URLSearchParams({ ...request, ...changes })}`,
    { redirect: 'manual' },
  );

/** Presses Anna's button on the page that `open` gives. */
async function pickAnna(changes: Record<string, string> = {}): Promise<Response> {
  const response = await open(changes);
  const html = await response.text();
  const { action, fields } = readForm(html);
  expect(html).toContain(`<button name="sandbox_user" value="${anna.id}"`);
  return fetch(new URL(action, response.url), {
    method: 'POST',
    body: new URLSearchParams([...fields, ['sandbox_user', anna.id]]),
    redirect: 'manual',
  });
}

const location = (response: Response): URL => new URL(response.headers.get('location')!);
const codeFor = async (changes: Record<string, string> = {}): Promise<string> =>
  location(await pickAnna(changes)).searchParams.get('code')!;

const redeem = (code: string, changes: Record<string, string> = {}) =>
  entra.token({
    grant_type: 'authorization_code',
    client_id: testClient.clientId,
    code,
    redirect_uri,
    code_verifier: verifier,
    ...changes,
  });

describe('Signing in with a code and PKCE', () => {
  test('The picked person comes back with a code, the state and the own query untouched', async () => {
    const response = await pickAnna();
    expect(response.status).toBe(302);
    const url = location(response);
    expect(url.origin + url.pathname).toBe('https://localhost:4567/signed-in');
    expect(url.searchParams.get('from')).toBe('entra');
    expect(url.searchParams.get('state')).toBe('state & more');
    const { status, body } = await redeem(url.searchParams.get('code')!);
    expect(status).toBe(200);
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      aud: testClient.clientId,
      nonce: 'n-1',
      oid: anna.id,
      name: anna.displayName,
    });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: regardingApp.clientId,
      azpacr: '0',
      scp: 'access_as_user',
    });
    expect(body['refresh_token']).toEqual(expect.any(String));
  });

  test('A refresh token got without a secret is used without one', async () => {
    const { body } = await redeem(await codeFor());
    const answer = await entra.token({
      grant_type: 'refresh_token',
      client_id: testClient.clientId,
      refresh_token: String(body['refresh_token']),
    });
    expect(answer.status).toBe(200);
  });

  test('response_mode=fragment keeps the code out of the query', async () => {
    const url = location(await pickAnna({ response_mode: 'fragment' }));
    expect(url.searchParams.has('code')).toBe(false);
    expect(new URLSearchParams(url.hash.slice(1)).get('code')).toBeTruthy();
  });

  test('response_mode=form_post is a page that posts the code to the client', async () => {
    const response = await pickAnna({ response_mode: 'form_post' });
    const { action, fields } = readForm(await response.text());
    expect(action).toBe(redirect_uri);
    expect(fields.map(([name]) => name)).toEqual(['code', 'state', 'session_state']);
  });

  test('The page is not stored, framed or scripted', async () => {
    const response = await open({ login_hint: anna.mail });
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('content-security-policy')).not.toContain('script-src');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain(`value="${anna.id}" autofocus`);
  });
});

describe('Redeeming a code', () => {
  test('A code is good once', async () => {
    const code = await codeFor();
    const answers = await Promise.all([redeem(code), redeem(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await redeem(code)).toMatchObject({ body: { error_codes: [54005] } });
  });

  test('A code is good for ten minutes', async () => {
    const before = now;
    const code = await codeFor();
    now = new Date(before.getTime() + 11 * 60 * 1000);
    const answer = await redeem(code);
    now = before;
    expect(answer).toMatchObject({ body: { error: 'invalid_grant', error_codes: [70008] } });
  });

  test.each<[string, Record<string, string>, number]>([
    ['another verifier', { code_verifier: 'wrong' }, 501481],
    ['no verifier', { code_verifier: '' }, 501481],
    ['another redirect', { redirect_uri: 'https://localhost:4567/other' }, 50148],
    ['another client', { client_id: regardingApp.clientId }, 70000],
  ])('It is refused with %s', async (_what, changes, code) => {
    expect(await redeem(await codeFor(), changes)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_codes: [code] },
    });
  });

  test('Without PKCE it needs the secret', async () => {
    const noPkce = { code_challenge: '', code_challenge_method: '' };
    const code = await codeFor(noPkce);
    const bare = await redeem(code, { code_verifier: '' });
    expect(bare).toMatchObject({ status: 401, body: { error_codes: [7000218] } });
    const { clientSecret: client_secret } = testClient;
    expect(await redeem(code, { code_verifier: '', client_secret })).toMatchObject({ status: 200 });
  });
});

describe('Refusals of the authorize endpoint', () => {
  test.each<[string, Record<string, string>, string, number]>([
    ['prompt=none', { prompt: 'none' }, 'login_required', 50058],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type', 700051],
    ['no scope', { scope: '' }, 'invalid_request', 900144],
    ['an unknown API', { scope: 'api://nobody/.default' }, 'invalid_resource', 500011],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', 90100],
  ])('%s goes back to the client as an error', async (_what, changes, error, code) => {
    const url = location(await open(changes));
    expect(url.searchParams.get('error')).toBe(error);
    expect(url.searchParams.get('error_description')).toContain(`AADSTS${code}:`);
    expect(url.searchParams.get('state')).toBe('state & more');
  });

  test.each<[string, Record<string, string>]>([
    ['an unknown client', { client_id: '99999999-0000-4000-8000-000000000000' }],
    ['a page elsewhere', { redirect_uri: 'https://evil.example/' }],
    ['a host that only starts like ours', { redirect_uri: 'https://localhost.evil.example/' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['no redirect', { redirect_uri: '' }],
    [
      "a broker's redirect",
      { client_id: regardingApp.clientId, redirect_uri: 'brk-multihub://localhost:3001' },
    ],
  ])('%s is shown and sends the browser nowhere', async (_what, changes) => {
    const response = await open(changes);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('AADSTS');
  });

  test('A strange tenant is shown', async () => {
    const response = await open({}, 'contoso');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('AADSTS90002');
  });
});

describe('Signing out', () => {
  const out = (query: Record<string, string>) =>
    fetch(`${entra.authority}/oauth2/v2.0/logout?${new URLSearchParams(query)}`, {
      redirect: 'manual',
    });

  test('The browser goes back to a registered page with the state', async () => {
    const target = 'https://localhost:4567/out';
    const response = await out({ post_logout_redirect_uri: target, state: 's' });
    expect(response.headers.get('location')).toBe(`${target}?state=s`);
  });

  test('To any other page it does not go', async () => {
    const response = await out({ post_logout_redirect_uri: 'https://evil.example/' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('You signed out');
  });
});
