import type { OutlookTask, OutlookTasks, TasksQuery } from '../../contracts/task.ts';
import { fits } from '../../domain/contacts/find-in-list.ts';
import { itemKey } from '../../domain/sync/item-key.ts';
import type { TodoTask } from '../../domain/tasks/task-map.ts';
import type { TaskReference } from '../../domain/tasks/task-reference.ts';
import { fewAtOnce } from '../../lib/few-at-once.ts';
import type { Actor, Caller } from '../../ports/actor.ts';
import type { NamedRecord } from '../../ports/crm.ts';
import type { LedgerRow } from '../../ports/ledger.ts';
import { hasState, namesOf, presentRegarding, stateOf } from '../listed-state.ts';
import type { TrackingPorts } from '../ports.ts';

const pageSize = 100;
const listLifeMs = 2 * 60_000;
const withinMs = 25_000;
const atOnce = 4;

type ListedTask = TodoTask & { listName: string };

/** The key under which the ledger and the CRM know a task; lists may come and go. */
export const taskKey = (
  { crm }: Pick<TrackingPorts, 'crm'>,
  { tenantId }: Actor,
  { taskId }: TaskReference,
): string => itemKey({ tenantId, organization: crm.organization, kind: 'task', itemId: taskId });

async function readTasks(
  ports: TrackingPorts,
  caller: Caller,
  options: { withDone: boolean },
  signal: AbortSignal,
): Promise<ListedTask[]> {
  const lists = await ports.mailboxTasks.lists(caller, signal);
  const tasks = await fewAtOnce(lists, atOnce, ({ id }) =>
    ports.mailboxTasks.tasks(caller, id, options, signal),
  );
  return lists.flatMap(({ name }, index) =>
    (tasks[index] ?? []).map((task) => ({ ...task, listName: name })),
  );
}

/** What is due first comes first; what is never due, in the order of its lists, comes last. */
const byDue = (a: ListedTask, b: ListedTask): number =>
  (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');

function present(
  ports: TrackingPorts,
  caller: Caller,
  task: ListedTask,
  { row, names }: { row: LedgerRow | undefined; names: NamedRecord[] },
): OutlookTask {
  const state = stateOf(row);
  const activity = state === 'not-tracked' ? null : (row?.activityId ?? null);
  const reference = { listId: task.listId, taskId: task.id };
  return {
    ...reference,
    key: row?.key ?? taskKey(ports, caller, reference),
    title: task.title,
    listName: task.listName,
    dueOn: task.dueOn,
    status: task.status,
    importance: task.importance,
    isRecurring: task.isRecurring,
    state,
    problem: state === 'not-tracked' ? null : (row?.problem ?? null),
    url: activity === null ? null : ports.crm.recordUrl({ table: 'task', id: activity }),
    regarding: presentRegarding(ports, row, names),
  };
}

/** The tasks of the caller's To Do with their state, soonest due first. @throws Failure. */
export async function listTasks(
  ports: TrackingPorts,
  caller: Caller,
  query: TasksQuery,
): Promise<OutlookTasks> {
  const signal = AbortSignal.timeout(withinMs);
  const withDone = query.done === '1';
  const name = withDone ? 'all tasks' : 'tasks';
  if (query.fresh) ports.lists.forget(caller, name);
  const [all, rows] = await Promise.all([
    ports.lists.get(caller, name, listLifeMs, () => readTasks(ports, caller, { withDone }, signal)),
    ports.ledger.ofMailbox(caller.tenantId, caller.userId, 'task'),
  ]);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const rowOf = ({ listId, id }: TodoTask): LedgerRow | undefined =>
    byKey.get(taskKey(ports, caller, { listId, taskId: id }));
  const fitting = all
    .filter((task) => hasState(query.state, rowOf(task)))
    .filter((task) => fits(query.q, [task.title, task.notes, task.listName]))
    .toSorted(byDue);
  const page = fitting.slice(query.from, query.from + pageSize);
  const pageRows = page.map(rowOf);
  const names = await namesOf(ports, caller, pageRows, signal);
  const next = query.from + pageSize;
  return {
    tasks: page.map((task, index) => present(ports, caller, task, { row: pageRows[index], names })),
    total: fitting.length,
    next: next < fitting.length ? next : null,
    pending: rows.filter(({ state }) => state === 'pending').length,
  };
}
