import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LocalProcess } from '../../src/bin/local/spawn-local.ts';
import { Mailbox } from '../../src/bin/tour/world.ts';
import { shoot, startLocalOutlook, type LocalOutlook } from '../support/local-outlook.ts';
import { OutlookPage, untilText } from '../support/outlook-page.ts';

let world: LocalOutlook;
let local: LocalProcess;
let browser: Browser;
/** As To Do and People write to it. */
let mailbox: Mailbox;

beforeAll(async () => {
  world = await startLocalOutlook();
  ({ local, browser } = world);
  mailbox = await Mailbox.of(local.urls, 'alice.harper@fabrikam.example');
}, 180_000);

afterAll(() => world.close(), 30_000);

interface OpenOptions {
  person?: string;
  colorScheme?: 'light' | 'dark';
}

async function openPage(
  name: 'Contacts' | 'Tasks',
  { person = 'Alice Harper', colorScheme = 'light' }: OpenOptions = {},
): Promise<OutlookPage> {
  const outlook = await OutlookPage.open(browser, local.urls.outlook, person, { colorScheme });
  await outlook.openPane('Philippa Moss');
  await outlook.button('More').click();
  await outlook.button(name).click();
  await outlook.pane.getByRole('heading', { name, level: 1 }).waitFor();
  return outlook;
}

describe('contacts in the pane', () => {
  test('A contact of the CRM comes into Outlook and is tracked there (C-01, C-02, CT-01)', async () => {
    const outlook = await openPage('Contacts', { person: 'Martin Ellery' });
    await outlook.pane.getByText('No contacts in Outlook').waitFor();
    await shoot(outlook, 'contacts-empty');
    await outlook.pane.getByRole('tab', { name: 'CRM' }).click();
    await outlook.pane.getByRole('searchbox').fill('Philippa');
    await outlook.pane.getByRole('checkbox', { name: /^Select Philippa Moss/ }).check();
    await shoot(outlook, 'contacts-crm');
    await outlook.button('Add to Outlook').click();
    await outlook.pane.getByText('In Outlook', { exact: true }).first().waitFor();
    await outlook.pane.getByRole('tab', { name: 'Outlook' }).click();
    await outlook.pane.getByRole('button', { name: /^Philippa Moss.*Tracked/ }).click();
    await outlook.pane.getByRole('button', { name: /^E-mail/ }).waitFor();
    await shoot(outlook, 'contacts-outlook');
    await outlook.close();
  }, 90_000);

  test('A contact of Outlook is tracked by one click, and untracking asks about the copy (C-03, C-04)', async () => {
    for (const [givenName, surname, companyName] of [
      ['Ilona', 'Nagy', 'Acél Kft.'],
      ['Béla', 'Kis', ''],
      ['Zoë', 'Van der Meer-Papadopoulos', 'The Very Long Company Name of Rotterdam'],
    ] as const) {
      await mailbox.call('/contacts', {
        givenName,
        surname,
        companyName,
        jobTitle: 'Buyer',
        emailAddresses: [{ address: `${givenName.toLowerCase()}@elsewhere.example` }],
        businessPhones: ['+36 1 234 5678'],
      });
    }
    const outlook = await openPage('Contacts', { colorScheme: 'dark' });
    await outlook.pane.getByRole('checkbox', { name: 'Select Ilona Nagy' }).check();
    await outlook.pane.getByRole('checkbox', { name: 'Select Béla Kis' }).check();
    await shoot(outlook, 'contacts-selected-dark');
    await outlook.button('Track').click();
    await outlook.pane.getByRole('button', { name: /^Ilona Nagy.*Tracked/ }).waitFor();
    await outlook.pane.getByRole('checkbox', { name: 'Select Ilona Nagy' }).check();
    await outlook.button('Untrack').click();
    await outlook.pane.getByRole('heading', { name: 'Untrack 1 contact' }).waitFor();
    await shoot(outlook, 'contacts-untrack-dark');
    await outlook.button('Keep in the CRM').click();
    await outlook.pane.getByRole('button', { name: /^Ilona Nagy.*Not tracked/ }).waitFor();
    await outlook.close();
  }, 90_000);
});

describe('tasks in the pane', () => {
  test('A task of To Do is tracked with what it is regarding (TK-01, TK-07)', async () => {
    const lists = await mailbox.call("/todo/lists?$filter=wellknownListName eq 'defaultList'");
    const list = `/todo/lists/${lists.value[0]?.id ?? ''}/tasks`;
    const due = { dateTime: '2026-11-26T00:00:00', timeZone: 'UTC' };
    await mailbox.call(list, { title: 'Send the offer', dueDateTime: due, importance: 'high' });
    const outlook = await openPage('Tasks');
    await outlook.pane.getByRole('checkbox', { name: 'Select Send the offer' }).check();
    await outlook.button('Set regarding').click();
    await outlook.pane.getByRole('combobox', { name: 'Regarding' }).fill('Contoso ren');
    const found = outlook.pane.getByRole('listbox').getByRole('option').first();
    await found.waitFor();
    await shoot(outlook, 'tasks-regarding');
    await found.click();
    const row = outlook.pane.getByRole('button', { name: /^Send the offer/ });
    await untilText(row, /Tracked · Contoso/);
    await row.click();
    await shoot(outlook, 'tasks');
    expect(await outlook.pane.getByText('Repeats, can’t be tracked').count()).toBe(1);
    await outlook.close();
  }, 90_000);
});
