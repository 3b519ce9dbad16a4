import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  SignJWT,
  UnsecuredJWT,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
} from 'jose';
import { sql } from 'kysely';
import { regardingApp, tenantId, testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, bela, startTestEntra, type TestEntra } from '../../support/entra.ts';

let entra: TestEntra;
let now = new Date('2026-11-22T09:30:00Z');
beforeAll(async () => {
  entra = await startTestEntra({ now: () => now });
});
afterAll(() => entra.close());

/** The tenant's own private key: forgeries below differ from real tokens in one thing only. */
async function signingKey() {
  const { rows } = await sql<{ kid: string; jwk: JWK }>`
    select kid, jwk from sandbox_entra.signing_key`.execute(entra.deps.db);
  const row = rows[0]!;
  return { kid: row.kid, key: await importJWK(row.jwk, 'RS256'), jwk: row.jwk };
}

async function sign(claims: JWTPayload): Promise<string> {
  const { kid, key } = await signingKey();
  return new SignJWT(claims).setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid }).sign(key);
}

const without = (claims: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const userToken = () => entra.userToken(anna.mail, `${entra.urls.graph}/Mail.Read`);
const verify = (token: string) => entra.door.verify(token, [entra.urls.graph]);
const seconds = (): number => Math.floor(now.getTime() / 1000);

describe('Verifying access tokens', () => {
  test("A person's token tells person, application and scopes", async () => {
    const scope = `${entra.urls.graph}/Mail.Read ${entra.urls.graph}/User.Read`;
    expect(await verify(await entra.userToken(anna.mail, scope))).toEqual({
      tenantId,
      objectId: anna.id,
      applicationId: testClient.clientId,
      scopes: ['Mail.Read', 'User.Read'],
      roles: [],
      isApplication: false,
    });
  });

  test("An application's token tells its roles", async () => {
    const token = await verify(await entra.appToken(entra.urls.graph));
    expect(token).toMatchObject({ applicationId: testClient.clientId, isApplication: true });
    expect(token.roles).toContain('Mail.ReadWrite');
    expect(token.scopes).toEqual([]);
  });

  test('Any of several audiences will do', async () => {
    const token = await entra.appToken(entra.urls.dataverse);
    const audiences = [entra.urls.dataverse, `${entra.urls.dataverse}/`];
    expect(await entra.door.verify(token, audiences)).toMatchObject({ isApplication: true });
  });

  test('A token signed with the key is accepted, so each forgery fails for its own reason', async () => {
    const forged = await sign(decodeJwt(await userToken()));
    expect(await verify(forged)).toMatchObject({ objectId: anna.id });
  });

  const forgeries: [string, (claims: JWTPayload) => JWTPayload, RegExp][] = [
    ['another audience', (c) => ({ ...c, aud: 'https://localhost:9' }), /"aud"/],
    ['no audience', (c) => without(c, 'aud'), /"aud"/],
    ['another issuer', (c) => ({ ...c, iss: `https://localhost:9/${tenantId}/` }), /"iss"/],
    [
      'the issuer of the other version',
      (c) => ({ ...c, iss: `${entra.url}/${tenantId}/v2.0` }),
      /issuer/,
    ],
    ['another tenant', (c) => ({ ...c, tid: '99999999-0000-4000-8000-000000000000' }), /tid/],
    ['the past', (c) => ({ ...c, exp: seconds() - 1 }), /"exp"/],
    ['no end', (c) => without(c, 'exp'), /"exp"/],
    ['the future', (c) => ({ ...c, nbf: seconds() + 60 }), /"nbf"/],
    ['no object id', (c) => without(c, 'oid'), /oid/],
    ['no application id', (c) => without(c, 'appid'), /not an access token/],
    ['an unknown version', (c) => ({ ...c, ver: '3.0' }), /ver/],
  ];
  test.each(forgeries)('A token with %s is refused', async (_what, forge, reason) => {
    const token = await sign(forge(decodeJwt(await userToken())));
    await expect(verify(token)).rejects.toThrow(reason);
  });

  test('A token without a signature (alg none) is refused', async () => {
    const token = new UnsecuredJWT(decodeJwt(await userToken())).encode();
    await expect(verify(token)).rejects.toThrow();
  });

  test('A token signed by HS256 with the public key as secret is refused', async () => {
    const { kid, jwk } = await signingKey();
    const publicKey = await importJWK({ kty: 'RSA', n: jwk.n!, e: jwk.e! }, 'RS256', {
      extractable: true,
    });
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const token = await new SignJWT(decodeJwt(await userToken()))
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(secret);
    await expect(verify(token)).rejects.toThrow(/"alg"/);
  });

  test("A token signed by somebody else's key under our key's id is refused", async () => {
    const { kid } = await signingKey();
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(decodeJwt(await userToken()))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey);
    await expect(verify(token)).rejects.toThrow(/signature/);
  });

  test('A token of an unknown key is refused', async () => {
    const { key } = await signingKey();
    const token = await new SignJWT(decodeJwt(await userToken()))
      .setProtectedHeader({ alg: 'RS256', kid: 'unknown' })
      .sign(key);
    await expect(verify(token)).rejects.toThrow();
  });

  test('An ID token is no access token, though its audience is the API too', async () => {
    const { idToken } = await entra.door.brokerToken({
      userId: anna.id,
      clientId: regardingApp.clientId,
      scopes: [regardingApp.scope],
      origin: entra.urls.service,
    });
    expect(decodeJwt(idToken)['aud']).toBe(regardingApp.clientId);
    await expect(entra.door.verify(idToken, [regardingApp.clientId])).rejects.toThrow(
      /not an access token/,
    );
  });

  test('A token is valid until it expires and not a second longer', async () => {
    const start = now;
    const token = await userToken();
    const { exp } = decodeJwt(token);
    now = new Date((exp! - 1) * 1000);
    await expect(verify(token)).resolves.toMatchObject({ objectId: anna.id });
    now = new Date(exp! * 1000);
    await expect(verify(token)).rejects.toThrow(/"exp"/);
    now = start;
  });
});

describe('Tokens for a nested app', () => {
  const request = () => ({
    userId: bela.id,
    clientId: regardingApp.clientId,
    scopes: [regardingApp.scope],
    origin: entra.urls.service,
  });

  test('The page gets a token for its API and an account MSAL can use', async () => {
    const token = await entra.door.brokerToken(request());
    expect(token).toMatchObject({
      expiresIn: 3599,
      scope: `openid profile ${regardingApp.scope}`,
      account: {
        homeAccountId: `${bela.id}.${tenantId}`,
        environment: new URL(entra.url).host,
        tenantId,
        username: bela.mail,
        localAccountId: bela.id,
        name: bela.displayName,
      },
    });
    expect(decodeJwt(token.accessToken)).toMatchObject({
      aud: regardingApp.clientId,
      azp: regardingApp.clientId,
      azpacr: '0',
      oid: bela.id,
      scp: 'access_as_user',
    });
    expect(decodeProtectedHeader(token.idToken)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  test('A challenge is for the person: refused in silence, then answered with a second factor', async () => {
    const claims = JSON.stringify({
      access_token: { capolids: { essential: true, values: ['policy'] } },
    });
    const challenged = { ...request(), claims };
    await expect(entra.door.brokerToken(challenged)).rejects.toThrow(/^AADSTS50076/);
    const { accessToken } = await entra.door.brokerToken({ ...challenged, isInteractive: true });
    expect(decodeJwt(accessToken)['amr']).toEqual(['pwd', 'mfa']);
  });

  test.each([
    ['a page of another origin', { origin: 'https://localhost:4444' }, /^AADSTS50011/],
    ['a page without TLS', { origin: 'http://localhost:3001' }, /^AADSTS50011/],
    ['an opaque origin', { origin: 'null' }, /^AADSTS50011/],
    ['a client that registered no broker', { clientId: testClient.clientId }, /^AADSTS50011/],
    ['an unknown client', { clientId: 'nobody' }, /^AADSTS700038/],
    ['an unknown person', { userId: 'nobody' }, /^AADSTS50034/],
    ['a scope without consent', { scopes: ['Mail.Send'] }, /^AADSTS65001/],
  ])('Refused: %s', async (_what, change, reason) => {
    await expect(entra.door.brokerToken({ ...request(), ...change })).rejects.toThrow(reason);
  });
});
