/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-explicit-any -- bodies are read as the tests know them */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pluck, startTestGraph, type GraphReply, type TestGraph } from '../../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 120_000);
afterAll(() => graph.close());

const at = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });
const post = (body: object, path = '/me/events'): Promise<GraphReply> =>
  graph.call('POST', path, { body });
const get = (path: string, headers: Record<string, string> = {}): Promise<GraphReply> =>
  graph.call('GET', path, { headers });
const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  graph.call('PATCH', `/me/events/${id}`, { body, headers });

const single = (other: object = {}) => ({
  subject: 'Single',
  start: at('2026-12-01T10:00:00'),
  end: at('2026-12-01T11:00:00'),
  ...other,
});
const series = (pattern: object, range: object, other: object = {}) =>
  single({
    subject: 'Series',
    recurrence: { pattern, range: { startDate: '2026-12-01', ...range } },
    ...other,
  });
const daily = { type: 'daily', interval: 1 };
const weekly = { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] };

const instances = async (id: string, to = '2027-12-31'): Promise<Record<string, any>[]> => {
  const query = `startDateTime=2026-01-01T00:00:00Z&endDateTime=${to}T00:00:00Z&$top=500`;
  return (await get(`/me/events/${id}/instances?${query}`)).body.value;
};
const starts = async (id: string, to?: string): Promise<string[]> =>
  (await instances(id, to)).map((one) => one['start'].dateTime.slice(0, 16));
const code = (reply: GraphReply): [number, string] => [reply.status, reply.body.error.code];

describe('An event of its own (wire 2.7)', () => {
  test('It is made with every property, changed and deleted', async () => {
    const made = await post(
      single({
        importance: 'high',
        sensitivity: 'private',
        showAs: 'oof',
        categories: ['A'],
        isReminderOn: true,
        reminderMinutesBeforeStart: 30,
        isOnlineMeeting: true,
        onlineMeetingProvider: 'teamsForBusiness',
        hideAttendees: true,
        allowNewTimeProposals: false,
        locations: [{ displayName: 'A' }, { displayName: 'B' }],
        body: { contentType: 'text', content: 'Hello' },
      }),
    );
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      importance: 'high',
      sensitivity: 'private',
      showAs: 'oof',
      categories: ['A'],
      reminderMinutesBeforeStart: 30,
      hideAttendees: true,
      allowNewTimeProposals: false,
      location: { displayName: 'A; B' },
      bodyPreview: 'Hello',
      originalStartTimeZone: 'UTC',
      seriesMasterId: null,
      recurrence: null,
    });
    expect(made.body.onlineMeeting.joinUrl).toContain('https://teams.microsoft.com/l/meetup-join/');
    expect(made.body.iCalUId).toMatch(/^040000008200E00074C5B7101A82E008/);
    const changed = await patch(made.body.id, {
      subject: 'Other',
      start: at('2026-12-02T10:00:00'),
    });
    expect(changed.body).toMatchObject({
      subject: 'Other',
      start: at('2026-12-02T10:00:00.0000000'),
      end: at('2026-12-02T11:00:00.0000000'),
    });
    expect((await graph.call('DELETE', `/me/events/${made.body.id}`)).status).toBe(204);
    expect((await get(`/me/events/${made.body.id}`)).status).toBe(404);
  });

  test.each([
    ['an unknown property', { colour: 'red' }, 400, 'RequestBodyRead'],
    [
      'an end before the start',
      { end: at('2026-12-01T09:00:00') },
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ],
    [
      'an unknown zone',
      { start: at('2026-12-01T10:00:00', 'Middle Earth') },
      400,
      'TimeZoneNotSupportedException',
    ],
    [
      'an all-day event that is not midnight to midnight',
      { isAllDay: true },
      400,
      'ErrorInvalidRequest',
    ],
    [
      'a weekly series without days',
      { recurrence: { pattern: { type: 'weekly', interval: 1 }, range: { type: 'noEnd' } } },
      400,
      'ErrorCalendarInvalidRecurrence',
    ],
    ['a time that is none', { start: at('tomorrow') }, 400, 'RequestBodyRead'],
  ])('%s is refused', async (_name, other, status, wanted) => {
    expect(code(await post(single(other)))).toEqual([status, wanted]);
  });

  test('An unknown zone in Prefer is refused, Windows and IANA names are served', async () => {
    const { body } = await post(single());
    const inZone = (zone: string) =>
      get(`/me/events/${body.id}`, { Prefer: `outlook.timezone="${zone}"` });
    expect((await inZone('Europe/Budapest')).body.start).toEqual(
      at('2026-12-01T11:00:00.0000000', 'Europe/Budapest'),
    );
    expect((await inZone('Tonga Standard Time')).body.start).toEqual(
      at('2026-12-01T23:00:00.0000000', 'Tonga Standard Time'),
    );
    expect((await inZone('UTC-11')).body.start).toEqual(
      at('2026-11-30T23:00:00.0000000', 'UTC-11'),
    );
    expect(code(await inZone('Middle Earth'))).toEqual([400, 'TimeZoneNotSupportedException']);
  });

  test('A whole day stays on its date in every zone', async () => {
    const zone = 'Tonga Standard Time';
    const { body } = await post(
      single({
        isAllDay: true,
        start: at('2026-12-24T00:00:00', zone),
        end: at('2026-12-25T00:00:00', zone),
      }),
    );
    const shown = await get(`/me/events/${body.id}`, { Prefer: 'outlook.timezone="UTC-11"' });
    expect(shown.body).toMatchObject({
      isAllDay: true,
      start: at('2026-12-24T00:00:00.0000000'),
      originalStartTimeZone: zone,
    });
  });

  test('The same transactionId makes one event; for another event it is refused', async () => {
    const body = single({ subject: 'Once', transactionId: 'once' });
    const [first, again] = [await post(body), await post(body)];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(code(await post({ ...body, subject: 'Twice' }))).toEqual([
      409,
      'ErrorDuplicateTransactionId',
    ]);
  });

  test('If-Match of another version is refused (wire 2.13)', async () => {
    const { body } = await post(single());
    const etag = body['@odata.etag'] as string;
    expect((await patch(body.id, { subject: 'A' }, { 'If-Match': etag })).status).toBe(200);
    expect(code(await patch(body.id, { subject: 'B' }, { 'If-Match': etag }))).toEqual([
      412,
      'ErrorIrresolvableConflict',
    ]);
    const gone = await graph.call('DELETE', `/me/events/${body.id}`, {
      headers: { 'If-Match': etag },
    });
    expect(gone.status).toBe(412);
  });

  test('Named properties are written, filtered and expanded', async () => {
    const id = 'String {8c1a3b1e-0000-4000-8000-000000000001} Name Link';
    await post(single({ subject: 'Named', singleValueExtendedProperties: [{ id, value: 'x' }] }));
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq 'x')`;
    const expand = `singleValueExtendedProperties($filter=id eq '${id}')`;
    const { body } = await get(
      `/me/events?$filter=${encodeURIComponent(filter)}&$expand=${encodeURIComponent(expand)}`,
    );
    expect(body.value).toMatchObject([
      { subject: 'Named', singleValueExtendedProperties: [{ value: 'x' }] },
    ]);
  });
});

describe('A series', () => {
  test.each([
    ['daily', { type: 'daily', interval: 2 }, ['12-01', '12-03', '12-05']],
    [
      'weekly',
      {
        type: 'weekly',
        interval: 2,
        daysOfWeek: ['tuesday', 'thursday'],
        firstDayOfWeek: 'monday',
      },
      ['12-01', '12-03', '12-15'],
    ],
    [
      'absoluteMonthly',
      { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
      ['12-31', '01-31', '02-28'],
    ],
    [
      'relativeMonthly',
      { type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday'], index: 'first' },
      ['12-07', '01-04', '02-01'],
    ],
    [
      'absoluteYearly',
      { type: 'absoluteYearly', interval: 1, month: 12, dayOfMonth: 24 },
      ['12-24', '12-24', '12-24'],
    ],
    [
      'relativeYearly',
      { type: 'relativeYearly', interval: 1, month: 12, daysOfWeek: ['friday'], index: 'last' },
      ['12-25', '12-31', '12-29'],
    ],
  ])('%s', async (_type, pattern, dates) => {
    const { body } = await post(series(pattern, { type: 'numbered', numberOfOccurrences: 3 }));
    const all = await starts(body.id, '2030-12-31');
    expect(all.map((one) => one.slice(5, 10))).toEqual(dates);
  });

  test('Ranges end by date, by number, or not at all', async () => {
    const byDate = await post(series(daily, { type: 'endDate', endDate: '2026-12-03' }));
    expect(await starts(byDate.body.id)).toHaveLength(3);
    expect(byDate.body.recurrence.range).toMatchObject({
      numberOfOccurrences: 0,
      recurrenceTimeZone: 'UTC',
    });
    const forever = await post(series(daily, { type: 'noEnd' }));
    expect(await starts(forever.body.id, '2026-12-11')).toHaveLength(10);
    expect(code(await post(series(daily, { type: 'endDate', endDate: '2026-11-01' })))).toEqual([
      400,
      'ErrorCalendarInvalidRecurrence',
    ]);
  });

  test.each([
    [
      'Europe/Budapest 09:00 in March',
      'Europe/Budapest',
      '2026-03-24T09:00:00',
      ['2026-03-24T08:00', '2026-03-31T07:00'],
    ],
    [
      'Europe/Budapest 09:00 in October',
      'Europe/Budapest',
      '2026-10-20T09:00:00',
      ['2026-10-20T07:00', '2026-10-27T08:00'],
    ],
    [
      'a Sunday 02:30 that clocks leave out',
      'Central Europe Standard Time',
      '2026-03-22T02:30:00',
      ['2026-03-22T01:30', '2026-03-29T01:30', '2026-04-05T00:30'],
    ],
    [
      'a Sunday 02:30 that comes twice',
      'Europe/Budapest',
      '2026-10-18T02:30:00',
      ['2026-10-18T00:30', '2026-10-25T00:30', '2026-11-01T01:30'],
    ],
    [
      'New York 02:30, left out',
      'Eastern Standard Time',
      '2026-03-01T02:30:00',
      ['2026-03-01T07:30', '2026-03-08T07:30', '2026-03-15T06:30'],
    ],
    [
      'UTC+13',
      'Tonga Standard Time',
      '2026-12-01T09:00:00',
      ['2026-11-30T20:00', '2026-12-07T20:00'],
    ],
    ['UTC-11', 'UTC-11', '2026-12-01T20:00:00', ['2026-12-02T07:00', '2026-12-09T07:00']],
  ])('%s keeps its clock (fault 30)', async (_name, zone, start, expected) => {
    const end = at(start.replace(/:\d\d$/, ':59'), zone);
    const day = new Date(`${start.slice(0, 10)}T00:00:00Z`).getUTCDay();
    const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
    const pattern = { ...weekly, daysOfWeek: [days[day]] };
    const range = {
      type: 'numbered',
      startDate: start.slice(0, 10),
      numberOfOccurrences: expected.length,
    };
    const { body, status } = await post(series(pattern, range, { start: at(start, zone), end }));
    expect(status).toBe(201);
    expect(await starts(body.id)).toEqual(expected);
  });

  test('One meeting changed is an exception and keeps its id; one deleted is listed as cancelled', async () => {
    const { body } = await post(series(weekly, { type: 'numbered', numberOfOccurrences: 4 }));
    const [, second, third] = await instances(body.id);
    const moved = await patch(second!['id'], {
      subject: 'Moved',
      start: at('2026-12-10T10:00:00'),
      end: at('2026-12-10T12:00:00'),
    });
    expect(moved.body).toMatchObject({
      id: second!['id'],
      type: 'exception',
      subject: 'Moved',
      seriesMasterId: body.id,
      originalStart: '2026-12-08T10:00:00.000Z',
      recurrence: null,
    });
    expect((await graph.call('DELETE', `/me/events/${third!['id']}`)).status).toBe(204);
    expect((await get(`/me/events/${third!['id']}`)).status).toBe(404);
    const master = await get(
      `/me/events/${body.id}?$select=subject,cancelledOccurrences&$expand=exceptionOccurrences($select=subject,start)`,
    );
    expect(master.body.cancelledOccurrences).toEqual([`OID.${body.id}.2026-12-15`]);
    expect(
      pluck({ ...master, body: { value: master.body.exceptionOccurrences } }, 'subject'),
    ).toEqual(['Moved']);
    expect(await starts(body.id)).toEqual([
      '2026-12-01T10:00',
      '2026-12-10T10:00',
      '2026-12-22T10:00',
    ]);
    const lists = await get("/me/events?$filter=subject eq 'Moved'");
    expect(lists.body.value).toEqual([]);
    const uids = new Set((await instances(body.id)).map((one) => one['iCalUId']));
    expect(uids.size).toBe(3);
  });

  test('A meeting does not cross its neighbours (Exchange)', async () => {
    const { body } = await post(series(weekly, { type: 'numbered', numberOfOccurrences: 3 }));
    const [, second] = await instances(body.id);
    const move = { start: at('2026-12-16T10:00:00'), end: at('2026-12-16T11:00:00') };
    expect(code(await patch(second!['id'], move))).toEqual([
      400,
      'ErrorOccurrenceCrossingBoundary',
    ]);
  });

  test('Another pattern ends exceptions and the ids of meetings (trap 11); other words do not', async () => {
    const { body } = await post(series(weekly, { type: 'numbered', numberOfOccurrences: 3 }));
    const [first, second, third] = await instances(body.id);
    await patch(second!['id'], { subject: 'Own' });
    await graph.call('DELETE', `/me/events/${third!['id']}`);
    await patch(body.id, { subject: 'Renamed', location: { displayName: 'Hall' } });
    expect(
      (await instances(body.id)).map((one) => [
        one['id'],
        one['subject'],
        one['location'].displayName,
      ]),
    ).toEqual([
      [first!['id'], 'Renamed', 'Hall'],
      [second!['id'], 'Own', 'Hall'],
    ]);
    await patch(body.id, { start: at('2026-12-01T14:00:00'), end: at('2026-12-01T15:00:00') });
    const after = await instances(body.id);
    expect(after.map((one) => [one['type'], one['subject']])).toEqual([
      ['occurrence', 'Renamed'],
      ['occurrence', 'Renamed'],
      ['occurrence', 'Renamed'],
    ]);
    expect(after.map((one) => one['id'])).not.toContain(first!['id']);
    expect((await get(`/me/events/${first!['id']}`)).status).toBe(404);
  });

  test('A shorter range keeps the exceptions it still reaches', async () => {
    const { body } = await post(series(weekly, { type: 'numbered', numberOfOccurrences: 4 }));
    const [, second, , fourth] = await instances(body.id);
    await patch(second!['id'], { subject: 'Own' });
    await patch(fourth!['id'], { subject: 'Late' });
    const range = { type: 'endDate', startDate: '2026-12-01', endDate: '2026-12-15' };
    await patch(body.id, { recurrence: { pattern: weekly, range } });
    const left = await instances(body.id);
    expect(left.map((one) => one['subject'])).toEqual(['Series', 'Own', 'Series']);
    expect(left[1]!['id']).toBe(second!['id']);
  });

  test('Without a recurrence it is an event of its own', async () => {
    const { body } = await post(series(weekly, { type: 'noEnd' }));
    expect((await patch(body.id, { recurrence: null })).body.type).toBe('singleInstance');
    expect(
      (await get(`/me/events/${body.id}/instances?startDateTime=2026-12-01&endDateTime=2026-12-02`))
        .status,
    ).toBe(400);
  });
});

describe('Views', () => {
  const window = 'startDateTime=2030-01-01T00:00:00Z&endDateTime=2030-02-01T00:00:00Z';
  let calendar: string;
  beforeAll(async () => {
    calendar = (await post({ name: 'Views', color: 'lightBlue' }, '/me/calendars')).body.id;
    const path = `/me/calendars/${calendar}/events`;
    const here = { start: at('2030-01-01T10:00:00'), end: at('2030-01-01T11:00:00') };
    const range = { type: 'numbered', startDate: '2030-01-01', numberOfOccurrences: 5 };
    await post(series(daily, range, here), path);
    await post(
      single({
        subject: 'One',
        start: at('2030-01-03T09:00:00'),
        end: at('2030-01-03T09:30:00'),
        importance: 'high',
      }),
      path,
    );
  });

  test('They page, filter, sort and select over the meetings of series', async () => {
    const view = `/me/calendars/${calendar}/calendarView?${window}`;
    const page = await get(`${view}&$top=2&$count=true`);
    expect(page.body['@odata.count']).toBe(6);
    expect(page.body.value).toHaveLength(2);
    const next = await get(page.body['@odata.nextLink']);
    expect(pluck(next, 'subject')).toEqual(['One', 'Series']);
    const filtered = await get(`${view}&$filter=importance eq 'high'&$select=subject`);
    expect(filtered.body.value).toMatchObject([{ subject: 'One' }]);
    expect(filtered.body.value[0]).not.toHaveProperty('start');
    const late = await get(
      `${view}&$filter=start/dateTime ge '2030-01-04T00:00:00'&$orderby=start/dateTime desc`,
    );
    expect(late.body.value.map((one: any) => one.start.dateTime.slice(8, 10))).toEqual([
      '05',
      '04',
    ]);
    expect((await get(`${view}&$filter=nothing eq 'a'`)).status).toBe(400);
  });

  test('A window of more than five years or that ends before it starts is refused', async () => {
    const view = '/me/calendarView?startDateTime=2030-01-01&endDateTime=';
    expect((await get(`${view}2036-01-01`)).status).toBe(400);
    expect((await get(`${view}2029-01-01`)).status).toBe(400);
  });

  test('Events lie in their calendar only', async () => {
    const { body } = await get(`/me/calendars/${calendar}/events`);
    const id = body.value[0].id as string;
    expect((await get(`/me/calendars/${calendar}/events/${id}`)).status).toBe(200);
    expect((await get(`/me/calendar/events/${id}`)).status).toBe(404);
    expect((await get(`/me/events/${id}?$expand=calendar`)).body.calendar).toMatchObject({
      name: 'Views',
    });
  });

  test('Calendars are made, renamed and removed; the mailbox’s own stays', async () => {
    const made = await post({ name: 'Short' }, '/me/calendars');
    expect(made.body).toMatchObject({ name: 'Short', isDefaultCalendar: false, isRemovable: true });
    const path = `/me/calendars/${made.body.id}`;
    const renamed = await graph.call('PATCH', path, { body: { name: 'Long', color: 'lightRed' } });
    expect(renamed.body).toMatchObject({ name: 'Long', color: 'lightRed' });
    expect(pluck(await get('/me/calendars'), 'name')).toContain('Long');
    expect((await graph.call('DELETE', path)).status).toBe(204);
    expect(
      (await graph.call('DELETE', `/me/calendars/${(await get('/me/calendar')).body.id}`)).status,
    ).toBe(403);
  });
});

describe('Change tracking of a view (wire 2.4, trap 10)', () => {
  const window = 'startDateTime=2031-01-01T00:00:00Z&endDateTime=2031-01-08T00:00:00Z';
  const here = (subject: string, day: number) => ({
    subject,
    start: at(`2031-01-0${day}T10:00:00`),
    end: at(`2031-01-0${day}T11:00:00`),
  });
  const round = async (link: string, size = 50) => {
    const value: any[] = [];
    let next: string | undefined = link;
    let delta = '';
    let pages = 0;
    while (next) {
      const { body }: GraphReply = await get(next, { Prefer: `odata.maxpagesize=${size}` });
      value.push(...body.value);
      next = body['@odata.nextLink'];
      delta = body['@odata.deltaLink'] ?? delta;
      pages += 1;
    }
    return { value, delta, pages };
  };

  test('Rounds tell what came, changed, left and was removed', async () => {
    const calendar = `/me/calendars/${(await post({ name: 'Told' }, '/me/calendars')).body.id}`;
    const make = async (body: object): Promise<string> =>
      (await post(body, `${calendar}/events`)).body.id;
    const one = await make(here('One', 1));
    const two = await make(here('Two', 2));
    const range = { type: 'numbered', startDate: '2031-01-05', numberOfOccurrences: 3 };
    const master = await make(series(daily, range, here('Daily', 5)));
    const first = await round(`${calendar}/calendarView/delta?${window}`, 2);
    expect(first.pages).toBe(3);
    expect(first.value.map((item) => item.type)).toEqual([
      'seriesMaster',
      'singleInstance',
      'singleInstance',
      'occurrence',
      'occurrence',
      'occurrence',
    ]);
    expect(Object.keys(first.value[3]).sort()).toEqual(
      ['@odata.etag', '@odata.type', 'end', 'id', 'seriesMasterId', 'start', 'type'].sort(),
    );
    expect((await round(first.delta)).value).toEqual([]);
    await patch(one, { subject: 'Changed' });
    await patch(two, { start: at('2031-02-01T10:00:00'), end: at('2031-02-01T11:00:00') });
    await patch(first.value[4].id, { subject: 'Exception' });
    await graph.call('DELETE', `/me/events/${first.value[5].id}`);
    const second = await round(first.delta);
    const told = second.value.map((item) => [
      item.type ?? item['@removed'].reason,
      item.subject ?? item.id,
    ]);
    expect(told).toEqual([
      ['seriesMaster', 'Daily'],
      ['singleInstance', 'Changed'],
      ['exception', 'Exception'],
      ['deleted', two],
      ['deleted', first.value[5].id],
    ]);
    await graph.call('DELETE', `/me/events/${master}`);
    const third = await round(second.delta);
    expect(third.value.map((item) => item['@removed'].reason)).toEqual([
      'deleted',
      'deleted',
      'deleted',
    ]);
    expect((await round(second.delta)).value).toHaveLength(3);
  });

  test('Query options and foreign tokens are refused', async () => {
    const refused = await get(`/me/calendarView/delta?${window}&$filter=subject eq 'a'`);
    expect(code(refused)).toEqual([400, 'ErrorInvalidUrlQuery']);
    expect(code(await get('/me/calendarView/delta?$deltatoken=x.y'))).toEqual([
      410,
      'SyncStateNotFound',
    ]);
  });

  test('events/delta tells events, series and exceptions without expanding', async () => {
    const calendar = (await post({ name: 'Tracked' }, '/me/calendars')).body.id as string;
    const path = `/me/calendars/${calendar}/events`;
    const range = { type: 'noEnd', startDate: '2031-01-05' };
    const made = await post(series(daily, range, here('Endless', 5)), path);
    const first = await round(`${path}/delta`);
    expect(first.value.map((item) => item.type)).toEqual(['seriesMaster']);
    const query = 'startDateTime=2031-01-06T00:00:00Z&endDateTime=2031-01-07T00:00:00Z';
    const [meeting] = (await get(`/me/events/${made.body.id}/instances?${query}`)).body.value;
    await patch(meeting.id, { subject: 'Own' });
    const second = await round(first.delta);
    expect(second.value.map((item) => [item.type, item.subject])).toEqual([
      ['seriesMaster', 'Endless'],
      ['exception', 'Own'],
    ]);
  });
});
