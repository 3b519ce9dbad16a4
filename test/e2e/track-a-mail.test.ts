import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { emailsWithSubject } from '../support/crm.ts';
import { shoot, startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

/** Application id of the CRM at Entra. */
const dataverseAppId = '00000007-0000-0000-c000-000000000000';

let world: LocalOutlook;
let urls: LocalProcess['urls'];
let browser: Browser;

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ browser } = world);
  ({ urls } = world.local);
}, 180_000);

afterAll(() => world.close(), 30_000);

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
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
    await outlook.openPane('Philippa Moss');
    await untilText(outlook.status, 'Not tracked');
    await outlook.pane.getByText('Philippa Moss').first().waitFor();
    await outlook.pane.getByText('Contact', { exact: false }).first().waitFor();
    await shoot(outlook, 'not-tracked');
    await outlook.close();
  }, 60_000);

  test('one click tracks it within three seconds, and the message list shows the category (I-01, E-20)', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
    await outlook.openPane('Yusuf Ormerod');
    await untilText(outlook.status, 'Not tracked');
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/, 3_000);
    await untilText(outlook.message('Yusuf Ormerod'), 'Tracked to Dynamics 365');
    await shoot(outlook, 'tracked');
    await outlook.close();
  }, 60_000);

  test('Set regarding finds a record, and View in CRM shows the activity', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
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
    await shoot({ page: record }, 'record-page');
    await outlook.close();
  }, 60_000);

  test('a reload and a colleague with the same mail see it tracked, by whom and when (E-02)', async () => {
    const alice = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
    await alice.openPane('Contoso renewal');
    await untilText(alice.status, 'Tracked regarding Contoso renewal');
    await alice.pane.getByText(/Tracked by you/).waitFor();
    await alice.page.reload();
    await alice.openPane('Contoso renewal');
    await untilText(alice.status, 'Tracked regarding Contoso renewal');
    await alice.close();

    const martin = await OutlookPage.open(browser, urls.outlook, 'Martin Ellery');
    await martin.openPane('Philippa Moss');
    await untilText(martin.status, 'Tracked regarding Contoso renewal');
    await martin.pane.getByText(/Tracked by Alice Harper/).waitFor();
    await martin.close();
  }, 60_000);

  test('with the CRM off the mail is pending; when it is on again it is tracked without a click, once', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
    await outlook.openPane('Helen Brookes');
    await untilText(outlook.status, 'Not tracked');
    await setCrm(outlook, 'Off (503)');
    await outlook.button('Track').click();
    await untilText(outlook.status, 'Track pending');
    await shoot(outlook, 'pending');
    await setCrm(outlook, 'Working');
    await untilText(outlook.status, /^Tracked/, 30_000);
    expect(await emailsWithSubject(urls, await subjectOf(outlook))).toHaveLength(1);
    await outlook.close();
  }, 90_000);

  test('a mail that is pending when the process is killed is tracked after the next start, once', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Alice Harper');
    await outlook.openPane('Rory Ashworth');
    await untilText(outlook.status, 'Not tracked');
    const subject = await subjectOf(outlook);
    const before = (await emailsWithSubject(urls, subject)).length;
    await setCrm(outlook, 'Off (503)');
    await outlook.button('Track').click();
    await untilText(outlook.status, 'Track pending');
    await world.local.stop('SIGKILL');
    await world.startAgain();
    await setCrm(outlook, 'Working');
    await untilText(outlook.status, /^Tracked/, 60_000);
    expect(await emailsWithSubject(urls, subject)).toHaveLength(before + 1);
    await outlook.close();
  }, 120_000);

  test('Untrack takes the category off, and deletes the copy for its owner (V-13)', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Kovács Bence', {
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
    expect(await emailsWithSubject(urls, await subjectOf(outlook))).toHaveLength(0);
    await outlook.close();
  }, 60_000);

  test('a person with few rights is told so, and nothing is tracked', async () => {
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Vass Dorka');
    await outlook.messages.first().click();
    await outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();
    const track = outlook.pane.getByRole('button', { name: 'Nyomon követés', exact: true });
    await track.click();
    await untilText(outlook.status, 'szerepköre');
    await shoot(outlook, 'forbidden');
    expect(await emailsWithSubject(urls, await subjectOf(outlook))).toHaveLength(0);
    await outlook.close();
  }, 60_000);

  test('a second factor that the administrator demands is asked for once, then the pane goes on', async () => {
    const policies = `${urls.entra}/_sandbox/policies`;
    await fetch(policies, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ effect: 'second-factor', resource: dataverseAppId }),
    });
    const outlook = await OutlookPage.open(browser, urls.outlook, 'Martin Ellery');
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
    expect(await world.local.stop('SIGINT')).toBe(0);
    expect(performance.now() - started).toBeLessThan(5_000);
    await world.startAgain();
  }, 60_000);
});
