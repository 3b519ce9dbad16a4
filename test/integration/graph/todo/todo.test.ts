/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any -- bodies are read as the tests know them */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anna,
  pluck,
  startTestGraph,
  type GraphReply,
  type TestGraph,
} from '../../../support/graph.ts';

let graph: TestGraph;
let list: string;
beforeAll(async () => {
  graph = await startTestGraph();
  list = (await call('POST', '/me/todo/lists', { displayName: 'Errands' })).body.id;
}, 120_000);
afterAll(() => graph.close());

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  graph.call(method, path, { headers, ...(body !== undefined && { body }) });
const code = (reply: GraphReply): [number, string] => [reply.status, reply.body.error.code];
const tasks = (rest = '') => `/me/todo/lists/${list}/tasks${rest}`;
const make = async (body: object): Promise<any> => (await call('POST', tasks(), body)).body;
const day = (date: string) => ({ dateTime: `${date}T00:00:00.0000000`, timeZone: 'UTC' });

describe('Lists (wire 2.9)', () => {
  test('Every mailbox has its well-known lists, which stay', async () => {
    const { body } = await call('GET', '/me/todo/lists');
    expect(body.value).toMatchObject([
      { displayName: 'Tasks', wellknownListName: 'defaultList', isOwner: true, isShared: false },
      { displayName: 'Flagged Emails', wellknownListName: 'flaggedEmails' },
      { displayName: 'Errands', wellknownListName: 'none' },
    ]);
    const path = `/me/todo/lists/${body.value[0].id}`;
    expect((await call('DELETE', path)).status).toBe(400);
    expect((await call('PATCH', path, { displayName: 'Mine' })).status).toBe(400);
    const found = await call('GET', "/me/todo/lists?$filter=displayName eq 'errands'");
    expect(pluck(found, 'id')).toEqual([list]);
  });

  test('One is made, renamed, told and removed with its tasks', async () => {
    const before = await call('GET', '/me/todo/lists/delta');
    const made = await call('POST', '/me/todo/lists', { displayName: 'Short' });
    expect(made.status).toBe(201);
    const path = `/me/todo/lists/${made.body.id}`;
    expect((await call('PATCH', path, { displayName: 'Long' })).body.displayName).toBe('Long');
    const told = await call('GET', before.body['@odata.deltaLink']);
    expect(told.body.value).toMatchObject([{ id: made.body.id, displayName: 'Long' }]);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', `${path}/tasks`)).status).toBe(404);
    const gone = await call('GET', told.body['@odata.deltaLink']);
    expect(gone.body.value).toMatchObject([
      { id: made.body.id, '@removed': { reason: 'deleted' } },
    ]);
  });
});

describe('Tasks', () => {
  test('One is made with every property; of a due time only the date stays', async () => {
    const task = await make({
      title: 'Call Carl',
      body: { contentType: 'text', content: 'About the offer' },
      importance: 'high',
      status: 'inProgress',
      categories: ['A'],
      dueDateTime: { dateTime: '2026-12-01T17:00:00', timeZone: 'Europe/Budapest' },
      startDateTime: day('2026-11-30'),
      reminderDateTime: { dateTime: '2026-12-01T09:00:00', timeZone: 'Europe/Budapest' },
      isReminderOn: true,
      linkedResources: [
        {
          webUrl: 'https://crm.example/1',
          applicationName: 'CRM',
          displayName: 'Carl',
          externalId: '1',
        },
      ],
    });
    expect(task).toMatchObject({
      title: 'Call Carl',
      importance: 'high',
      status: 'inProgress',
      dueDateTime: day('2026-12-01'),
      startDateTime: day('2026-11-30'),
      reminderDateTime: { dateTime: '2026-12-01T08:00:00.0000000', timeZone: 'UTC' },
      linkedResources: [{ id: expect.any(String), externalId: '1' }],
      hasAttachments: false,
    });
    expect(task).not.toHaveProperty('completedDateTime');
    expect((await call('GET', tasks(`/${task.id}`))).body.body).toEqual({
      contentType: 'text',
      content: 'About the offer',
    });
  });

  test('Done has a date, not done has none', async () => {
    const { id } = await make({ title: 'Do' });
    const done = await call('PATCH', tasks(`/${id}`), { status: 'completed' });
    expect(done.body).toMatchObject({ status: 'completed', completedDateTime: day('2026-11-22') });
    const again = await call('PATCH', tasks(`/${id}`), { status: 'notStarted' });
    expect(again.body).not.toHaveProperty('completedDateTime');
    const dated = await call('PATCH', tasks(`/${id}`), { completedDateTime: day('2026-11-20') });
    expect(dated.body).toMatchObject({ status: 'completed', completedDateTime: day('2026-11-20') });
  });

  test('A task that repeats and is done comes again, until its series is over', async () => {
    const recurrence = {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['tuesday'] },
      range: { type: 'endDate', startDate: '2026-12-01', endDate: '2026-12-08' },
    };
    const { id } = await make({ title: 'Weekly', dueDateTime: day('2026-12-01'), recurrence });
    const open = async () =>
      (await call('GET', tasks("?$filter=title eq 'Weekly' and status ne 'completed'"))).body.value;
    await call('PATCH', tasks(`/${id}`), { status: 'completed' });
    const [next] = await open();
    expect(next).toMatchObject({ dueDateTime: day('2026-12-08'), status: 'notStarted' });
    await call('PATCH', tasks(`/${next.id}`), { status: 'completed' });
    expect(await open()).toEqual([]);
  });

  test('They are filtered, sorted, paged and counted', async () => {
    for (const [title, date] of [
      ['p1', '2027-01-03'],
      ['p2', '2027-01-01'],
      ['p3', '2027-01-02'],
    ] as const) {
      await make({ title, dueDateTime: day(date) });
    }
    const filter = "dueDateTime/dateTime ge '2027-01-01T00:00:00'";
    const query = `?$filter=${encodeURIComponent(filter)}&$orderby=dueDateTime/dateTime`;
    const page = await call('GET', tasks(`${query}&$top=2&$count=true`));
    expect([page.body['@odata.count'], pluck(page, 'title')]).toEqual([3, ['p2', 'p3']]);
    expect(pluck(await call('GET', page.body['@odata.nextLink']), 'title')).toEqual(['p1']);
    expect(pluck(await call('GET', tasks(`${query}&$skip=1`)), 'title')).toEqual(['p3', 'p1']);
    const selected = await call('GET', tasks(`${query}&$select=title&$top=1`));
    expect(Object.keys(selected.body.value[0]).sort()).toEqual(['@odata.etag', 'id', 'title']);
  });

  test.each([
    ['an unknown property', { colour: 'red' }],
    ['an unknown status', { status: 'half' }],
    ['a linked resource with an unknown property', { linkedResources: [{ colour: 'red' }] }],
  ])('%s is refused', async (_name, body) => {
    expect(code(await call('POST', tasks(), { title: 'A', ...body }))).toEqual([
      400,
      'RequestBodyRead',
    ]);
  });

  test('Changes are told', async () => {
    const other = (await call('POST', '/me/todo/lists', { displayName: 'Told' })).body.id as string;
    const path = `/me/todo/lists/${other}/tasks`;
    const one = (await call('POST', path, { title: 'One' })).body.id as string;
    const two = (await call('POST', path, { title: 'Two' })).body.id as string;
    const first = await call('GET', `${path}/delta`);
    expect(pluck(first, 'title')).toEqual(['One', 'Two']);
    await call('PATCH', `${path}/${one}`, { title: 'Changed' });
    await call('DELETE', `${path}/${two}`);
    const second = await call('GET', first.body['@odata.deltaLink']);
    expect(second.body.value).toMatchObject([
      { title: 'Changed' },
      { id: two, '@removed': { reason: 'deleted' } },
    ]);
  });

  test('If-Match of another version is refused', async () => {
    const task = await make({ title: 'Match' });
    const match = { 'If-Match': task['@odata.etag'] as string };
    expect((await call('PATCH', tasks(`/${task.id}`), { title: 'A' }, match)).status).toBe(200);
    expect((await call('PATCH', tasks(`/${task.id}`), { title: 'B' }, match)).status).toBe(412);
  });
});

describe('Parts of a task', () => {
  test('Checklist items are made, ticked off and removed', async () => {
    const { id } = await make({ title: 'Steps' });
    const path = tasks(`/${id}/checklistItems`);
    const made = await call('POST', path, { displayName: 'First' });
    expect(made.body).toMatchObject({ displayName: 'First', isChecked: false });
    const ticked = await call('PATCH', `${path}/${made.body.id}`, { isChecked: true });
    expect(ticked.body).toMatchObject({
      isChecked: true,
      checkedDateTime: '2026-11-22T09:30:00.000Z',
    });
    expect(pluck(await call('GET', path), 'displayName')).toEqual(['First']);
    const whole = await call('GET', tasks(`/${id}?$expand=checklistItems`));
    expect(whole.body.checklistItems).toHaveLength(1);
    expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', `${path}/${made.body.id}`)).status).toBe(404);
  });

  test('Linked resources are made, changed and removed', async () => {
    const { id } = await make({ title: 'Linked' });
    const path = tasks(`/${id}/linkedResources`);
    const made = await call('POST', path, { applicationName: 'CRM', externalId: '42' });
    expect(made.status).toBe(201);
    const changed = await call('PATCH', `${path}/${made.body.id}`, { externalId: '43' });
    expect(changed.body).toMatchObject({ applicationName: 'CRM', externalId: '43' });
    expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', path)).body.value).toEqual([]);
  });

  test('Files are added, read and removed', async () => {
    const { id } = await make({ title: 'Filed' });
    const path = tasks(`/${id}/attachments`);
    const file = {
      '@odata.type': '#microsoft.graph.taskFileAttachment',
      name: 'a.txt',
      contentBytes: 'YQ==',
    };
    const made = await call('POST', path, file);
    expect(made.body).toMatchObject({ name: 'a.txt', size: 1 });
    expect((await call('GET', tasks(`/${id}`))).body.hasAttachments).toBe(true);
    expect((await call('GET', `${path}/${made.body.id}`)).body.contentBytes).toBe('YQ==');
    expect((await call('GET', `${path}/${made.body.id}/$value`)).bytes.toString()).toBe('a');
    expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', tasks(`/${id}`))).body.hasAttachments).toBe(false);
  });
});

test('Tasks need their permission', async () => {
  const reader = await graph.userToken(anna.mail, 'Tasks.Read');
  expect((await graph.call('GET', '/me/todo/lists', { token: reader })).status).toBe(200);
  const refused = await graph.call('POST', '/me/todo/lists', {
    token: reader,
    body: { displayName: 'A' },
  });
  expect(code(refused)).toEqual([403, 'ErrorAccessDenied']);
  const other = await graph.userToken(anna.mail, 'Mail.Read');
  expect((await graph.call('GET', '/me/todo/lists', { token: other })).status).toBe(403);
});
