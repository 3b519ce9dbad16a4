import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import packageJson from '../../../package.json' with { type: 'json' };
import { anna, startRegarding, type TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;

beforeAll(async () => {
  regarding = await startRegarding();
});

afterEach(() => regarding.mend());
afterAll(() => regarding.close());

const check = () => regarding.call(anna, '/api/self-check');

describe('The service’s part of the self-check (UI-15)', () => {
  test('Finds CRM and mailbox with the caller’s own rights', async () => {
    await regarding.forget();
    const { status, body } = await check();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: packageJson.version,
      crm: { problem: null },
      mailbox: { problem: null },
      userName: anna.displayName,
    });
    for (const service of ['graph', 'dataverse'] as const) {
      const paths = (await regarding.requests(service)).map(({ path }) => path);
      expect(paths.join()).not.toMatch(/messages|emails|contacts/);
    }
  });

  test('Says which of the two does not answer, and why', async () => {
    await regarding.break('graph', { respond: { status: 503 } });
    const { status, body } = await check();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      crm: { problem: null },
      mailbox: { problem: 'mailbox-unavailable' },
    });
  });

  test('Is answered also while the CRM lets nobody in', async () => {
    await regarding.break('dataverse', { respond: { status: 403 } });
    const { body } = await check();
    expect(body).toMatchObject({ crm: { problem: 'forbidden' }, mailbox: { problem: null } });
  });

  test('Is for nobody who is not signed in', async () => {
    expect((await fetch(`${regarding.urls.service}/api/self-check`)).status).toBe(401);
  });
});
