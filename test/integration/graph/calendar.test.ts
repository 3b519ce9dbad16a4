import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PGlite } from '@electric-sql/pglite';
import type { IncomingMeeting } from '../../../src/sandbox/graph/door.ts';
import { anna, arrive, startTestGraph, type TestGraph } from '../../support/graph.ts';
import { openPglite } from '../../support/pglite.ts';

let graph: TestGraph;
let pglite: PGlite;
beforeAll(async () => {
  pglite = await openPglite();
  graph = await startTestGraph(pglite);
}, 30_000);
afterAll(async () => {
  await graph.close();
  await pglite.close();
});

const meeting = (other: Partial<IncomingMeeting>): IncomingMeeting => ({
  iCalUId: '',
  subject: 'Review',
  bodyHtml: '<p>Agenda</p>',
  location: 'Room 1',
  start: new Date('2026-12-01T09:00:00Z'),
  end: new Date('2026-12-01T10:00:00Z'),
  isAllDay: false,
  organizer: { name: anna.displayName, address: anna.mail },
  attendees: [{ name: 'Carl', address: 'carl@contoso.example', type: 'required' }],
  recurrence: null,
  ...other,
});

const view = (from: string, to: string, headers: Record<string, string> = {}) =>
  graph.call('GET', `/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=50`, {
    headers,
  });

interface Served {
  id: string;
  type: string;
  start: { dateTime: string };
  seriesMasterId: string | null;
}

describe('Calendar', () => {
  test('A meeting is in the view of its day, in the zone the caller prefers', async () => {
    const { id } = await graph.door.importMeeting(anna.id, meeting({ iCalUId: 'single' }));
    const headers = { Prefer: 'outlook.timezone="W. Europe Standard Time", IdType="ImmutableId"' };
    const { body } = await view('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', headers);
    expect(body.value).toMatchObject([
      {
        id,
        type: 'singleInstance',
        isOrganizer: true,
        iCalUId: 'single',
        start: { dateTime: '2026-12-01T10:00:00.0000000', timeZone: 'W. Europe Standard Time' },
        location: { displayName: 'Room 1' },
        organizer: { emailAddress: { address: anna.mail } },
        attendees: [{ type: 'required', emailAddress: { address: 'carl@contoso.example' } }],
      },
    ]);
    const changed = await graph.call('PATCH', `/me/events/${id}`, { body: { categories: ['T'] } });
    expect(changed.body).toMatchObject({ categories: ['T'], seriesMasterId: null });
    const before = await view('2026-12-01T00:00:00Z', '2026-12-01T09:00:00Z');
    expect(before.body.value).toEqual([]);
  });

  test('A weekly series keeps its hour through the change of clocks and ends by count', async () => {
    const { id } = await graph.door.importMeeting(
      anna.id,
      meeting({
        iCalUId: 'weekly',
        start: new Date('2026-10-20T07:00:00Z'),
        end: new Date('2026-10-20T07:30:00Z'),
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
          range: {
            type: 'numbered',
            startDate: '2026-10-20',
            numberOfOccurrences: 3,
            recurrenceTimeZone: 'Europe/Budapest',
          },
        },
      }),
    );
    const { body } = await view('2026-10-01T00:00:00Z', '2026-11-30T00:00:00Z');
    const served = body.value as Served[];
    expect(served.map((one) => one.start.dateTime.slice(0, 16))).toEqual([
      '2026-10-20T07:00',
      '2026-10-27T08:00',
      '2026-11-03T08:00',
    ]);
    expect(new Set(served.map((one) => one.id)).size).toBe(3);
    const one = await graph.call('GET', `/me/events/${served[1]!.id}`);
    expect(one.body).toMatchObject({ type: 'occurrence', start: served[1]!.start });
    const master = await graph.call('GET', `/me/events/${served[1]!.seriesMasterId}`, {
      headers: { Prefer: 'IdType="ImmutableId"' },
    });
    expect(master.body).toMatchObject({ id, type: 'seriesMaster' });
    const events = await graph.call('GET', "/me/events?$filter=iCalUId eq 'weekly'");
    expect(events.body.value).toHaveLength(1);
  });

  test('A meeting imported again is replaced and keeps its categories', async () => {
    const { id } = await graph.door.importMeeting(anna.id, meeting({ iCalUId: 'twice' }));
    await graph.call('PATCH', `/me/events/${id}`, { body: { categories: ['Kept'] } });
    await graph.door.importMeeting(anna.id, meeting({ iCalUId: 'twice', subject: 'Moved' }));
    const { body } = await graph.call('GET', "/me/events?$filter=iCalUId eq 'twice'");
    expect(body.value).toMatchObject([{ subject: 'Moved', categories: ['Kept'] }]);
  });

  test('Without a window a view is refused', async () => {
    expect((await graph.call('GET', '/me/calendarView')).status).toBe(400);
  });
});

describe('Contacts', () => {
  test('A card is served whole; the name is made where it has none', async () => {
    const { id } = await graph.door.importContact(anna.id, {
      givenName: 'Carl',
      surname: 'Fischer',
      emailAddresses: [{ name: 'Carl', address: 'carl@contoso.example' }],
    });
    const filter = "emailAddresses/any(a:a/address eq 'CARL@contoso.example')";
    const found = await graph.call('GET', `/me/contacts?$filter=${encodeURIComponent(filter)}`, {
      headers: { Prefer: 'IdType="ImmutableId"' },
    });
    expect(found.body.value).toMatchObject([
      { id, displayName: 'Carl Fischer', businessPhones: [], jobTitle: null },
    ]);
  });
});

test('Mailboxes, ids and delta tokens outlast a restart', async () => {
  const { id } = await arrive(graph);
  await graph.call('POST', `/me/messages/${id}/move`, { body: { destinationId: 'archive' } });
  const before = await graph.call('GET', '/me/mailFolders/archive/messages/delta');
  const ews = graph.door.toEwsId(id);
  await graph.close();
  graph = await startTestGraph(pglite);
  const link = new URL(before.body['@odata.deltaLink'] as string);
  const path = link.pathname.replace('/v1.0', '') + link.search;
  expect((await graph.call('GET', path)).body.value).toEqual([]);
  expect((await graph.call('GET', `/me/messages/${before.body.value[0].id}`)).status).toBe(200);
  expect(graph.door.toEwsId(id)).toBe(ews);
}, 30_000);
