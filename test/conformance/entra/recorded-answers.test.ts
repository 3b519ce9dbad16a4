import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { regardingApp, tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { startTestEntra, type TestEntra } from '../../support/entra.ts';

const oracles = join(process.env['REGARDING_SHARED'] ?? '../shared', 'oracles/entra');
const isThere = existsSync(oracles);
const why = isThere ? '' : ` (skipped: ${oracles} is absent)`;
const suite = isThere ? describe : describe.skip;
const readText = (name: string) => readFileSync(join(oracles, name), 'utf8');

interface Golden {
  required_fields: string[];
  protocol_values: Record<string, string[]>;
  entra_only_fields_out_of_scope: string[];
  entra_boolean_values: Record<string, unknown>;
}
const golden = (): Golden => JSON.parse(readText('oidc-discovery.golden.json')) as Golden;

interface Recording {
  response: { status: number; body: Record<string, unknown> };
  header: { alg: string; typ: string };
  claimNames: string[];
  structural: Record<string, string>;
}
const recorded = (name: string): Recording =>
  JSON.parse(readText(`token-answers/${name}.json`)) as Recording;

let entra: TestEntra | undefined;
beforeAll(async () => {
  if (isThere) entra = await startTestEntra();
});
afterAll(() => entra?.close());

const must = (): TestEntra => {
  if (!entra) throw new Error('Entra did not start.');
  return entra;
};

suite(`Discovery has what Entra's has${why}`, () => {
  const fetchDiscovery = async (): Promise<Record<string, unknown>> => {
    const response = await fetch(`${must().url}/common/v2.0/.well-known/openid-configuration`);
    return (await response.json()) as Record<string, unknown>;
  };

  test('Every required field is there', async () => {
    expect(Object.keys(await fetchDiscovery())).toEqual(
      expect.arrayContaining(golden().required_fields),
    );
  });

  test('The protocol values are those of Entra or fewer', async () => {
    const discovery = await fetchDiscovery();
    for (const [rule, expected] of Object.entries(golden().protocol_values)) {
      const [, field, kind] = /^(.+?)_(equals|must_include|subset_of)$/.exec(rule)!;
      const ours = discovery[alias(field!)] as string[];
      if (kind === 'must_include') expect(ours).toEqual(expect.arrayContaining(expected));
      if (kind === 'subset_of') expect(expected).toEqual(expect.arrayContaining(ours));
      if (kind === 'equals') expect(ours).toEqual(expected);
    }
  });

  test('The flags of what is not out of scope are those of Entra', async () => {
    const discovery = await fetchDiscovery();
    const { entra_only_fields_out_of_scope: outOfScope, entra_boolean_values } = golden();
    const flags = Object.entries(entra_boolean_values).filter(
      ([name]) => name !== '_comment' && !outOfScope.includes(name),
    );
    expect(flags.length).toBeGreaterThan(0);
    for (const [name, value] of flags) expect([name, discovery[name]]).toEqual([name, value]);
  });
});

/** The golden file shortens some names. */
const alias = (field: string): string =>
  ({
    id_token_signing_alg_values: 'id_token_signing_alg_values_supported',
    token_endpoint_auth_methods: 'token_endpoint_auth_methods_supported',
  })[field] ?? field;

const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** An error body with everything that differs by call or host replaced by the recording's marks. */
const normalise = (body: Record<string, unknown>): unknown =>
  JSON.parse(
    JSON.stringify(body)
      .replaceAll(must().url, 'https://login.microsoftonline.com')
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/g, '{timestamp}')
      .replaceAll(regardingApp.clientId, '{daemon-app-id}')
      .replaceAll(tenantId, '{tenant-id}')
      .replaceAll(guid, '{guid}'),
  );

suite(`Token answers are those recorded from Entra${why}`, () => {
  const base = {
    grant_type: 'client_credentials',
    client_id: regardingApp.clientId,
    client_secret: regardingApp.clientSecret,
    scope: `api://${regardingApp.clientId}/.default`,
  };

  test.each([
    ['token-error-invalid-client', { client_secret: 'wrong' }],
    ['token-error-invalid-scope', { scope: 'api://not-a-registered-resource/.default' }],
    ['token-error-unknown-client', { client_id: '00000000-0000-0000-0000-000000000000' }],
    ['token-error-unsupported-grant-type', { grant_type: 'no_such_grant' }],
  ])('%s: status and body', async (name, change) => {
    const { status, body } = await must().token({ ...base, ...change });
    expect({ status, body: normalise(body) }).toEqual(recorded(name).response);
  });

  test('token-client-credentials: exactly these fields, in this order', async () => {
    const { status, body } = await must().token(base);
    const { response } = recorded('token-client-credentials');
    expect(status).toBe(response.status);
    expect(Object.keys(body)).toEqual(Object.keys(response.body));
  });

  test('token-claims-client-credentials: exactly these claims', async () => {
    const { claimNames, structural, header } = recorded('token-claims-client-credentials');
    const token = String((await must().token(base)).body['access_token']);
    const claims = decodeJwt(token);
    expect(Object.keys(claims).sort()).toEqual(claimNames);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: header.alg, typ: header.typ });
    const { ver, iss, aud, tid } = claims;
    expect(normalise({ ver, iss, aud, tid })).toMatchObject({
      ver: structural.ver,
      iss: structural.iss,
      aud: structural.aud,
      tid: structural.tid,
    });
  });
});
