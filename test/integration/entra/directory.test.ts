import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kysely, PGliteDialect, sql } from 'kysely';
import {
  regardingApp,
  sandboxPassword,
  tenantId,
  testClient,
} from '../../../src/sandbox/entra/registrations.ts';
import { anna, bela, startTestEntra, type TestEntra } from '../../support/entra.ts';
import { openPglite } from '../../support/pglite.ts';

let pglite: PGlite;
let db: Kysely<never>;
let entra: TestEntra;
beforeAll(async () => {
  pglite = await openPglite();
  db = new Kysely<never>({ dialect: new PGliteDialect({ pglite }) });
  entra = await startTestEntra({ db });
});
afterAll(async () => {
  await entra.close();
  await pglite.close();
});

const getJson = async (path: string) => {
  const response = await fetch(entra.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('The directory tells tenant, people and how to get tokens', async () => {
  expect(await getJson('/_sandbox/directory')).toEqual({
    status: 200,
    body: {
      tenantId,
      testClient,
      password: sandboxPassword,
      regarding: { clientId: regardingApp.clientId, scope: regardingApp.scope },
      users: [anna, bela],
    },
  });
});

test('Adding a person again brings them up to date', async () => {
  await entra.door.addUsers([{ ...bela, jobTitle: 'Director' }]);
  const users = await entra.door.users();
  expect(users.find(({ id }) => id === bela.id)).toMatchObject({ jobTitle: 'Director' });
  expect(users).toHaveLength(2);
});

test('After a restart the same tokens, people and refresh tokens are good', async () => {
  const token = await entra.userToken(anna.mail, regardingApp.scope);
  const keys = await getJson(`/${tenantId}/discovery/v2.0/keys`);
  await entra.close();
  entra = await startTestEntra({ db, urls: { entra: entra.url } });
  expect(await getJson(`/${tenantId}/discovery/v2.0/keys`)).toEqual(keys);
  expect(await entra.door.verify(token, [regardingApp.clientId])).toMatchObject({
    objectId: anna.id,
  });
});

test('A restart forgets codes and refresh tokens that expired more than a day ago', async () => {
  await sql`insert into sandbox_entra.refresh_token values
    ('old', 'c', 'u', 's', false, false, now(), now() - interval '2 days'),
    ('expired', 'c', 'u', 's', false, false, now(), now() - interval '1 hour')`.execute(db);
  await entra.close();
  entra = await startTestEntra({ db, urls: { entra: entra.url } });
  const { rows } = await sql`
    select hash from sandbox_entra.refresh_token where user_id = 'u'`.execute(db);
  expect(rows).toEqual([{ hash: 'expired' }]);
});

test('The published keys hold nothing private', async () => {
  const { body } = await getJson('/common/discovery/v2.0/keys');
  expect(body['keys']).toEqual([
    { kty: 'RSA', use: 'sig', kid: expect.any(String), n: expect.any(String), e: 'AQAB' },
  ]);
});

test('The shared authority names its issuer by a placeholder, the tenant by its id', async () => {
  const shared = await getJson('/common/v2.0/.well-known/openid-configuration');
  const own = await getJson(`/${tenantId}/v2.0/.well-known/openid-configuration`);
  expect(shared.body['issuer']).toBe(`${entra.url}/{tenantid}/v2.0`);
  expect(shared.body['token_endpoint']).toBe(`${entra.url}/common/oauth2/v2.0/token`);
  expect(own.body['issuer']).toBe(`${entra.url}/${tenantId}/v2.0`);
});

test('Instance discovery knows this host and no other', async () => {
  const { host } = new URL(entra.url);
  const ask = (authority: string) =>
    getJson(
      `/common/discovery/instance?${new URLSearchParams({ 'api-version': '1.1', authorization_endpoint: `${authority}/oauth2/v2.0/authorize` })}`,
    );
  expect(await ask(entra.authority)).toMatchObject({
    status: 200,
    body: {
      tenant_discovery_endpoint: `${entra.authority}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  });
  expect(await ask('https://login.contoso.example/common')).toMatchObject({
    status: 400,
    body: { error: 'invalid_instance' },
  });
});

test('What is not built answers 501 with its name, what does not exist 404', async () => {
  const missing = await getJson('/common/oauth2/checksession');
  expect(missing).toMatchObject({
    status: 501,
    body: { error_description: 'The sandbox does not build session checks.' },
  });
  expect(await getJson('/common/nothing')).toMatchObject({ status: 404 });
});
