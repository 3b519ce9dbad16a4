import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutlookTask, OutlookTasks } from '../../../src/contracts/task.ts';
import { eventually } from '../../support/eventually.ts';
import { graphCall } from '../../support/graph-call.ts';
import { anna, bela, ids, startRegarding } from '../../support/regarding.ts';
import type { Reply, TestRegarding } from '../../support/regarding.ts';

let rig: TestRegarding;
let listId: string;

beforeAll(async () => {
  rig = await startRegarding();
  const { body } = await graph('GET', "/todo/lists?$filter=wellknownListName eq 'defaultList'");
  listId = body.value[0].id;
}, 120_000);
afterAll(() => rig.close());
afterEach(() => rig.mend());

const graph = (method: string, path: string, body?: unknown): Promise<Reply> =>
  graphCall(rig, anna, method, path, body);

const account = { table: 'account', id: ids.account };

interface Reference {
  listId: string;
  taskId: string;
}

async function add(task: object = {}, list = listId): Promise<Reference> {
  const made = await graph('POST', `/todo/lists/${list}/tasks`, { title: 'Call back', ...task });
  expect(made.status).toBe(201);
  return { listId: list, taskId: made.body.id };
}

/** What became of it; a machine under load answers before that is known. */
async function track(task: Reference, more: object = {}): Promise<Reply['body']> {
  const { body } = await rig.call(anna, '/api/tasks/track', { tasks: [task], ...more });
  const settled = await eventually(
    () => listed(task),
    ({ state }) => state !== 'pending',
  );
  return { ...body.tasks[0], state: settled.state, problem: settled.problem };
}

const untrack = async (task: Reference, deleteCopy: boolean): Promise<Reply['body']> =>
  (await rig.call(anna, '/api/tasks/untrack', { tasks: [task], deleteCopy })).body.tasks?.[0];

const list = async (query = ''): Promise<OutlookTasks> =>
  (await rig.call(anna, `/api/tasks?fresh=1${query}`)).body as OutlookTasks;

const listed = async ({ taskId }: Reference): Promise<OutlookTask> => {
  const { tasks } = await list('&done=1');
  return tasks.find((task) => task.taskId === taskId)!;
};

const crmTask = (id: string): Promise<Reply> => rig.crm(anna, `tasks(${id})`);

const day = (text: string): object => ({ dateTime: `${text}T00:00:00.0000000`, timeZone: 'UTC' });

describe('Tracking tasks', () => {
  test('A To Do task becomes a CRM task with its regarding, and links to it (§1.1.7, TK-01, TK-02, TK-03)', async () => {
    const task = await add({
      title: 'Send the offer',
      body: { contentType: 'html', content: '<p>With <b>prices</b></p><p>&amp; dates</p>' },
      importance: 'high',
      status: 'inProgress',
      startDateTime: day('2026-11-24'),
      dueDateTime: day('2026-11-26'),
    });
    expect(await track(task, { regarding: account })).toMatchObject({
      ...task,
      state: 'tracked',
      problem: null,
    });
    const { key, url, regarding } = await listed(task);
    expect(regarding).toMatchObject({ id: ids.account, name: 'Customer Ltd' });
    expect((await crmTask(key)).body).toMatchObject({
      subject: 'Send the offer',
      description: 'With prices\n& dates',
      prioritycode: 2,
      statecode: 0,
      statuscode: 3,
      scheduledstart: '2026-11-24T12:00:00Z',
      scheduledend: '2026-11-26T12:00:00Z',
      actualstart: expect.any(String),
      _regardingobjectid_value: ids.account,
    });
    const path = `/todo/lists/${task.listId}/tasks/${task.taskId}/linkedResources`;
    expect((await graph('GET', path)).body.value).toMatchObject([
      { applicationName: 'Regarding', externalId: key, webUrl: url },
    ]);
  });

  test('Tracking again brings the CRM’s task up to date; a done one is completed at 100 % (TK-02, TK-03)', async () => {
    const task = await add({ dueDateTime: day('2026-11-26') });
    await track(task);
    const { key } = await listed(task);
    expect((await crmTask(key)).body).toMatchObject({ statuscode: 2, percentcomplete: 0 });
    await graph('PATCH', `/todo/lists/${task.listId}/tasks/${task.taskId}`, {
      status: 'completed',
      title: 'Called back',
    });
    expect((await track(task)).state).toBe('tracked');
    expect((await crmTask(key)).body).toMatchObject({
      subject: 'Called back',
      statecode: 1,
      statuscode: 5,
      percentcomplete: 100,
    });
    await graph('PATCH', `/todo/lists/${task.listId}/tasks/${task.taskId}`, {
      status: 'notStarted',
    });
    await track(task);
    expect((await crmTask(key)).body).toMatchObject({ statecode: 0, actualend: null });
  });

  test('A start without a due date is also when it is due (TK-05)', async () => {
    const task = await add({ startDateTime: day('2026-12-01') });
    await track(task);
    const { key } = await listed(task);
    expect((await crmTask(key)).body).toMatchObject({ scheduledend: '2026-12-01T12:00:00Z' });
  });

  test('The regarding can be changed and taken off', async () => {
    const task = await add();
    await track(task, { regarding: account });
    await track(task, { regarding: { table: 'incident', id: ids.incident } });
    expect((await listed(task)).regarding).toMatchObject({ table: 'incident' });
    await track(task);
    expect((await listed(task)).regarding).toMatchObject({ table: 'incident' });
    await track(task, { regarding: null });
    const { key, regarding } = await listed(task);
    expect(regarding).toBeNull();
    expect((await crmTask(key)).body['_regardingobjectid_value']).toBeNull();
  });

  test('A task that repeats is never tracked (TK-07)', async () => {
    const task = await add({
      dueDateTime: day('2026-11-26'),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'noEnd', startDate: '2026-11-26' },
      },
    });
    expect(await listed(task)).toMatchObject({ isRecurring: true });
    expect(await track(task)).toMatchObject({ state: 'failed', problem: 'item-unsupported' });
    const { key } = await listed(task);
    expect((await crmTask(key)).status).toBe(404);
  });

  test('Two clicks at once make one task', async () => {
    const task = await add({ title: 'Only once' });
    await Promise.all([track(task), track(task), track(task)]);
    const found = await rig.crm(anna, "tasks?$filter=subject eq 'Only once'");
    expect(found.body.value).toHaveLength(1);
  });
});

describe('Untracking tasks', () => {
  test.each([
    ['keeps', false, 200],
    ['deletes', true, 404],
  ])(
    'It %s the CRM’s copy as the person says, and takes the link off (§1.5.3)',
    async (_what, deleteCopy, status) => {
      const task = await add();
      await track(task);
      const { key } = await listed(task);
      expect(await untrack(task, deleteCopy)).toMatchObject({ state: 'not-tracked' });
      expect((await crmTask(key)).status).toBe(status);
      const path = `/todo/lists/${task.listId}/tasks/${task.taskId}/linkedResources`;
      expect((await graph('GET', path)).body.value).toEqual([]);
    },
  );
});

describe('The list', () => {
  test('It has all lists but that of flagged mail, soonest due first, found by words', async () => {
    const own = await graph('POST', '/todo/lists', { displayName: 'Vevők' });
    const later = await add({ title: 'Zeta later', dueDateTime: day('2027-02-02') }, own.body.id);
    await add({ title: 'Zeta sooner', dueDateTime: day('2027-01-01') });
    const { tasks, total } = await list('&q=zeta');
    expect(tasks.map(({ title }) => title)).toEqual(['Zeta sooner', 'Zeta later']);
    expect([total, tasks[1]!.listName, tasks[1]!.dueOn]).toEqual([2, 'Vevők', '2027-02-02']);
    expect((await list('&q=vevok')).tasks[0]!.taskId).toBe(later.taskId);
  });

  test('What is done is listed when it is asked for, and states filter', async () => {
    const task = await add({ title: 'Finished', status: 'completed' });
    expect((await list('&q=finished')).total).toBe(0);
    expect((await list('&q=finished&done=1')).total).toBe(1);
    await track(task);
    expect((await list('&q=finished&done=1&state=tracked')).total).toBe(1);
    expect((await list('&q=finished&done=1&state=untracked')).total).toBe(0);
  });

  test('Everybody sees their own tasks alone', async () => {
    const reply = await rig.call(bela, '/api/tasks');
    expect(reply.body).toMatchObject({ tasks: [], total: 0 });
  });
});
