import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import axe from 'axe-core';
import type { Event, EventMessage } from '@microsoft/microsoft-graph-types';
import { Tour } from '../support/outlook/tour.ts';
import { anna, bela } from '../support/people.ts';

jest.setTimeout(60_000);

let tour: Tour;

beforeAll(async () => {
  tour = await Tour.start();
  await tour.visit(anna, '#/calendar/2026-12-01');
});

afterAll(() => tour.close());

async function graph<T>(path: string, person = anna, body?: object): Promise<T> {
  const method = body ? 'POST' : 'GET';
  const answer = await tour.outlook.graph.call(person.id, { method, path, ...(body && { body }) });
  return answer.body as T;
}

const form = () => tour.page.getByRole('region', { name: 'Appointment being written' });
const button = (name: string | RegExp) => tour.page.getByRole('button', { name, exact: true });
const events = async (person = anna): Promise<Event[]> =>
  (await graph<{ value: Event[] }>('/me/events', person)).value;
const inbox = async (person = bela): Promise<EventMessage[]> =>
  (await graph<{ value: EventMessage[] }>('/me/mailFolders/inbox/messages', person)).value;
const closed = () => form().waitFor({ state: 'detached' });
const field = (name: string) => form().getByLabel(name, { exact: true });

/** What is in the calendar at an address. */
async function openEvent(day: string, name: RegExp, person = anna): Promise<void> {
  await tour.visit(person, `#/calendar/${day}`);
  await tour.page
    .getByRole('region', { name: 'Agenda' })
    .getByRole('button', { name })
    .first()
    .click();
  await tour.page.getByRole('heading', { level: 2, name }).waitFor();
}

describe('An organizer', () => {
  test('writes an appointment for oneself', async () => {
    await button('New event').click();
    await form().getByRole('textbox', { name: 'Title' }).fill('Focus');
    await field('Start date').fill('2026-12-01');
    await field('Start time').fill('09:00');
    await field('Location').fill('Library');
    await form().getByRole('switch', { name: 'Private' }).check();
    await form().getByRole('combobox', { name: 'Show as' }).selectOption('oof');
    await form().getByRole('combobox', { name: 'Reminder' }).selectOption('5');
    await button('Save').click();
    await closed();
    expect(await events()).toMatchObject([
      {
        subject: 'Focus',
        start: { dateTime: expect.stringMatching(/^2026-12-01T08:00:00/) },
        end: { dateTime: expect.stringMatching(/^2026-12-01T08:30:00/) },
        location: { displayName: 'Library' },
        sensitivity: 'private',
        showAs: 'oof',
        reminderMinutesBeforeStart: 5,
      },
    ]);
    await tour.page.getByRole('button', { name: /Focus/ }).waitFor();
  });

  test('changes an appointment', async () => {
    await openEvent('2026-12-01', /Focus/);
    await button('Edit').click();
    expect(await field('Start time').inputValue()).toBe('09:00');
    await form().getByRole('switch', { name: 'All day' }).check();
    await button('Save').click();
    await closed();
    expect(await events()).toMatchObject([
      {
        isAllDay: true,
        start: { dateTime: expect.stringMatching(/^2026-12-01T00:00:00/) },
        end: { dateTime: expect.stringMatching(/^2026-12-02T00:00:00/) },
      },
    ]);
  });

  test('cannot send what ends before it starts', async () => {
    await button('New event').click();
    await field('Start date').fill('2026-12-02');
    await field('End date').fill('2026-12-01');
    await form().getByRole('alert').waitFor();
    expect(await button('Save').isDisabled()).toBe(true);
    await button('Discard').click();
    await closed();
  });

  test('invites to a series, and the invitation is in the other’s inbox', async () => {
    await button('New event').click();
    await form().getByRole('textbox', { name: 'Title' }).fill('Weekly');
    await form().getByRole('combobox', { name: 'Required attendees' }).fill(bela.mail);
    await tour.page.keyboard.press('Enter');
    await field('Start date').fill('2026-12-01');
    await field('Start time').fill('14:00');
    await form().getByRole('combobox', { name: 'Repeat' }).selectOption('weekly');
    await field('Until').fill('2026-12-22');
    await form().getByText('Saved', { exact: true }).waitFor();
    expect(await inbox()).toEqual([]);
    await button('Send').click();
    await closed();
    expect(await inbox()).toMatchObject([
      { subject: 'Weekly', meetingMessageType: 'meetingRequest' },
    ]);
    const [series] = (await events()).filter(({ subject }) => subject === 'Weekly');
    expect(series?.recurrence).toMatchObject({
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
      range: { type: 'endDate', startDate: '2026-12-01', endDate: '2026-12-22' },
    });
  });

  test('opens one meeting of a series or the whole series', async () => {
    await openEvent('2026-12-08', /Weekly/);
    await button('Edit').click();
    await tour.page.getByRole('menuitem', { name: 'This event' }).click();
    expect(await field('Start date').inputValue()).toBe('2026-12-08');
    expect(await form().getByRole('combobox', { name: 'Repeat' }).count()).toBe(0);
    await field('Location').fill('Room 8');
    await button('Send update').click();
    await closed();
    await openEvent('2026-12-15', /Weekly/);
    await button('Edit').click();
    await tour.page.getByRole('menuitem', { name: 'The whole series' }).click();
    expect(await field('Start date').inputValue()).toBe('2026-12-01');
    expect(await form().getByRole('combobox', { name: 'Repeat' }).inputValue()).toBe('weekly');
    expect(await field('Location').inputValue()).toBe('');
    await field('Location').fill('Nowhere');
    await form().getByText('Changes not saved yet').waitFor();
    await button('Close').click();
    await tour.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await closed();
    const [series] = (await events()).filter(({ subject }) => subject === 'Weekly');
    expect(series?.location?.displayName).toBe('');
  });
});

describe('Somebody invited', () => {
  const bar = () => tour.page.getByRole('region', { name: 'Answer the invitation' });

  test('reads the invitation with office.js', async () => {
    await tour.visit(bela);
    // The update of one meeting may have come after it.
    await tour.page.getByRole('option', { name: 'Weekly' }).last().click();
    await bar().waitFor();
    await tour.openPane();
    const item = 'Office.context.mailbox.item';
    expect(await tour.run(`${item}.itemClass`)).toBe('IPM.Schedule.Meeting.Request');
    expect(await tour.run(`${item}.start.toISOString()`)).toBe('2026-12-01T13:00:00.000Z');
    expect(await tour.run(`${item}.recurrence.recurrenceType`)).toBe('weekly');
    expect(await tour.run(`${item}.recurrence.seriesTime.getStartTime()`)).toBe('T14:00:00.000');
    expect(await tour.run(`${item}.seriesId`)).toBeNull();
    await button('Close').click();
  });

  test('accepts in the inbox, and the organizer hears of it', async () => {
    await bar().getByRole('button', { name: 'Accept' }).click();
    await tour.page.waitForFunction(() => document.body.innerText.includes('You accepted.'));
    expect(await inbox(anna)).toMatchObject([
      { meetingMessageType: 'meetingAccepted', subject: expect.stringContaining('Weekly') },
    ]);
  });

  test('declines in the calendar', async () => {
    await openEvent('2026-12-01', /Weekly/, bela);
    await tour.openPane();
    const item = 'Office.context.mailbox.item';
    expect(await tour.run(`${item}.itemType`)).toBe('appointment');
    expect(await tour.run(`${item}.organizer.emailAddress`)).toBe(anna.mail);
    expect(await tour.run(`${item}.requiredAttendees[0].emailAddress`)).toMatch(/bela@/i);
    expect(await tour.run(`${item}.seriesId.length > 20`)).toBe(true);
    expect(await tour.run(`${item}.recurrence.recurrenceProperties.days`)).toEqual(['tue']);
    expect(await tour.item('enhancedLocation.getAsync')).toEqual({ value: [] });
    await button('Close').click();
    await button('Tentative').click();
    await tour.page.getByRole('button', { name: 'Tentative', pressed: true }).waitFor();
  });

  test('hears when the meeting is cancelled', async () => {
    await openEvent('2026-12-22', /Weekly/);
    await button('Cancel meeting').click();
    const dialog = tour.page.getByRole('dialog', { name: 'Cancel meeting' });
    await dialog.getByRole('textbox', { name: 'Message' }).fill('Another time.');
    await dialog.getByRole('button', { name: 'Send cancellation' }).click();
    await dialog.waitFor({ state: 'detached' });
    await tour.page.getByText('Nothing this week.').waitFor();
    const types = (await inbox()).map(({ meetingMessageType }) => meetingMessageType);
    expect(types).toContain('meetingCancelled');
  });
});

describe('office.js in the form of an appointment', () => {
  beforeAll(async () => {
    await tour.visit(anna, '#/calendar/2026-12-01');
    await button('New event').click();
    await tour.openPane();
  });
  afterAll(async () => {
    await button('Discard').click();
    await closed();
  });

  test('reads and writes its times', async () => {
    const start = Date.UTC(2026, 11, 3, 9);
    await tour.item('start.setAsync', `new Date(${start})`);
    expect(await tour.heard('AppointmentTimeChanged')).toMatchObject({
      args: { start: '2026-12-03T09:00:00.000Z', end: '2026-12-03T09:30:00.000Z' },
    });
    await tour.item('end.setAsync', `new Date(${start + 3_600_000})`);
    expect(await tour.item('end.setAsync', `new Date(${start - 1})`)).toEqual({ error: 9010 });
    expect(
      await tour.run(`window.call((done) => Office.context.mailbox.item.end.getAsync((result) =>
        done({ ...result, status: result.status, value: result.value.toISOString() })))`),
    ).toEqual({ value: '2026-12-03T10:00:00.000Z' });
    expect(await field('End time').inputValue()).toBe('11:00');
  });

  test('reads and writes its places', async () => {
    await tour.item('location.setAsync', '"Room 1"');
    expect(await tour.item('location.getAsync')).toEqual({ value: 'Room 1' });
    const room = { id: 'room2@fabrikam.example', type: 'room' };
    await tour.heard('EnhancedLocationsChanged');
    await tour.item('enhancedLocation.addAsync', JSON.stringify([room]));
    expect(await tour.heard('EnhancedLocationsChanged')).toMatchObject({
      args: { enhancedLocations: [{}, { locationIdentifier: room }] },
    });
    await tour.item('enhancedLocation.removeAsync', '[{ id: "Room 1", type: "custom" }]');
    expect(await tour.item('enhancedLocation.getAsync')).toEqual({
      value: [{ locationIdentifier: room, displayName: room.id, emailAddress: room.id }],
    });
  });

  test('reads and writes its attendees and knows its organizer', async () => {
    await tour.item('requiredAttendees.setAsync', JSON.stringify([bela.mail]));
    expect(await tour.heard('RecipientsChanged')).toMatchObject({
      args: { changedRecipientFields: { requiredAttendees: true, optionalAttendees: false } },
    });
    await tour.item('optionalAttendees.addAsync', '["x@contoso.example"]');
    expect(await tour.item('optionalAttendees.getAsync')).toMatchObject({
      value: [{ emailAddress: 'x@contoso.example' }],
    });
    expect(await tour.item('organizer.getAsync')).toMatchObject({
      value: { emailAddress: anna.mail },
    });
  });

  test('makes it a series and reads that back', async () => {
    await tour.run(`window.seriesTime = new Office.SeriesTime();
      seriesTime.setStartDate('2026-12-07'); seriesTime.setEndDate('2027-01-31');
      seriesTime.setStartTime('T10:30:00.000'); seriesTime.setDuration(45);`);
    const recurrence = `{
      seriesTime, recurrenceType: 'weekly', recurrenceTimeZone: { name: 'Central Europe Standard Time' },
      recurrenceProperties: { interval: 2, days: ['mon', 'wed'], firstDayOfWeek: 'mon' },
    }`;
    expect(await tour.item('recurrence.setAsync', recurrence)).toEqual({});
    expect(await tour.heard('RecurrenceChanged')).toMatchObject({
      args: { recurrence: { recurrenceType: 'weekly' } },
    });
    expect(
      await tour.run(`window.call((done) => Office.context.mailbox.item.recurrence.getAsync(({ status, value }) =>
        done({ status, value: {
          ...value, time: value.seriesTime.getStartTime(), end: value.seriesTime.getEndDate(),
          minutes: value.seriesTime.getDuration(), seriesTime: undefined } })))`),
    ).toMatchObject({
      value: {
        recurrenceType: 'weekly',
        recurrenceProperties: { interval: 2, days: ['mon', 'wed'], firstDayOfWeek: 'mon' },
        time: 'T10:30:00.000',
        end: '2027-01-31',
        minutes: 45,
      },
    });
    expect(await field('Start date').inputValue()).toBe('2026-12-07');
    expect(await form().getByRole('combobox', { name: 'Repeat' }).inputValue()).toBe('own');
    await tour.item('recurrence.setAsync', 'null');
    expect(await form().getByRole('combobox', { name: 'Repeat' }).inputValue()).toBe('once');
  });

  test('reads and writes whether it lasts all day, and its sensitivity', async () => {
    await tour.item('isAllDayEvent.setAsync', 'true');
    expect(await tour.item('isAllDayEvent.getAsync')).toEqual({ value: true });
    await tour.item('isAllDayEvent.setAsync', 'false');
    await tour.item('sensitivity.setAsync', '"private"');
    expect(await tour.item('sensitivity.getAsync')).toEqual({ value: 'private' });
    expect(await form().getByRole('switch', { name: 'Private' }).isChecked()).toBe(true);
  });

  test('writes title and body and attaches files', async () => {
    await tour.item('subject.setAsync', '"From the add-in"');
    await tour.item('body.setAsync', '"<p>Agenda</p>"', '{ coercionType: "html" }');
    const content = Buffer.from('x').toString('base64');
    await tour.item('addFileAttachmentFromBase64Async', `"${content}"`, '"a.txt"');
    expect(await tour.item('getAttachmentsAsync')).toMatchObject({ value: [{ name: 'a.txt' }] });
    expect(await tour.item('sessionData.setAsync', '"a"', '"1"')).toEqual({});
    expect(await tour.item('sessionData.getAsync', '"a"')).toEqual({ value: '1' });
  });

  test('saves without telling the attendees', async () => {
    const before = (await inbox()).length;
    const { value } = await tour.item('saveAsync');
    const id = tour.outlook.graph.fromAnyId(String(value));
    expect(await graph<Event>(`/me/events/${id}`)).toMatchObject({
      subject: 'From the add-in',
      attendees: [],
    });
    expect(await inbox()).toHaveLength(before);
  });

  test('answers every method it was asked', async () => {
    expect(
      await tour.page.evaluate(() => window.officeHostTrace?.filter((one) => one.unsupported)),
    ).toEqual([]);
  });
});

test.each(['light', 'dark'] as const)(
  'The form has no accessibility faults, %s',
  async (scheme) => {
    await tour.page.emulateMedia({ colorScheme: scheme });
    await button('New event').click();
    await form().getByRole('combobox', { name: 'Repeat' }).selectOption('daily');
    await tour.page.evaluate(axe.source);
    const violations = await tour.page.evaluate(async () => {
      const { axe: run } = window as unknown as { axe: typeof axe };
      return (await run.run(document)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
    await button('Discard').click();
    await closed();
  },
);
