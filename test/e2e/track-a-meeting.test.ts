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

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const pinned = (outlook: OutlookPage) =>
  outlook.page.getByRole('button', { name: 'Regarding', exact: true }).click();

/** Opens a meeting of this week or one of the next, and the pane beside it. */
async function openMeeting(outlook: OutlookPage, name: string | RegExp): Promise<void> {
  const meeting = outlook.page
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name })
    .first();
  for (const days of [0, 7, 14]) {
    await outlook.page.evaluate((day) => {
      location.hash = `#/calendar/${day}`;
    }, dayFromNow(days));
    const found = await meeting.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (found) break;
  }
  await meeting.click();
  await outlook.page.getByRole('heading', { level: 2, name }).waitFor();
  await pinned(outlook);
  await outlook.status.waitFor();
}

describe('tracking a real meeting in Outlook', () => {
  test('an organizer sees what will happen, and tracks one meeting of a series (A-01, I-02)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await openMeeting(outlook, /Sales meeting/);
    await untilText(outlook.status, 'Not tracked');
    await outlook.pane.getByText(/It repeats every/).waitFor();
    await outlook.pane.getByText('Your attendees aren’t notified', { exact: false }).waitFor();
    expect(await outlook.pane.getByLabel('This meeting only').isChecked()).toBe(true);
    await shoot(outlook, 'meeting-series');
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/, 10_000);
    await shoot(outlook, 'meeting-tracked');
    await outlook.close();
  }, 90_000);

  test('an attendee tracks the whole series, which the worker finishes (A-03, A-05, I-05)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper', {
      colorScheme: 'dark',
    });
    await openMeeting(outlook, /Morning stand-up/);
    await untilText(outlook.status, 'Not tracked');
    await outlook.pane.getByText('You’re an attendee', { exact: false }).waitFor();
    await outlook.pane.getByLabel('The whole series').check();
    await shoot(outlook, 'meeting-attendee-dark');
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/, 20_000);
    await outlook.pane.getByText('The whole series is tracked', { exact: false }).waitFor();
    await shoot(outlook, 'meeting-series-tracked-dark');
    await outlook.close();
  }, 90_000);

  test('its organizer sees the series tracked, by whom (fault 32)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Martin Ellery');
    await openMeeting(outlook, /Morning stand-up/);
    await untilText(outlook.status, /^Tracked/);
    await outlook.pane.getByText(/Tracked by Alice Harper/).waitFor();
    await outlook.close();
  }, 90_000);

  test('a new meeting is saved in the calendar first, then tracked, and nobody is invited yet (A-01)', async () => {
    const outlook = await OutlookPage.open(browser, local.urls.outlook, 'Alice Harper');
    await outlook.page.evaluate((day) => {
      location.hash = `#/calendar/${day}`;
    }, dayFromNow(1));
    await outlook.page.getByRole('button', { name: 'New event', exact: true }).click();
    const form = outlook.page.getByRole('region', { name: 'Appointment being written' });
    await form.getByRole('textbox', { name: 'Title' }).fill('Written just now');
    await form.getByRole('combobox', { name: 'Required attendees' }).fill('guest@outside.example');
    await outlook.page.keyboard.press('Enter');
    await form.getByRole('button', { name: 'Regarding', exact: true }).click();
    await untilText(outlook.status, 'Not tracked');
    await outlook.pane
      .getByText('Invitations go out only when you send it', { exact: false })
      .waitFor();
    await shoot(outlook, 'meeting-new');
    await outlook.button('Track').click();
    await untilText(outlook.status, /^Tracked/, 15_000);
    await form.getByText('Saved', { exact: true }).waitFor();
    await shoot(outlook, 'meeting-new-tracked');
    await outlook.close();
  }, 90_000);
});
