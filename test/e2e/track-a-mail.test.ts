import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freeBasePort } from '../../src/bin/local/free-ports.ts';
import { launchBrowser } from '../../src/bin/local/headless-browser.ts';
import { spawnLocal, type LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { emailsWithSubject } from '../support/crm.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

/** Screenshots for people to look at. */
const shots = join(import.meta.dirname, '../../dist/screenshots');

/** Application id of the CRM at Entra. */
const dataverseAppId = '00000007-0000-0000-c000-000000000000';

let dataDir: string;
let port: number;
let local: LocalProcess;
let browser: Browser;

const shoot = (outlook: OutlookPage, name: string) =>
  outlook.page.screenshot({ path: join(shots, `${name}.png`) });

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  dataDir = await mkdtemp(join(tmpdir(), 'regarding-e2e-'));
  port = await freeBasePort();
  local = await spawnLocal({ port, dataDir });
  browser = await launchBrowser(local.spki);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await local.stop();
  await rm(dataDir, { recursive: true });
}, 30_000);

/** Sets the CRM in the page's own fault panel. */
async function setCrm(outlook: OutlookPage, state: 'Working' | 'Off (503)'): Promise<void> {
  await outlook.page.getByRole('button', { name: 'Faults' }).click();
  const crm = outlook.page.getByRole('radiogroup', { name: 'CRM (Dataverse)' });
  await crm.getByRole('radio', { name: state }).click();
  await crm.getByRole('radio', { name: state, checked: true }).waitFor();
  await outlook.page.keyboard.press('Escape');
}

const subjectOf = async (outlook: OutlookPage): Promise<string> =>
  (await outlook.page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';

describe('tracking a real mail in Outlook', () => {
  test('the pane shows who is on the mail and that it is not tracked', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Philippa Moss');
    await untilText(outlook.status, 'Not tracked');
    await outlook.pane.getByText('Philippa Moss').first().waitFor();
    await outlook.pane.getByText('Contact', { exact: false }).first().waitFor();
    await shoot(outlook, 'not-tracked');
    await outlook.close();
  }, 60_000);

  test('one click tracks it within three seconds, and the message list shows the category (I-01, E-20)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Yusuf Ormerod');
    await untilText(outlook.status, 'Not tracked');
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/, 3_000);
    await untilText(outlook.message('Yusuf Ormerod'), 'Tracked to Dynamics 365');
    await shoot(outlook, 'tracked');
    await outlook.close();
  }, 60_000);

  test('Set regarding finds a record, and View in CRM shows the activity', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Contoso renewal');
    await untilText(outlook.status, 'Not tracked');
    await outlook.button('Set regarding').click();
    await outlook.pane.getByRole('combobox').fill('Contoso ren');
    await outlook.pane.getByRole('option', { name: /Contoso renewal/ }).click();
    await untilText(outlook.status, 'Tracked regarding Contoso renewal');
    await shoot(outlook, 'tracked-regarding');

    const [record] = await Promise.all([
      outlook.page.context().waitForEvent('page'),
      outlook.button('View in CRM').click(),
    ]);
    await record
      .getByRole('heading', { name: /Contoso renewal/ })
      .first()
      .waitFor();
    await record.screenshot({ path: join(shots, 'record-page.png') });
    await outlook.close();
  }, 60_000);

  test('a reload and a colleague with the same mail see it tracked, by whom and when (E-02)', async () => {
    const alice = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await alice.openPane('Contoso renewal');
    await untilText(alice.status, 'Tracked regarding Contoso renewal');
    await alice.pane.getByText(/Tracked by you/).waitFor();
    await alice.page.reload();
    await alice.openPane('Contoso renewal');
    await untilText(alice.status, 'Tracked regarding Contoso renewal');
    await alice.close();

    const martin = await OutlookPage.open(browser, local.urls.outlook, 'Martin Ellery');
    await martin.openPane('Philippa Moss');
    await untilText(martin.status, 'Tracked regarding Contoso renewal');
    await martin.pane.getByText(/Tracked by Alice Harper/).waitFor();
    await martin.close();
  }, 60_000);

  test('with the CRM off the mail is pending; when it is on again it is tracked without a click, once', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Helen Brookes');
    await untilText(outlook.status, 'Not tracked');
    await setCrm(outlook, 'Off (503)');
    await outlook.button('Track').click();
    await untilText(outlook.status, 'Track pending');
    await shoot(outlook, 'pending');
    await setCrm(outlook, 'Working');
    await untilText(outlook.status, /^Tracked/, 30_000);
    expect(await emailsWithSubject(local.urls, await subjectOf(outlook))).toHaveLength(1);
    await outlook.close();
  }, 90_000);

  test('a mail that is pending when the process is killed is tracked after the next start, once', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Rory Ashworth');
    await untilText(outlook.status, 'Not tracked');
    const subject = await subjectOf(outlook);
    const before = (await emailsWithSubject(local.urls, subject)).length;
    await setCrm(outlook, 'Off (503)');
    await outlook.button('Track').click();
    await untilText(outlook.status, 'Track pending');
    await local.stop('SIGKILL');
    local = await spawnLocal({ port, dataDir });
    await setCrm(outlook, 'Working');
    await untilText(outlook.status, /^Tracked/, 60_000);
    expect(await emailsWithSubject(local.urls, subject)).toHaveLength(before + 1);
    await outlook.close();
  }, 120_000);

  test('Untrack takes the category off, and deletes the copy for its owner (V-13)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Kovács Bence', {
      colorScheme: 'dark',
    });
    const track = outlook.pane.getByRole('button', { name: 'Nyomon követés', exact: true });
    await outlook.openPane('Papp Zoltán');
    await track.click();
    await untilText(outlook.status, 'Nyomon követve');
    await untilText(outlook.message('Papp Zoltán'), 'Tracked to Dynamics 365');
    await shoot(outlook, 'tracked-dark-hungarian');
    await outlook.button('Nyomon követés megszüntetése').click();
    await outlook.button('Megszüntetés és a másolat törlése').click();
    await untilText(outlook.status, 'Nincs nyomon követve');
    await outlook
      .message('Papp Zoltán')
      .getByText('Tracked to Dynamics 365')
      .waitFor({ state: 'detached' });
    expect(await emailsWithSubject(local.urls, await subjectOf(outlook))).toHaveLength(0);
    await outlook.close();
  }, 60_000);

  test('a person with few rights is told so, and nothing is tracked', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Vass Dorka');
    await outlook.messages.first().click();
    await outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    const track = outlook.pane.getByRole('button', { name: 'Nyomon követés', exact: true });
    await track.click();
    await untilText(outlook.status, 'szerepköre');
    await shoot(outlook, 'forbidden');
    expect(await emailsWithSubject(local.urls, await subjectOf(outlook))).toHaveLength(0);
    await outlook.close();
  }, 60_000);

  test('a second factor that the administrator demands is asked for once, then the pane goes on', async () => {
    const policies = `${local.urls.entra}/_sandbox/policies`;
    await fetch(policies, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ effect: 'second-factor', resource: dataverseAppId }),
    });
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Martin Ellery');
    await outlook.message('Stuart Rowntree').click();
    await outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    await outlook.button('Sign in').click();
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/);
    await fetch(policies, { method: 'DELETE' });
    await outlook.close();
  }, 60_000);

  test('Ctrl-C ends everything cleanly within five seconds', async () => {
    const started = performance.now();
    expect(await local.stop('SIGINT')).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    local = await spawnLocal({ port, dataDir });
  }, 60_000);
});
