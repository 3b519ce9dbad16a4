import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { EntraTokenVerifier } from '../../../src/adapters/entra/token-verifier.ts';
import { InvalidToken } from '../../../src/ports/directory.ts';
import { Failure } from '../../../src/ports/failure.ts';

const tenant = '5a4d0000-7e4a-4b1d-9c0e-000000000001';
const otherTenant = '5a4d0000-7e4a-4b1d-9c0e-000000000002';
const api = '5a4d0000-7e4a-4b1d-9c0e-00000000a001';
const client = '5a4d0000-7e4a-4b1d-9c0e-00000000a002';
const person = '5a4d0000-7e4a-4b1d-9c0e-00000000b001';
const now = Math.floor(Date.parse('2026-11-22T09:30:00Z') / 1_000);

let ours: CryptoKey;
let ourPublic: CryptoKey;
let foreign: CryptoKey;
let server: Server;
let origin: string;
let isDown = false;
let keyRequests = 0;

const newVerifier = (): EntraTokenVerifier =>
  new EntraTokenVerifier(
    {
      authorityOrigin: origin,
      tenants: [tenant],
      audiences: [api, `api://${api}`],
      clients: [client],
      scope: 'access_as_user',
    },
    { now: () => new Date(now * 1_000), random: () => 0 },
  );

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  ours = pair.privateKey;
  ourPublic = pair.publicKey;
  foreign = (await generateKeyPair('RS256', { extractable: true })).privateKey;
  const jwk = { ...(await exportJWK(ourPublic)), kid: 'ours', use: 'sig', alg: 'RS256' };
  server = createServer((request, response) => {
    keyRequests += 1;
    const isKeys = !isDown && request.url === `/${tenant}/discovery/v2.0/keys`;
    response.statusCode = isKeys ? 200 : 503;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const goodClaims = (): JWTPayload => ({
  iss: `${origin}/${tenant}/v2.0`,
  aud: api,
  tid: tenant,
  oid: person,
  azp: client,
  azpacr: '0',
  scp: 'openid access_as_user',
  ver: '2.0',
  iat: now - 60,
  nbf: now - 60,
  exp: now + 3_600,
  sub: 'pairwise',
});

type Header = Record<string, unknown>;

const sign = (
  claims: JWTPayload,
  header: Header = {},
  key: CryptoKey | KeyObject = ours,
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'ours', typ: 'JWT', ...header })
    .sign(key);

const without = (...names: string[]): JWTPayload =>
  Object.fromEntries(Object.entries(goodClaims()).filter(([name]) => !names.includes(name)));
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const withClaims = (change: JWTPayload) => () => sign({ ...goodClaims(), ...change });
const withHeader = (header: Header) => () => sign(goodClaims(), header);

test('A person’s token for our API is accepted, and known by tenant and object id', async () => {
  const caller = await newVerifier().verify(await sign(goodClaims()));
  expect(caller).toMatchObject({ tenantId: tenant, userId: person, applicationId: client });
});

const forged: [string, () => Promise<string> | string][] = [
  ['signed by another key', () => sign(goodClaims(), {}, foreign)],
  [
    'signed by another key with a key id of its own',
    () => sign(goodClaims(), { kid: 'theirs' }, foreign),
  ],
  [
    'that brings its own key (jwk)',
    async () => sign(goodClaims(), { jwk: await exportJWK(ourPublic) }, foreign),
  ],
  [
    'that names its own key set (jku)',
    () => sign(goodClaims(), { jku: 'https://evil.example' }, foreign),
  ],
  [
    'that names a certificate (x5u)',
    () => sign(goodClaims(), { x5u: 'https://evil.example' }, foreign),
  ],
  ['whose key id is a path', withHeader({ kid: '../../dev/null' })],
  ['whose key id is a query', withHeader({ kid: "ours' or '1'='1" })],
  [
    'with critical extensions',
    async () => {
      const [, claims, signature] = (await sign(goodClaims())).split('.');
      const header = { alg: 'RS256', kid: 'ours', crit: ['evil'], evil: true };
      return [encode(header), claims, signature].join('.');
    },
  ],
  ['without signature (alg none)', () => `${encode({ alg: 'none' })}.${encode(goodClaims())}.`],
  [
    'without signature (alg NONE)',
    () => `${encode({ alg: 'NONE', kid: 'ours' })}.${encode(goodClaims())}.`,
  ],
  [
    'signed with our public key as a secret (HS256)',
    async () =>
      sign(
        goodClaims(),
        { alg: 'HS256' },
        createSecretKey(Buffer.from(await exportSPKI(ourPublic))),
      ),
  ],
  [
    'signed with an empty secret',
    () => sign(goodClaims(), { alg: 'HS256' }, createSecretKey(Buffer.from('x'))),
  ],
  [
    'with its claims exchanged',
    async () => {
      const [header, , signature] = (await sign(goodClaims())).split('.');
      return [header, encode({ ...goodClaims(), oid: otherTenant }), signature].join('.');
    },
  ],
  ['with its signature cut', async () => (await sign(goodClaims())).slice(0, -8)],
  ['with a signature of nothing', async () => (await sign(goodClaims())).replace(/[^.]*$/, '')],
  ['for another API', withClaims({ aud: client })],
  ['for Microsoft Graph', withClaims({ aud: 'https://graph.microsoft.com' })],
  ['for a name that only begins like ours', withClaims({ aud: `api://${api}.evil.example` })],
  ['without audience', () => sign(without('aud'))],
  ['of another issuer', withClaims({ iss: 'https://evil.example/v2.0' })],
  ['of version 1’s issuer', withClaims({ iss: `https://sts.windows.net/${tenant}/`, ver: '1.0' })],
  ['of another tenant’s issuer', withClaims({ iss: `https://localhost/${otherTenant}/v2.0` })],
  ['without issuer', () => sign(without('iss'))],
  ['of a tenant that is not on the list', withClaims({ tid: otherTenant })],
  [
    'of a tenant not on the list, with its issuer',
    () => sign({ ...goodClaims(), tid: otherTenant, iss: `${origin}/${otherTenant}/v2.0` }),
  ],
  ['whose tenant is a path', withClaims({ tid: `${tenant}/../${otherTenant}` })],
  ['whose tenant is a list', withClaims({ tid: [tenant] })],
  ['without tenant', () => sign(without('tid'))],
  ['without object id', () => sign(without('oid'))],
  ['whose object id is none', withClaims({ oid: 'admin@contoso.example' })],
  ['that is over', withClaims({ exp: now - 61 })],
  ['that is not valid yet', withClaims({ nbf: now + 61 })],
  ['without end', () => sign(without('exp'))],
  ['without beginning', () => sign(without('nbf'))],
  ['whose end is a text', withClaims({ exp: `${now + 3_600}` as unknown as number })],
  [
    'without scope (app-only)',
    () => sign({ ...without('scp'), roles: ['access_as_user'], idtyp: 'app' }),
  ],
  ['with a scope, but of an application', withClaims({ idtyp: 'app' })],
  ['with another scope', withClaims({ scp: 'User.Read' })],
  ['whose scope only begins like ours', withClaims({ scp: 'access_as_user_admin' })],
  ['whose scope is a list', withClaims({ scp: ['access_as_user'] })],
  ['of a client that is not on the list', withClaims({ azp: person })],
  ['without client', () => sign(without('azp'))],
  [
    'that is an id token',
    () =>
      sign({ ...without('scp', 'azp'), nonce: 'n', preferred_username: 'anna@contoso.example' }),
  ],
  ['of version 1', withClaims({ ver: '1.0', appid: client })],
  ['that is no JWT', () => 'canary'],
  ['that is empty', () => ''],
  ['that is two dots', () => '..'],
  ['whose claims are no object', () => `${encode({ alg: 'RS256' })}.${encode('null')}.x`],
  ['whose claims are a list', () => `${encode({ alg: 'RS256' })}.${encode([])}.x`],
  ['that is encrypted', () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..x.y.z`],
  ['that is endless', async () => sign({ ...goodClaims(), x: 'x'.repeat(20_000) })],
];

describe('A token is refused', () => {
  test.each(forged)('%s', async (_name, token) => {
    await expect(newVerifier().verify(await token())).rejects.toBeInstanceOf(InvalidToken);
  });
});

describe('A verified token', () => {
  test('is accepted a minute after its end, for clocks differ, and no later', async () => {
    const late = await sign({ ...goodClaims(), exp: now - 59 });
    await expect(newVerifier().verify(late)).resolves.toMatchObject({ userId: person });
  });

  test('is not verified again', async () => {
    const verifier = newVerifier();
    const token = await sign(goodClaims());
    await verifier.verify(token);
    const before = keyRequests;
    isDown = true;
    await expect(verifier.verify(token)).resolves.toMatchObject({ userId: person });
    isDown = false;
    expect(keyRequests).toBe(before);
  });
});

test('Keys that cannot be had are no verdict on a token', async () => {
  isDown = true;
  const verdict = newVerifier().verify(await sign(goodClaims()));
  await expect(verdict).rejects.toBeInstanceOf(Failure);
  isDown = false;
});
