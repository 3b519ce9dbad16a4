import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { shoot, startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
}, 180_000);

afterAll(() => world.close(), 30_000);

describe('Making records from a mail', () => {
  test('a new opportunity becomes what the mail is regarding (E-05, UI-12)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Yusuf Ormerod');
    await untilText(outlook.status, 'Not tracked');
    await outlook.button('Set regarding').click();
    await outlook.button('New record').click();
    await outlook.button('Opportunity').click();
    const topic = outlook.pane.getByLabel(/^Topic/);
    expect(await topic.inputValue()).toBe('Offer for remote monitoring licence');
    await topic.fill('Monitoring for Yusuf');
    await shoot(outlook, 'new-opportunity');
    await outlook.button('Save and set regarding').click();
    await untilText(outlook.status, 'Tracked regarding Monitoring for Yusuf');
    await outlook.close();
  }, 60_000);

  test('the unknown sender becomes a contact, and the mail is tracked (UI-10, UI-11)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.openPane('Do you repair older units?');
    await untilText(outlook.status, 'Not tracked');
    const sender = outlook.pane.getByRole('listitem').filter({ hasText: 'mailbox.example' });
    await sender.getByRole('button', { name: 'Add as contact' }).click();
    await outlook.pane.getByText('Track this message, regarding the new record').waitFor();
    await outlook.pane.getByLabel(/^Last Name/).waitFor();
    await shoot(outlook, 'add-contact');
    await outlook.button('Save contact').click();
    await untilText(outlook.status, /^Tracked regarding/);
    await sender.getByText('Not in the CRM yet').waitFor({ state: 'detached' });
    await outlook.close();
  }, 60_000);
});
