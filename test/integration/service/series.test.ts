import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contextResponse, itemState } from '../../../src/contracts/item.ts';
import { must } from '../../../src/lib/must.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import { eventually } from '../../support/eventually.ts';
import { arrange, calendarOf, copyOf, instancesOf, opened } from '../../support/meetings.ts';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const trackedCategory = 'Tracked to Dynamics 365';
const account = { table: 'account', id: ids.account };

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
  await regarding.addWorker();
}, 60_000);
afterAll(() => regarding.close());

type Opened = ReturnType<typeof opened>;

const track = async (person: DirectoryUser, { item }: Opened, more: object = {}) =>
  itemState.parse((await regarding.call(person, '/api/items/track', { item, ...more })).body);
const context = async (person: DirectoryUser, asked: Opened) =>
  contextResponse.parse((await regarding.call(person, '/api/items/context', asked)).body);
const settled = async (person: DirectoryUser, asked: Opened) =>
  eventually(
    () => context(person, asked),
    ({ item }) => item.state !== 'pending',
  );
const master = async (key: string) => regarding.crm(anna, `recurringappointmentmasters(${key})`);
const appointment = async (key: string) => regarding.crm(anna, `appointments(${key})`);

const weekly = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'], firstDayOfWeek: 'monday' },
  range: {
    type: 'noEnd',
    startDate: '2027-03-01',
    recurrenceTimeZone: 'Central European Standard Time',
  },
};

/** A series of Anna's with the customer and Béla, and its second and third meetings. */
async function series(subject: string, recurrence: object = weekly, start = '2027-03-01') {
  const event = await arrange(regarding, anna, {
    subject,
    start: `${start}T10:00:00`,
    required: [customer, { name: bela.displayName, address: bela.mail }],
    more: { recurrence },
  });
  const [, second, third] = await instancesOf(regarding, anna, event, [
    start,
    `${start.slice(0, 4)}-06-01`,
  ]);
  return {
    event,
    whole: opened(anna, event),
    second: opened(anna, must(second, 'the second meeting')),
    third: opened(anna, must(third, 'the third meeting')),
  };
}

describe('A whole series', () => {
  test('is accepted at once, and the worker has it in the CRM within seconds (A-05, I-05)', async () => {
    const { second, third, event } = await series('Weekly');
    expect((await context(anna, second)).meeting).toMatchObject({ kind: 'part' });
    const accepted = await track(anna, second, { series: true, regarding: account });
    expect(accepted).toMatchObject({ state: 'pending', isSeries: true, problem: null });
    const { item } = await settled(anna, second);
    expect(item).toMatchObject({ state: 'tracked', isSeries: true, regarding: account });
    expect(item.activityUrl).toContain('etn=recurringappointmentmaster');
    expect((await master(item.key)).body).toMatchObject({
      subject: 'Weekly',
      recurrencepatterntype: 1,
      interval: 1,
      daysofweekmask: 2,
      patternstartdate: '2027-03-01T00:00:00Z',
      patternendtype: 1,
      starttime: '2027-03-01T10:00:00Z',
      _regardingobjectid_value: ids.account,
      statecode: 3,
    });
    // Every meeting of it is tracked with it.
    expect((await context(anna, third)).item).toMatchObject({ key: item.key, isSeries: true });
    const marked = await calendarOf(regarding, anna, 'GET', `/events/${event.id}`);
    expect(marked.categories).toEqual([trackedCategory]);
  });

  test('is one for organizer and attendee, whichever meeting of it was open (fault 32)', async () => {
    const { whole, event } = await series('Everybody’s');
    const { key } = await track(anna, whole);
    await settled(anna, whole);
    const copy = await copyOf(regarding, bela, event);
    const [first] = await instancesOf(regarding, bela, copy, ['2027-03-01', '2027-03-07']);
    const { item, meeting } = await context(bela, opened(bela, must(first, 'the first meeting')));
    expect(item).toMatchObject({ key, state: 'tracked', isSeries: true });
    expect(meeting).toMatchObject({ kind: 'part', isOrganizer: false });
  });

  test('that began before goes into the CRM from its next meeting on (AP-24)', async () => {
    const begun = { ...weekly, range: { ...weekly.range, startDate: '2020-03-02' } };
    const { whole } = await series('Long running', begun, '2020-03-02');
    await track(anna, whole);
    const { item } = await settled(anna, whole);
    expect(item.state).toBe('tracked');
    const body = (await master(item.key)).body as Record<'starttime' | 'patternstartdate', string>;
    const now = Date.now();
    const starts = Date.parse(body.starttime);
    expect(starts).toBeGreaterThan(now - 60 * 60_000);
    expect(starts).toBeLessThan(now + 8 * 24 * 60 * 60_000);
    expect(body.patternstartdate.slice(0, 10)).toBe(body.starttime.slice(0, 10));
  });

  test('that is over can only be tracked meeting by meeting', async () => {
    const over = {
      ...weekly,
      range: { ...weekly.range, type: 'numbered', startDate: '2020-03-02', numberOfOccurrences: 4 },
    };
    const { whole, second } = await series('Over', over, '2020-03-02');
    await track(anna, whole);
    expect((await settled(anna, whole)).item).toMatchObject({
      state: 'failed',
      problem: 'series-unsupported',
    });
    expect(await track(anna, second, { series: true })).toMatchObject({ isSeries: true });
  });

  test('that is private is refused at once where nobody confirmed (AP-26)', async () => {
    const event = await arrange(regarding, anna, {
      more: { recurrence: weekly, sensitivity: 'private' },
    });
    const whole = opened(anna, event);
    expect(await track(anna, whole)).toMatchObject({ state: 'failed', problem: 'private' });
    await track(anna, whole, { evenIfPrivate: true });
    expect((await settled(anna, whole)).item.state).toBe('tracked');
  });

  test('can be untracked from any meeting of it, which deletes it for its owner', async () => {
    const { second, third, event } = await series('To be untracked');
    await track(anna, second, { series: true });
    const { item } = await settled(anna, second);
    const gone = await regarding.call(anna, '/api/items/untrack', { item: third.item });
    expect(gone.body).toMatchObject({ state: 'not-tracked' });
    expect((await master(item.key)).status).toBe(404);
    const marked = await calendarOf(regarding, anna, 'GET', `/events/${event.id}`);
    expect(marked.categories).toEqual([]);
  });
});

describe('One meeting of a series', () => {
  test('is tracked alone, at once, and the others are not (I-02)', async () => {
    const { second, third } = await series('Just one');
    const state = await track(anna, second);
    expect(state).toMatchObject({ state: 'tracked', isSeries: false });
    expect((await appointment(state.key)).body).toMatchObject({
      subject: 'Just one',
      scheduledstart: '2027-03-08T10:00:00Z',
    });
    expect((await context(anna, third)).item.state).toBe('not-tracked');
  });

  test('keeps its appointment when it is moved (fault 31)', async () => {
    const { second } = await series('Moved');
    const { key } = await track(anna, second);
    await calendarOf(regarding, anna, 'PATCH', `/events/${second.item.itemId}`, {
      start: { dateTime: '2027-03-09T14:00:00', timeZone: 'UTC' },
      end: { dateTime: '2027-03-09T15:00:00', timeZone: 'UTC' },
    });
    expect((await track(anna, second)).key).toBe(key);
    expect((await appointment(key)).body).toMatchObject({
      scheduledstart: '2027-03-09T14:00:00Z',
    });
  });

  test('keeps the organizer’s wall time over the change to summer time (fault 30)', async () => {
    const event = await arrange(regarding, anna, {
      more: {
        start: { dateTime: '2027-03-22T09:00:00', timeZone: 'Central European Standard Time' },
        end: { dateTime: '2027-03-22T10:00:00', timeZone: 'Central European Standard Time' },
        recurrence: { ...weekly, range: { ...weekly.range, startDate: '2027-03-22' } },
      },
    });
    const days = await instancesOf(regarding, anna, event, ['2027-03-20', '2027-04-04']);
    const starts: unknown[] = [];
    for (const day of days) {
      const { key } = await track(anna, opened(anna, day));
      const { body } = await appointment(key);
      starts.push((body as Record<string, unknown>)['scheduledstart']);
    }
    expect(starts).toEqual(['2027-03-22T08:00:00Z', '2027-03-29T07:00:00Z']);
  });
});
