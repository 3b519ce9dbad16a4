import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contextResponse, itemState } from '../../../src/contracts/item.ts';
import type { ItemState } from '../../../src/contracts/item.ts';
import type { DirectoryUser } from '../../../src/sandbox/entra/door.ts';
import type { Ledger } from '../../../src/ports/ledger.ts';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { eventually } from '../../support/eventually.ts';
import { arrange, calendarOf, copyOf, opened } from '../../support/meetings.ts';
import type { TestMeeting } from '../../support/meetings.ts';
import { anna, bela, customer, ids, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

const trackedCategory = 'Tracked to Dynamics 365';
const account = { table: 'account', id: ids.account };
const opportunity = { table: 'opportunity', id: ids.opportunity };
const belaAttends = { name: bela.displayName, address: bela.mail };

let regarding: TestRegarding;
beforeAll(async () => {
  regarding = await startRegarding();
}, 60_000);
afterAll(() => regarding.close());

type Opened = ReturnType<typeof opened>;

const ask = async (person: DirectoryUser, path: string, body: object): Promise<ItemState> =>
  itemState.parse((await regarding.call(person, `/api/items/${path}`, body)).body);
const track = (person: DirectoryUser, { item }: Opened, more: object = {}) =>
  ask(person, 'track', { item, ...more });
const untrack = (person: DirectoryUser, { item }: Opened, more: object = {}) =>
  ask(person, 'untrack', { item, ...more });
const context = async (person: DirectoryUser, asked: Opened) =>
  contextResponse.parse((await regarding.call(person, '/api/items/context', asked)).body);

interface Line {
  participationtypemask: number;
  addressused: string;
  _partyid_value: string | null;
}
type Row = Record<string, unknown> & { appointment_activity_parties: Line[] };

const parties =
  '$expand=appointment_activity_parties($select=participationtypemask,addressused,_partyid_value)';
const appointment = async (key: string): Promise<Row> =>
  (await regarding.crm(anna, `appointments(${key})?${parties}`)).body as Row;
const exists = async (key: string): Promise<boolean> =>
  (await regarding.crm(anna, `appointments(${key})`)).status === 200;
const count = async (subject: string): Promise<number> => {
  const { body } = await regarding.crm(anna, `appointments?$filter=subject eq '${subject}'`);
  return (body as { value: unknown[] }).value.length;
};
const mailsOf = async (person: DirectoryUser): Promise<number> =>
  (await calendarOf<{ value: unknown[] }>(regarding, person, 'GET', '/messages?$top=100')).value
    .length;

/** A meeting of Anna's with the customer and Béla, as both of them see it. */
async function meet(meeting: TestMeeting = {}) {
  const required = meeting.required ?? [customer, belaAttends];
  const event = await arrange(regarding, anna, { ...meeting, required });
  return {
    event,
    annas: opened(anna, event),
    belas: async () => opened(bela, await copyOf(regarding, bela, event)),
  };
}
const categoriesOf = async (person: DirectoryUser, id: string) =>
  (await calendarOf(regarding, person, 'GET', `/events/${id}?$select=categories`)).categories;

describe('A meeting the organizer tracks', () => {
  test('is an appointment in the CRM within one request (I-02, A-01, AP-20)', async () => {
    const { annas } = await meet({ subject: 'Quarterly review' });
    const state = await track(anna, annas);
    expect(state).toMatchObject({
      state: 'tracked',
      isSeries: false,
      activityUrl: expect.stringContaining('etn=appointment'),
      trackedBy: { isYou: true },
    });
    expect(await appointment(state.key)).toMatchObject({
      subject: 'Quarterly review',
      description: 'Agenda',
      location: 'Room 1',
      scheduledstart: '2027-03-01T10:00:00Z',
      scheduledend: '2027-03-01T11:00:00Z',
      isalldayevent: false,
      ismapiprivate: false,
      statecode: 3,
      statuscode: 5,
      _ownerid_value: regarding.systemUsers[anna.id],
    });
  });

  test('has its organizer and attendees as people of the CRM (§1.5.2)', async () => {
    const stranger = { name: 'Stranger', address: 'stranger@nowhere.example' };
    const { annas } = await meet({ optional: [stranger] });
    const { key } = await track(anna, annas);
    const lines = (await appointment(key)).appointment_activity_parties
      .filter((line) => line.participationtypemask < 8)
      .map((line) => [line.participationtypemask, line._partyid_value ?? line.addressused])
      .sort();
    expect(lines).toEqual(
      [
        [5, regarding.systemUsers[bela.id]],
        [5, ids.contact],
        [6, stranger.address],
        [7, regarding.systemUsers[anna.id]],
      ].sort(),
    );
  });

  test('carries the category in the organizer’s calendar, and no attendee is told (AP-24)', async () => {
    const { annas, event, belas } = await meet();
    await belas();
    const before = await mailsOf(bela);
    await track(anna, annas);
    expect(await categoriesOf(anna, event.id)).toEqual([trackedCategory]);
    const after = await mailsOf(bela);
    expect(after).toBe(before);
  });

  test('can be regarding a record, another one later, and none (E-04, E-07)', async () => {
    const { annas } = await meet();
    const { key, regarding: first } = await track(anna, annas, { regarding: account });
    expect(first).toMatchObject(account);
    expect(await appointment(key)).toMatchObject({ _regardingobjectid_value: ids.account });
    await track(anna, annas, { regarding: opportunity });
    expect(await appointment(key)).toMatchObject({ _regardingobjectid_value: ids.opportunity });
    await track(anna, annas, { regarding: null });
    expect(await appointment(key)).toMatchObject({ _regardingobjectid_value: null });
  });

  test('is brought up to date when it is tracked again, and not written where nothing changed', async () => {
    const { annas, event } = await meet();
    const { key } = await track(anna, annas);
    const first = await appointment(key);
    await track(anna, annas);
    expect((await appointment(key))['@odata.etag']).toBe(first['@odata.etag']);
    await calendarOf(regarding, anna, 'PATCH', `/events/${event.id}`, {
      location: { displayName: 'Room 2' },
      showAs: 'tentative',
    });
    await track(anna, annas);
    expect(await appointment(key)).toMatchObject({
      location: 'Room 2',
      statecode: 0,
      statuscode: 2,
    });
  });

  test.each([
    ['free', 0, 1],
    ['tentative', 0, 2],
    ['busy', 3, 5],
    ['oof', 3, 6],
    ['workingElsewhere', 0, 1],
  ])('shown as %s has state %d and status %d (AP-21)', async (showAs, statecode, statuscode) => {
    const { annas } = await meet({ more: { showAs } });
    const { key } = await track(anna, annas);
    expect(await appointment(key)).toMatchObject({ statecode, statuscode });
  });

  test('all day stays on its dates, wherever it is read (fault 30)', async () => {
    const { annas } = await meet({
      start: '2027-03-28T00:00:00',
      end: '2027-03-29T00:00:00',
      more: { isAllDay: true },
    });
    const { key } = await track(anna, annas);
    expect(await appointment(key)).toMatchObject({
      isalldayevent: true,
      scheduledstart: '2027-03-28T00:00:00Z',
      scheduledend: '2027-03-29T00:00:00Z',
    });
  });

  test('at the same time as another is tracked as well: a conflict stops nothing (AP-22)', async () => {
    const one = await meet();
    const other = await meet();
    expect((await track(anna, one.annas)).state).toBe('tracked');
    expect((await track(anna, other.annas)).state).toBe('tracked');
  });

  test('twice at the same moment is one appointment (fault 3)', async () => {
    const { annas } = await meet({ subject: 'Twice' });
    const states = await Promise.all([track(anna, annas), track(anna, annas)]);
    expect(states.map(({ state }) => state)).toEqual(['tracked', 'tracked']);
    expect(await count('Twice')).toBe(1);
  });
});

describe('A meeting an attendee tracks (A-03, D6)', () => {
  test('is tracked, and the organizer sees it so: one appointment for all copies (fault 32)', async () => {
    const { annas, belas } = await meet({ subject: 'Shared' });
    const belasCopy = await belas();
    const { state, key } = await track(bela, belasCopy, { regarding: account });
    expect(state).toBe('tracked');
    const seen = await context(anna, annas);
    expect(seen.item).toMatchObject({ key, state: 'tracked', regarding: account });
    expect((await track(anna, annas)).key).toBe(key);
    expect(await count('Shared')).toBe(1);
  });

  test('is said to be somebody else’s before it is tracked (A-04, D9)', async () => {
    const { annas, belas } = await meet();
    expect((await context(anna, annas)).meeting).toMatchObject({ isOrganizer: true });
    const { meeting, can } = await context(bela, await belas());
    expect(meeting).toMatchObject({ kind: 'single', isOrganizer: false, isPast: false });
    expect(can).toEqual({ track: true, reason: null });
  });

  test('leaves what the organizer tracked as it is, but for the regarding', async () => {
    const { annas, event, belas } = await meet({ subject: 'Hers' });
    const { key } = await track(anna, annas);
    const copy = await belas();
    await calendarOf(regarding, bela, 'PATCH', `/events/${copy.item.itemId}`, { showAs: 'free' });
    await track(bela, copy, { regarding: opportunity });
    expect(await appointment(key)).toMatchObject({
      statuscode: 5,
      _regardingobjectid_value: ids.opportunity,
    });
    expect(event.subject).toBe('Hers');
  });
});

describe('A private meeting (AP-26)', () => {
  test('is not tracked before the person confirms, and is private in the CRM then', async () => {
    const { annas } = await meet({ more: { sensitivity: 'private' } });
    expect(await context(anna, annas)).toMatchObject({ isPrivate: true, can: { track: true } });
    expect(await track(anna, annas)).toMatchObject({ state: 'failed', problem: 'private' });
    const { key, state } = await track(anna, annas, { evenIfPrivate: true });
    expect(state).toBe('tracked');
    expect(await appointment(key)).toMatchObject({ ismapiprivate: true });
  });
});

describe('Untracking a meeting (§1.5.3)', () => {
  test('to come deletes the copy for its owner and unmarks the event (V-13)', async () => {
    const { annas, event } = await meet();
    const { key } = await track(anna, annas);
    expect(await untrack(anna, annas)).toMatchObject({ state: 'not-tracked' });
    expect(await exists(key)).toBe(false);
    expect(await categoriesOf(anna, event.id)).toEqual([]);
    expect((await context(anna, annas)).item).toMatchObject({ state: 'not-tracked' });
  });

  test('keeps the copy where the person asks for it', async () => {
    const { annas } = await meet();
    const { key } = await track(anna, annas);
    await untrack(anna, annas, { keepCopy: true });
    expect(await exists(key)).toBe(true);
  });

  test('that is over keeps the copy', async () => {
    const { annas } = await meet({ start: '2020-03-02T10:00:00', end: '2020-03-02T11:00:00' });
    expect((await context(anna, annas)).meeting).toMatchObject({ isPast: true });
    const { key } = await track(anna, annas);
    expect(await untrack(anna, annas)).toMatchObject({ state: 'not-tracked' });
    expect(await exists(key)).toBe(true);
  });

  test('by an attendee who does not own the copy keeps it', async () => {
    const { annas, belas } = await meet();
    const copy = await belas();
    const { key } = await track(anna, annas);
    expect(await untrack(bela, copy)).toMatchObject({ state: 'not-tracked' });
    expect(await exists(key)).toBe(true);
  });

  test('can be followed by tracking again', async () => {
    const { annas } = await meet();
    await track(anna, annas);
    await untrack(anna, annas);
    const { key, state } = await track(anna, annas);
    expect(state).toBe('tracked');
    expect(await exists(key)).toBe(true);
  });
});

describe('Undoing (§1.5.3)', () => {
  const undo = async (person: DirectoryUser, { undo: last }: ItemState) =>
    ask(person, 'undo', { changeId: last?.changeId });

  test('takes back the tracking of a meeting, and then the untracking', async () => {
    const { annas, event } = await meet();
    const tracked = await track(anna, annas, { regarding: account });
    expect(await undo(anna, tracked)).toMatchObject({ state: 'not-tracked' });
    expect(await exists(tracked.key)).toBe(false);
    expect(await categoriesOf(anna, event.id)).toEqual([]);
    await track(anna, annas, { regarding: account });
    const gone = await untrack(anna, annas);
    expect(await undo(anna, gone)).toMatchObject({ state: 'tracked', regarding: account });
    expect(await exists(tracked.key)).toBe(true);
  });

  test('takes back another regarding', async () => {
    const { annas } = await meet();
    const { key } = await track(anna, annas, { regarding: account });
    const changed = await track(anna, annas, { regarding: opportunity });
    expect(await undo(anna, changed)).toMatchObject({ regarding: account });
    expect(await appointment(key)).toMatchObject({ _regardingobjectid_value: ids.account });
  });
});

describe('The calendar', () => {
  test('is asked once which meeting an item is', async () => {
    const { annas } = await meet();
    await context(anna, annas);
    await regarding.forget();
    await context(anna, annas);
    expect(await regarding.requests('graph')).toEqual([]);
  });

  test('out of reach at the click loses nothing: the worker tracks it once it answers', async () => {
    const { annas } = await meet({ subject: 'Out of reach' });
    const worker = await regarding.addWorker();
    await regarding.break('graph', { respond: { status: 503 } });
    expect(await track(anna, annas)).toMatchObject({ state: 'pending' });
    await regarding.mend();
    await eventually(
      async () => (await context(anna, annas)).item.state,
      (state) => state === 'tracked',
    );
    expect(await count('Out of reach')).toBe(1);
    await worker.close();
  });

  test('of somebody else is not opened on the mere word of a request, out of reach or not (DEL-02)', async () => {
    const { annas } = await meet();
    const item = { ...annas.item, mailbox: anna.mail, isShared: true };
    const ask = () => regarding.call(bela, '/api/items/track', { item });
    expect((await ask()).status).toBe(403);
    await regarding.break('graph', { respond: { status: 503 } });
    expect(await ask()).toMatchObject({ status: 503, body: { code: 'mailbox-unavailable' } });
    await regarding.mend();
  });

  test('that somebody else shares is tracked from, on their behalf (DEL-02)', async () => {
    await regarding.graph.grantMailbox({
      owner: anna.id,
      delegate: bela.id,
      rights: ['calendarWrite'],
    });
    const { annas, event } = await meet({ subject: 'For the owner' });
    const delegated = { ...annas, item: { ...annas.item, mailbox: anna.mail, isShared: true } };
    expect(await track(bela, delegated)).toMatchObject({
      state: 'tracked',
      onBehalfOf: anna.mail,
    });
    expect(await categoriesOf(anna, event.id)).toEqual([trackedCategory]);
    expect((await context(anna, annas)).item.state).toBe('tracked');
    expect(await count('For the owner')).toBe(1);
  });

  test('out of reach at the click overrules nothing that was decided once it answered', async () => {
    const { annas } = await meet({ subject: 'Decided since' });
    await regarding.break('graph', { respond: { status: 503 } });
    const { key } = await track(anna, annas);
    await regarding.mend();
    expect(await track(anna, annas)).toMatchObject({ state: 'tracked' });
    const untracked = await untrack(anna, annas, { keepCopy: false });
    expect(untracked).toMatchObject({ state: 'not-tracked' });
    await regarding.query('update regarding_jobs.job set start_after = now()');
    const ledgers: Ledger[] = [];
    const worker = await regarding.addWorker({
      wrap: (ports) => {
        ledgers.push(ports.ledger);
        return ports;
      },
    });
    await eventually(
      async () => (await ledgers[0]?.find(tenantId, key))?.state,
      (state) => state === 'untracked',
    );
    await worker.close();
    expect((await context(anna, annas)).item.state).toBe('not-tracked');
    expect(await count('Decided since')).toBe(0);
  });

  test('where the event changes meanwhile gets the mark all the same', async () => {
    const { annas, event } = await meet();
    const conflict = { error: { code: 'ErrorIrresolvableConflict', message: 'Changed.' } };
    await regarding.break('graph', {
      match: { method: 'PATCH' },
      respond: { status: 412, body: conflict },
      times: 1,
    });
    expect((await track(anna, annas)).state).toBe('tracked');
    await regarding.mend();
    expect(await categoriesOf(anna, event.id)).toEqual([trackedCategory]);
  });

  test('that refuses the mark for a while makes no second appointment (fault 1)', async () => {
    const { annas, event } = await meet({ subject: 'Marked late' });
    await regarding.break('graph', { match: { method: 'PATCH' }, respond: { status: 503 } });
    expect(await track(anna, annas)).toMatchObject({ state: 'pending' });
    await regarding.mend();
    const worker = await regarding.addWorker();
    await eventually(
      async () => (await context(anna, annas)).item.state,
      (state) => state === 'tracked',
    );
    await worker.close();
    expect(await count('Marked late')).toBe(1);
    expect(await categoriesOf(anna, event.id)).toEqual([trackedCategory]);
  });

  test('that has no such meeting says so', async () => {
    const { annas } = await meet();
    const gone = { ...annas.item, itemId: 'AAMkAGone' };
    const { body } = await regarding.call(anna, '/api/items/track', { item: gone });
    expect(body).toMatchObject({ code: 'item-not-found' });
  });
});
