import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type * as Msal from '@azure/msal-browser';
import { decodeJwt } from 'jose';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../src/bin/local/headless-browser.ts';
import { regardingApp, testClient } from '../../src/sandbox/entra/registrations.ts';
import {
  anna,
  bela,
  startTestEntra,
  trustedCertificate,
  type TestEntra,
} from '../support/entra.ts';
import { serveMsalPage } from '../support/msal-page.ts';

/** What the page has in its global scope. */
interface MsalWindow {
  msal: typeof Msal;
  client: Msal.PublicClientApplication;
}

let entra: TestEntra;
let client: { origin: string; close: () => void };
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const tls = await trustedCertificate();
  entra = await startTestEntra({ tls });
  client = await serveMsalPage(tls);
  // The contexts below take any certificate.
  browser = await launchBrowser('');
}, 120_000);
afterAll(async () => {
  await browser.close();
  client.close();
  await entra.close();
});

beforeEach(async () => {
  context = await browser.newContext({ ignoreHTTPSErrors: true });
  page = await context.newPage();
  await openClient();
});
afterEach(async () => {
  await context.close();
  await fetch(`${entra.url}/_sandbox/policies`, { method: 'DELETE' });
});

/** Opens the page and makes MSAL's client there, which first handles what a redirect brought. */
async function openClient(): Promise<void> {
  await page.goto(client.origin);
  await startClient();
}

const startClient = (): Promise<string | undefined> =>
  page.evaluate(
    async ([clientId, authority, host, redirectUri]) => {
      const scope = window as unknown as MsalWindow;
      scope.client = new scope.msal.PublicClientApplication({
        auth: { clientId, authority, knownAuthorities: [host], redirectUri },
        cache: { cacheLocation: 'sessionStorage' },
      });
      await scope.client.initialize();
      const result = await scope.client.handleRedirectPromise();
      return result?.account.username;
    },
    [
      testClient.clientId,
      entra.authority,
      new URL(entra.url).host,
      `${client.origin}/back`,
    ] as const,
  );

type Call = 'loginPopup' | 'acquireTokenPopup' | 'acquireTokenSilent' | 'ssoSilent';

/** Calls MSAL; its popup, if any, is answered by `answer`. */
async function call(
  name: Call,
  request: object,
  answer?: (popup: Page) => Promise<void>,
): Promise<{ username: string; accessToken: string } | { error: string; claims: string }> {
  const popup = answer && context.waitForEvent('page').then(answer);
  const result = page.evaluate(
    async ([method, parameters]) => {
      const { client } = window as unknown as MsalWindow;
      try {
        const run = client[method as 'loginPopup'].bind(client);
        const { account, accessToken } = await run(parameters as never);
        return { username: account.username, accessToken };
      } catch (error) {
        const { errorCode, claims } = error as { errorCode: string; claims: string };
        return { error: errorCode, claims };
      }
    },
    [name, request] as const,
  );
  await popup;
  return result;
}

const pick = (mail: string) => async (popup: Page) => {
  await popup.getByRole('button', { name: mail }).click();
};

const signIn = (mail: string) =>
  call('loginPopup', { scopes: ['User.Read'], prompt: 'select_account' }, pick(mail));

const account = (): Promise<Msal.AccountInfo> =>
  page.evaluate(() => {
    const found = (window as unknown as MsalWindow).client.getAllAccounts()[0];
    if (!found) throw new Error('Nobody is signed in.');
    return found;
  });

describe('MSAL in a browser, unmodified (wire §3)', () => {
  test('A person signs in in a popup, then silently gets a token for another API', async () => {
    expect(await signIn(anna.mail)).toMatchObject({ username: anna.mail });
    const silent = await call('acquireTokenSilent', {
      scopes: [regardingApp.scope],
      account: await account(),
    });
    expect(silent).toMatchObject({ username: anna.mail });
    const { accessToken } = silent as { accessToken: string };
    expect(decodeJwt(accessToken)).toMatchObject({ aud: regardingApp.clientId, oid: anna.id });
  }, 60_000);

  test('A fresh token comes from the refresh token when it is forced', async () => {
    const first = (await signIn(anna.mail)) as { accessToken: string };
    const second = (await call('acquireTokenSilent', {
      scopes: ['User.Read'],
      account: await account(),
      forceRefresh: true,
    })) as { accessToken: string };
    expect(second.accessToken).not.toBe(first.accessToken);
  }, 60_000);

  test('A redirect signs in as well', async () => {
    await page.evaluate(() => {
      const { client } = window as unknown as MsalWindow;
      // The page goes before the promise can settle.
      void client.loginRedirect({ scopes: ['User.Read'], redirectUri: location.origin });
    });
    await page.getByRole('button', { name: bela.mail }).click();
    await page.waitForURL((url) => url.origin === client.origin);
    expect(await startClient()).toBe(bela.mail);
  }, 60_000);

  test('Once signed in, a frame that nobody sees signs in silently; in a new browser it cannot', async () => {
    const silently = { scopes: ['User.Read'], loginHint: anna.mail };
    expect(await call('ssoSilent', silently)).toMatchObject({ error: 'login_required' });
    await signIn(anna.mail);
    expect(await call('ssoSilent', silently)).toMatchObject({ username: anna.mail });
  }, 60_000);

  test('A claims challenge is answered by the person, and the token says so', async () => {
    await signIn(anna.mail);
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const answered = await call(
      'acquireTokenPopup',
      { scopes: ['User.Read'], account: await account(), claims },
      (popup) => popup.getByRole('button', { name: 'Approve' }).click(),
    );
    const { accessToken } = answered as { accessToken: string };
    expect(decodeJwt(accessToken)).toMatchObject({ acrs: ['c1'], amr: ['pwd', 'mfa'] });
  }, 60_000);

  test('A policy turns a silent request into one that needs the person', async () => {
    await signIn(anna.mail);
    await fetch(`${entra.url}/_sandbox/policies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ effect: 'second-factor', userId: anna.id }),
    });
    const request = { scopes: ['User.Read'], account: await account(), forceRefresh: true };
    const refused = await call('acquireTokenSilent', request);
    expect(refused).toMatchObject({ error: 'interaction_required' });
    const answered = await call('acquireTokenPopup', request, (popup) =>
      popup.getByRole('button', { name: 'Approve' }).click(),
    );
    expect(answered).toMatchObject({ username: anna.mail });
  }, 60_000);
});
