import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { regardingApp } from '../../../src/sandbox/entra/registrations.ts';
import { startRegarding, type TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

beforeAll(async () => {
  regarding = await startRegarding();
});

afterAll(() => regarding.close());

const get = (path: string) => fetch(`${regarding.urls.service}${path}`);

describe('The page for administrators (quality 48)', () => {
  const outcome = async (query: string) =>
    /data-outcome="(\w+)"/.exec(await (await get(`/adminconsent${query}`)).text())?.[1];

  test('Leads to Entra with the application and the way back', async () => {
    const page = await (await get('/adminconsent')).text();
    const link = new URL(/href="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&'));
    expect(link.origin).toBe(regarding.urls.entra);
    expect(link.pathname).toMatch(/\/adminconsent$/);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: regardingApp.clientId,
      redirect_uri: `${regarding.urls.service}/adminconsent`,
    });
  });

  test('Says what Entra answered', async () => {
    expect(await outcome('')).toBe('open');
    expect(await outcome('?admin_consent=True&tenant=1')).toBe('approved');
    expect(await outcome('?error=access_denied&error_description=x')).toBe('refused');
  });

  test('Shows nothing of what stands in its address', async () => {
    const page = await (await get('/adminconsent?error=%3Cscript%3Ealert(1)%3C/script%3E')).text();
    expect(page).not.toContain('alert(1)');
  });
});

describe('Pages', () => {
  test.each(['/privacy', '/adminconsent', '/pane/commands.html', '/pane/pane.html?surface=log'])(
    '%s is served under the strict policy',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('content-security-policy')).toContain('require-trusted-types-for');
      expect(await answer.text()).not.toContain('__');
    },
  );

  test('The page of function commands loads office.js, and knows whom to ask for tokens', async () => {
    const page = await (await get('/pane/commands.html')).text();
    expect(page).toContain('/office/office.js');
    expect(page).toContain(regardingApp.clientId);
  });

  test('The unified manifest is served with the service’s own origin (quality 57)', async () => {
    const answer = await get('/manifest.json');
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({
      developer: { privacyUrl: `${regarding.urls.service}/privacy` },
    });
  });
});
