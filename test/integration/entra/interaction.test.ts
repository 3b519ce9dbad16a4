import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { regardingApp, tenantId, testClient } from '../../../src/sandbox/entra/registrations.ts';
import { anna, bela, startTestEntra, type TestEntra } from '../../support/entra.ts';
import { EntraBrowser, type Shown } from '../../support/entra-browser.ts';

let entra: TestEntra;
let now = new Date('2026-11-22T09:30:00Z');
beforeAll(async () => {
  entra = await startTestEntra({ now: () => now });
});
afterAll(() => entra.close());
afterEach(async () => {
  await control('DELETE', '/policies');
  await control('PUT', `/consents/${testClient.clientId}`);
});

const control = async (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${entra.url}/_sandbox${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

const redirect_uri = 'https://localhost:4567/signed-in';
const { clientId: client_id, clientSecret: client_secret } = testClient;
const graphAppId = '00000003-0000-0000-c000-000000000000';
const graphScope = 'openid profile offline_access User.Read';

const address = (changes: Record<string, string> = {}): string =>
  `${entra.authority}/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: graphScope,
    ...changes,
  })}`;

async function signIn(
  browser: EntraBrowser,
  person: { id: string },
  changes: Record<string, string> = {},
): Promise<Shown> {
  return browser.press(await browser.open(address(changes)), 'sandbox_user', person.id);
}

const redeem = (shown: Shown, changes: Record<string, string> = {}) =>
  entra.token({
    grant_type: 'authorization_code',
    client_id,
    client_secret,
    redirect_uri,
    code: shown.answer?.get('code') ?? '',
    ...changes,
  });

const nameOf = async (shown: Shown): Promise<unknown> =>
  decodeJwt(String((await redeem(shown)).body['id_token']))['name'];

const refusal = (shown: Shown): string | undefined =>
  /AADSTS\d+/.exec(shown.answer?.get('error_description') ?? '')?.[0];

describe('A browser that knows somebody', () => {
  test('The second sign-in needs no picking, and a silent one works', async () => {
    const browser = new EntraBrowser();
    await signIn(browser, anna);
    expect(await nameOf(await browser.open(address()))).toBe(anna.displayName);
    expect(await nameOf(await browser.open(address({ prompt: 'none' })))).toBe(anna.displayName);
  });

  test('A browser that knows nobody cannot sign in silently (AADSTS50058)', async () => {
    const shown = await new EntraBrowser().open(address({ prompt: 'none', state: 's' }));
    expect(shown.answer?.get('error')).toBe('login_required');
    expect(shown.answer?.get('state')).toBe('s');
    expect(refusal(shown)).toBe('AADSTS50058');
  });

  test('With two people a silent sign-in needs a hint (AADSTS16000), a loud one a pick', async () => {
    const browser = new EntraBrowser();
    await signIn(browser, anna);
    await signIn(browser, bela, { prompt: 'select_account' });
    expect(refusal(await browser.open(address({ prompt: 'none' })))).toBe('AADSTS16000');
    const hinted = await browser.open(address({ prompt: 'none', login_hint: bela.mail }));
    expect(await nameOf(hinted)).toBe(bela.displayName);
    expect((await browser.open(address())).title).toBe('Pick an account');
  });

  test.each(['select_account', 'login'])('prompt=%s asks all the same', async (prompt) => {
    const browser = new EntraBrowser();
    await signIn(browser, anna);
    expect((await browser.open(address({ prompt }))).title).toBe('Pick an account');
  });

  test('An unknown prompt is refused (AADSTS90023)', async () => {
    expect(refusal(await new EntraBrowser().open(address({ prompt: 'maybe' })))).toBe(
      'AADSTS90023',
    );
  });

  test('Signing out ends it, and so does a day', async () => {
    const browser = new EntraBrowser();
    await signIn(browser, anna);
    await browser.open(`${entra.authority}/oauth2/v2.0/logout`);
    expect((await browser.open(address())).title).toBe('Pick an account');
    await signIn(browser, anna);
    now = new Date('2026-11-23T09:30:01Z');
    expect((await browser.open(address())).title).toBe('Pick an account');
  });

  test('Another browser knows nothing of it', async () => {
    await signIn(new EntraBrowser(), anna);
    expect((await new EntraBrowser().open(address())).title).toBe('Pick an account');
  });

  test("Buttons are heeded from the sandbox's own pages only, not from an address", async () => {
    const forged = address({ sandbox_user: anna.id, sandbox_consent: 'accept' });
    expect((await new EntraBrowser().open(forged)).title).toBe('Pick an account');
  });
});

describe('Consent', () => {
  test('Withdrawn, it is asked of each person, who may decline (AADSTS65004)', async () => {
    await control('DELETE', `/consents/${client_id}`);
    const page = await signIn(new EntraBrowser(), anna);
    expect(page.title).toBe('Permissions requested');
    expect(page.html).toContain('<li>User.Read</li>');
    const declined = await new EntraBrowser().press(page, 'sandbox_consent', 'cancel');
    expect(declined.answer?.get('error')).toBe('access_denied');
    expect(refusal(declined)).toBe('AADSTS65004');
  });

  test('Given, it holds for that person, that API and those permissions', async () => {
    await control('DELETE', `/consents/${client_id}`);
    const browser = new EntraBrowser();
    const page = await signIn(browser, anna);
    const accepted = await browser.press(page, 'sandbox_consent', 'accept');
    expect(await nameOf(accepted)).toBe(anna.displayName);
    expect((await browser.open(address())).answer?.get('code')).toBeTruthy();
    const more = await browser.open(address({ scope: 'openid Mail.Read' }));
    expect(more.title).toBe('Permissions requested');
    expect((await signIn(new EntraBrowser(), bela)).title).toBe('Permissions requested');
  });

  test('Without it neither a refresh nor a silent sign-in gives a token (AADSTS65001)', async () => {
    const browser = new EntraBrowser();
    const { body } = await redeem(await signIn(browser, anna));
    await control('DELETE', `/consents/${client_id}`);
    const refreshed = await entra.token({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: String(body['refresh_token']),
    });
    expect(refreshed.body).toMatchObject({ error_codes: [65001], suberror: 'consent_required' });
    expect(refusal(await browser.open(address({ prompt: 'none' })))).toBe('AADSTS65001');
  });

  test('prompt=consent asks even where it was given', async () => {
    const page = await signIn(new EntraBrowser(), anna, { prompt: 'consent' });
    expect(page.title).toBe('Permissions requested');
  });
});

describe('Conditional access', () => {
  const secondFactor = { effect: 'second-factor', userId: anna.id };

  test('Where a second factor is wanted, no token comes without (AADSTS50076, claims)', async () => {
    const { body } = await redeem(await signIn(new EntraBrowser(), anna));
    const { id } = (await (await control('POST', '/policies', secondFactor)).json()) as {
      id: string;
    };
    const refreshed = await entra.token({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: String(body['refresh_token']),
    });
    expect(refreshed.status).toBe(400);
    expect(refreshed.body).toMatchObject({
      error: 'interaction_required',
      error_codes: [50076],
      suberror: 'basic_action',
      claims: JSON.stringify({
        access_token: { capolids: { essential: true, values: [id] } },
      }),
    });
  });

  test('Signing in asks for it once, and what follows has it', async () => {
    await control('POST', '/policies', secondFactor);
    const browser = new EntraBrowser();
    const page = await signIn(browser, anna);
    expect(page.title).toBe('Approve sign-in request');
    const approved = await browser.press(page, 'sandbox_second_factor', 'approved');
    const { body } = await redeem(approved);
    expect(decodeJwt(String(body['access_token']))['amr']).toEqual(['pwd', 'mfa']);
    const silent = await browser.open(address({ prompt: 'none' }));
    expect(await nameOf(silent)).toBe(anna.displayName);
    const refreshed = await entra.token({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: String(body['refresh_token']),
    });
    expect(refreshed.status).toBe(200);
  });

  test('It hits whom it names, at the API it names', async () => {
    await control('POST', '/policies', { ...secondFactor, resource: graphAppId });
    expect((await signIn(new EntraBrowser(), bela)).answer?.get('code')).toBeTruthy();
    const own = await signIn(new EntraBrowser(), anna, { scope: `openid ${regardingApp.scope}` });
    expect(own.answer?.get('code')).toBeTruthy();
    expect((await signIn(new EntraBrowser(), anna)).title).toBe('Approve sign-in request');
  });

  test('On behalf of: refused with claims, until the person proved more to the API', async () => {
    const person = async (browser: EntraBrowser, changes: Record<string, string>) => {
      const scope = `openid ${regardingApp.scope}`;
      let shown = await browser.open(address({ scope, ...changes }));
      if (shown.title === 'Pick an account') {
        shown = await browser.press(shown, 'sandbox_user', anna.id);
      }
      if (shown.title === 'Approve sign-in request') {
        shown = await browser.press(shown, 'sandbox_second_factor', 'approved');
      }
      return String((await redeem(shown)).body['access_token']);
    };
    const exchange = (assertion: string) =>
      entra.token({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        client_id: regardingApp.clientId,
        client_secret: regardingApp.clientSecret,
        assertion,
        scope: 'https://graph.microsoft.com/Mail.ReadWrite',
      });
    await control('POST', '/policies', { ...secondFactor, resource: graphAppId });
    const browser = new EntraBrowser();
    const refused = await exchange(await person(browser, {}));
    expect(refused.body).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
    const acrs = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    expect((await exchange(await person(browser, { claims: acrs }))).status).toBe(200);
  });

  test.each([
    ['block', 53003],
    ['device', 53000],
    ['disabled', 50057],
  ])('%s is shown to the person, and told to who asks silently', async (effect, code) => {
    const browser = new EntraBrowser();
    await signIn(browser, anna);
    await control('POST', '/policies', { effect });
    const shown = await browser.open(address());
    expect(shown.answer).toBeUndefined();
    expect(shown.html).toContain(`AADSTS${code}`);
    expect(refusal(await browser.open(address({ prompt: 'none' })))).toBe(`AADSTS${code}`);
  });

  test('A policy that says nothing known is refused', async () => {
    const response = await control('POST', '/policies', { effect: 'unkind' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('effect');
  });
});

describe('Revoked sessions', () => {
  test('Neither refresh token nor browser is worth anything any more (AADSTS50173)', async () => {
    const browser = new EntraBrowser();
    const { body } = await redeem(await signIn(browser, anna));
    await control('POST', `/users/${anna.id}/revoke`);
    const refreshed = await entra.token({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: String(body['refresh_token']),
    });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    const again = await browser.open(address());
    expect(again.title).toBe('Pick an account');
    now = new Date(now.getTime() + 1000);
    const fresh = await redeem(await browser.press(again, 'sandbox_user', anna.id));
    const renewed = await entra.token({
      grant_type: 'refresh_token',
      client_id,
      client_secret,
      refresh_token: String(fresh.body['refresh_token']),
    });
    expect(renewed.status).toBe(200);
  });
});

describe('Claims challenges', () => {
  test('Capabilities and authentication contexts come back in the token', async () => {
    const claims = JSON.stringify({
      access_token: { xms_cc: { values: ['cp1'] }, acrs: { essential: true, value: 'c1' } },
    });
    const browser = new EntraBrowser();
    const page = await signIn(browser, anna, { claims });
    expect(page.title).toBe('Approve sign-in request');
    const approved = await browser.press(page, 'sandbox_second_factor', 'approved');
    const { body } = await redeem(approved, { claims });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      xms_cc: ['cp1'],
      acrs: ['c1'],
      tid: tenantId,
    });
  });

  test.each(['{', '[]', '{"access_token": 7}'])(
    'Claims that are %s are refused',
    async (claims) => {
      expect(refusal(await new EntraBrowser().open(address({ claims })))).toBe('AADSTS90100');
    },
  );
});
