import { X509Certificate } from 'node:crypto';
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, exportPKCS8, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { thumbprints } from '../../../src/sandbox/entra/certificates.ts';
import { regardingApp, testClient } from '../../../src/sandbox/entra/registrations.ts';
import { selfSigned } from '../../support/certificate.ts';
import { anna, startTestEntra, type TestEntra } from '../../support/entra.ts';
import { EntraBrowser } from '../../support/entra-browser.ts';

let entra: TestEntra;
let now = new Date();
let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
let pem: string;
const { clientId: client_id, clientSecret: client_secret } = testClient;

beforeAll(async () => {
  entra = await startTestEntra({ now: () => now });
  keys = await generateKeyPair('RS256', { extractable: true });
  pem = await selfSigned(keys, now);
  const response = await fetch(`${entra.url}/_sandbox/applications/${client_id}/certificates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pem }),
  });
  expect(response.status).toBe(201);
});
afterAll(() => entra.close());

const knownAuthorities = () => [new URL(entra.url).host];

describe('A client that proves itself by a certificate (private_key_jwt)', () => {
  const assertion = async (
    changes: Record<string, unknown> = {},
    { key = keys.privateKey, alg = 'RS256' }: { key?: CryptoKey; alg?: string } = {},
  ): Promise<string> => {
    const seconds = Math.floor(now.getTime() / 1000);
    const { sha256 } = thumbprints(new X509Certificate(pem));
    return new SignJWT({
      aud: `${entra.authority}/oauth2/v2.0/token`,
      iss: client_id,
      sub: client_id,
      jti: crypto.randomUUID(),
      nbf: seconds,
      exp: seconds + 600,
      ...changes,
    })
      .setProtectedHeader({ alg, typ: 'JWT', 'x5t#S256': sha256 })
      .sign(key);
  };
  const ask = async (client_assertion: string) =>
    entra.token({
      grant_type: 'client_credentials',
      client_id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      scope: 'https://graph.microsoft.com/.default',
    });

  test('MSAL does it unchanged, and the token says so (appidacr 2)', async () => {
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: client_id,
        authority: entra.authority,
        knownAuthorities: knownAuthorities(),
        clientCertificate: {
          thumbprintSha256: new X509Certificate(pem).fingerprint256.replaceAll(':', ''),
          privateKey: await exportPKCS8(keys.privateKey),
          x5c: pem,
        },
      },
    });
    const result = await client.acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    expect(decodeJwt(result!.accessToken)).toMatchObject({ appid: client_id, appidacr: '2' });
  });

  test.each(['RS256', 'PS256'])('%s will do', async (alg) => {
    const key = alg === 'PS256' ? await ps256(keys.privateKey) : keys.privateKey;
    expect((await ask(await assertion({}, { key, alg }))).status).toBe(200);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ['one that expired', { exp: 1 }, 700024],
    ['one for somebody else', { aud: 'https://elsewhere.example/token' }, 700023],
    ['one of another application', { iss: regardingApp.clientId }, 700021],
    ['one about another application', { sub: regardingApp.clientId }, 700021],
  ])('Refused: %s', async (_what, changes, code) => {
    const { status, body } = await ask(await assertion(changes));
    expect([status, body['error'], body['error_codes']]).toEqual([401, 'invalid_client', [code]]);
  });

  test('Refused: one signed with another key under the same thumbprint', async () => {
    const other = await generateKeyPair('RS256');
    const { body } = await ask(await assertion({}, { key: other.privateKey }));
    expect(body['error_codes']).toEqual([700027]);
  });

  test('Refused: a certificate nobody registered', async () => {
    const other = await generateKeyPair('RS256', { extractable: true });
    const stranger = await selfSigned(other, now);
    const { sha256 } = thumbprints(new X509Certificate(stranger));
    const jwt = await new SignJWT({ iss: client_id, sub: client_id })
      .setProtectedHeader({ alg: 'RS256', 'x5t#S256': sha256 })
      .sign(other.privateKey);
    const { body } = await ask(jwt);
    expect(body['error_codes']).toEqual([700027]);
    expect(body['error_description']).toContain(sha256);
  });

  test('Refused: what is no token at all', async () => {
    expect((await ask('nonsense')).body['error_codes']).toEqual([50027]);
  });
});

const ps256 = async (key: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'pkcs8',
    await crypto.subtle.exportKey('pkcs8', key),
    { name: 'RSA-PSS', hash: 'SHA-256' },
    true,
    ['sign'],
  );

describe('Version 1 of the endpoints', () => {
  const token = async (form: Record<string, string>) => {
    const response = await fetch(`${entra.authority}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, client_secret, ...form }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test('An application names a resource and gets numbers as text', async () => {
    const { status, body } = await token({
      grant_type: 'client_credentials',
      resource: 'https://graph.microsoft.com/',
    });
    const seconds = Math.floor(now.getTime() / 1000);
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: '3599',
      ext_expires_in: '3599',
      expires_on: String(seconds + 3599),
      not_before: String(seconds),
      resource: 'https://graph.microsoft.com/',
      access_token: expect.any(String),
    });
  });

  test('A person gets the names of the permissions, an ID token and a refresh token', async () => {
    const { body } = await token({
      grant_type: 'password',
      username: anna.mail,
      password: 'sandbox-only-password',
      resource: entra.urls.dataverse,
    });
    expect(body).toMatchObject({
      scope: 'user_impersonation',
      id_token: expect.any(String),
      refresh_token: expect.any(String),
    });
    expect(decodeJwt(String(body['access_token'])).aud).toBe(entra.urls.dataverse);
  });

  test('Its authorize endpoint takes a resource too', async () => {
    const query = new URLSearchParams({
      client_id,
      redirect_uri: 'https://localhost:4567/signed-in',
      response_type: 'code',
      resource: 'https://graph.microsoft.com',
    });
    const browser = new EntraBrowser();
    const page = await browser.open(`${entra.authority}/oauth2/authorize?${query}`);
    const back = await browser.press(page, 'sandbox_user', anna.id);
    expect(back.answer?.get('code')).toBeTruthy();
  });
});

describe('ID tokens from the authorize endpoint', () => {
  const open = (changes: Record<string, string>) =>
    new EntraBrowser().open(
      `${entra.authority}/oauth2/v2.0/authorize?${new URLSearchParams({
        client_id,
        redirect_uri: 'https://localhost:4567/signed-in',
        scope: 'openid profile',
        nonce: 'n-7',
        ...changes,
      })}`,
    );

  test('A code with an ID token: in the fragment, bound to each other', async () => {
    const page = await open({ response_type: 'code id_token' });
    const back = await new EntraBrowser().press(page, 'sandbox_user', anna.id);
    const claims = decodeJwt(back.answer?.get('id_token') ?? '');
    expect(new URL(back.url).hash).not.toBe('');
    expect(claims).toMatchObject({ nonce: 'n-7', name: anna.displayName });
    expect(claims['c_hash']).toEqual(expect.any(String));
    expect(back.answer?.get('code')).toBeTruthy();
  });

  test.each<[string, Record<string, string>, string]>([
    ['in a query', { response_mode: 'query', response_type: 'id_token' }, 'AADSTS90100'],
    ['a token itself', { response_type: 'token' }, 'AADSTS700051'],
  ])('Not %s', async (_what, changes, code) => {
    const shown = await open(changes);
    expect(`${shown.html}${shown.answer?.get('error_description') ?? ''}`).toContain(code);
  });
});

describe('A device without a browser (RFC 8628)', () => {
  test('MSAL waits until a person has typed the code elsewhere', async () => {
    const client = new PublicClientApplication({
      auth: {
        clientId: client_id,
        authority: entra.authority,
        knownAuthorities: knownAuthorities(),
      },
    });
    const result = await client.acquireTokenByDeviceCode({
      scopes: ['User.Read'],
      deviceCodeCallback: ({ userCode, verificationUri }) => {
        void typeCode(verificationUri, userCode);
      },
    });
    expect(result?.account?.username).toBe(anna.mail);
  });

  const typeCode = async (uri: string, userCode: string) => {
    const shown = await fetch(uri, {
      method: 'POST',
      body: new URLSearchParams({ user_code: userCode.toLowerCase() }),
    });
    const page = { url: uri, title: '', html: await shown.text(), answer: undefined };
    const done = await new EntraBrowser().press(page, 'sandbox_user', anna.id);
    expect(done.title).toBe('You have signed in');
  };

  const start = async () => {
    const response = await fetch(`${entra.authority}/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, scope: 'User.Read' }),
    });
    return (await response.json()) as { device_code: string; user_code: string };
  };
  const poll = (device_code: string) =>
    entra.token({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id,
      device_code,
    });

  test('Until then it is pending, after a quarter of an hour too late, and good once', async () => {
    const { device_code, user_code } = await start();
    expect((await poll(device_code)).body).toMatchObject({ error: 'authorization_pending' });
    await typeCode(`${entra.url}/common/oauth2/deviceauth`, user_code);
    expect((await poll(device_code)).status).toBe(200);
    expect((await poll(device_code)).body).toMatchObject({ error: 'bad_verification_code' });
    const late = await start();
    now = new Date(now.getTime() + 900_000);
    expect((await poll(late.device_code)).body).toMatchObject({ error: 'expired_token' });
  });

  test('A wrong code is said to be one', async () => {
    const response = await fetch(`${entra.url}/common/oauth2/deviceauth`, {
      method: 'POST',
      body: new URLSearchParams({ user_code: 'NOSUCHONE' }),
    });
    expect(await response.text()).toContain('Check it and try again');
  });
});
