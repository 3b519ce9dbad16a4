import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, FrameLocator } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { emailsWithSubject } from '../support/crm.ts';
import { shoot, startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;
let outlook: OutlookPage;

const form = () => outlook.page.getByRole('region', { name: 'Message being written' });
const editor = (): FrameLocator =>
  outlook.page.frameLocator('iframe[title="Editor of the message body"]');
const subject = () => form().getByRole('textbox', { name: 'Subject' });
const outlookButton = (name: string) =>
  outlook.page.getByRole('button', { name, exact: true }).first();
const back = () => outlook.button('Back').click();

/** Opens a new message with the pane beside it. */
async function write(): Promise<void> {
  await outlookButton('New mail').click();
  await form().waitFor();
  await form().getByRole('button', { name: 'Regarding', exact: true }).click();
  await untilText(outlook.status, 'Not tracked');
}

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
  outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
}, 180_000);

afterAll(() => world.close(), 30_000);

describe('Writing a mail in Outlook', () => {
  test('a recipient found in the CRM is added, and their card is there at once (L-07, CMP-04)', async () => {
    await write();
    await outlook.button('Find recipients').click();
    await outlook.pane.getByRole('searchbox').fill('Helen Brookes');
    await outlook.button('Add').first().click();
    await form().getByRole('listbox', { name: 'To' }).getByText('Helen Brookes').waitFor();
    await shoot(outlook, 'compose-recipients');
    await back();
    await outlook.pane.getByText(/Managing Director/).waitFor();
  }, 60_000);

  test('a template is inserted, filled from the recipient, with its subject (CMP-01)', async () => {
    await outlook.button('Insert').click();
    await outlook.pane.getByRole('button', { name: /Thank you for your enquiry/ }).click();
    await outlook.pane.getByText('Dear Helen').waitFor();
    await shoot(outlook, 'compose-template');
    await outlook.pane.getByRole('button', { name: 'Insert', exact: true }).click();
    await outlook.pane.getByText('It’s inserted').waitFor();
    await editor().getByText('Dear Helen').waitFor();
    expect(await subject().inputValue()).toBe('Thank you for your enquiry, Helen');
  }, 60_000);

  test('an article, a brochure and a link to a record are inserted (CMP-02, CMP-03, CMP-06)', async () => {
    await outlook.button('Article').click();
    await outlook.pane.getByRole('button', { name: /Connecting a gateway/ }).click();
    await outlook.button('Insert text').click();
    await editor().getByText('Open port 8883').waitFor();
    await outlook.button('Brochure').click();
    await outlook.pane.getByRole('button', { name: /Instruments for plants/ }).click();
    await outlook.button('Attach').click();
    await form()
      .getByRole('list', { name: 'Attached files' })
      .getByText('Instruments for plants.txt')
      .waitFor();
    await shoot(outlook, 'compose-literature');
    await outlook.button('Link').click();
    await outlook.pane.getByRole('combobox').fill('Contoso ren');
    await outlook.pane.getByRole('option', { name: /Contoso renewal/ }).click();
    await outlook.button('Insert link').click();
    await editor().getByRole('link', { name: 'Contoso renewal (Opportunity)' }).waitFor();
    await shoot(outlook, 'compose-link');
    await back();
  }, 60_000);

  test('marked as tracked, it is in the CRM once it is sent (E-08, E-09, I-03)', async () => {
    await subject().fill('Our enquiry of today');
    await outlook.button('Set regarding').click();
    await outlook.pane.getByRole('combobox').fill('Contoso ren');
    await outlook.pane.getByRole('option', { name: /Contoso renewal/ }).click();
    await untilText(outlook.status, 'Will be tracked when you send it');
    await shoot(outlook, 'compose-marked');
    expect(await emailsWithSubject(local.urls, 'Our enquiry of today')).toEqual([]);
    await outlookButton('Send').click();
    await form().waitFor({ state: 'detached' });
    await outlook.page.getByRole('navigation', { name: 'Folders' }).getByText('Sent Items').click();
    await outlook.openPane('Our enquiry of today');
    await untilText(outlook.status, 'Tracked regarding Contoso renewal', 30_000);
    expect(await emailsWithSubject(local.urls, 'Our enquiry of today')).toHaveLength(1);
    await shoot(outlook, 'compose-sent');
  }, 90_000);
});
