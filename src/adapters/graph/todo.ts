import { z } from 'zod';
import { plainText } from '../../domain/tasks/plain-text.ts';
import type { TodoStatus, TodoTask } from '../../domain/tasks/task-map.ts';
import type { TaskReference } from '../../domain/tasks/task-reference.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { MailboxTasks, TaskList, TaskMark } from '../../ports/mailbox-tasks.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';
import { readPages } from './pages.ts';

const pageSize = 1_000;

/** How To Do names the link; what is found under this name is ours. */
const applicationName = 'Regarding';

const text = z.string().nullish();
const time = z.object({ dateTime: z.string() }).nullish();
const resource = z.object({ id: text, applicationName: text, externalId: text, webUrl: text });

const todoTask = z.object({
  id: z.string(),
  title: text,
  body: z.object({ content: text, contentType: text }).nullish(),
  status: text,
  importance: text,
  startDateTime: time,
  dueDateTime: time,
  completedDateTime: time,
  recurrence: z.unknown().optional(),
  linkedResources: z.array(resource).nullish(),
});
type GraphTask = z.infer<typeof todoTask>;

const list = z.object({ id: z.string(), displayName: text, wellknownListName: text });

const statuses: readonly string[] = [
  'notStarted',
  'inProgress',
  'completed',
  'waitingOnOthers',
  'deferred',
] satisfies TodoStatus[];

const dayOf = (at: GraphTask['dueDateTime']): string | null => at?.dateTime.slice(0, 10) ?? null;

const ours = (task: GraphTask) =>
  (task.linkedResources ?? []).filter((link) => link.applicationName === applicationName);

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toTask(listId: string, task: GraphTask): TodoTask {
  const content = task.body?.content ?? '';
  const isHtml = task.body?.contentType?.toLowerCase() === 'html';
  const link = ours(task)[0]?.externalId ?? '';
  return {
    listId,
    id: task.id,
    title: task.title ?? '',
    notes: isHtml ? plainText(content) : content.trim(),
    status: (statuses.includes(task.status ?? '') ? task.status : 'notStarted') as TodoStatus,
    importance:
      task.importance === 'low' || task.importance === 'high' ? task.importance : 'normal',
    startOn: dayOf(task.startDateTime),
    dueOn: dayOf(task.dueDateTime),
    completedOn: dayOf(task.completedDateTime),
    isRecurring: !!task.recurrence,
    link: guid.test(link) ? link.toLowerCase() : null,
  };
}

const listPath = (id: string): string => `/todo/lists/${encodeURIComponent(id)}/tasks`;
const taskPath = ({ listId, taskId }: TaskReference): string =>
  `${listPath(listId)}/${encodeURIComponent(taskId)}`;

/** Microsoft To Do over Microsoft Graph. */
export class GraphTodo implements MailboxTasks {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  async lists(actor: Actor, signal: AbortSignal): Promise<TaskList[]> {
    const path = `/todo/lists?$top=${pageSize}`;
    const all = await readPages(this.#graph, actor, path, list, signal);
    return all
      .filter(({ wellknownListName }) => wellknownListName !== 'flaggedEmails')
      .map(({ id, displayName }) => ({ id, name: displayName ?? '' }));
  }

  async tasks(
    actor: Actor,
    listId: string,
    { withDone }: { withDone: boolean },
    signal: AbortSignal,
  ): Promise<TodoTask[]> {
    const open = withDone ? '' : `&$filter=${encodeURIComponent("status ne 'completed'")}`;
    const path = `${listPath(listId)}?$top=${pageSize}${open}`;
    const all = await readPages(this.#graph, actor, path, todoTask, signal);
    return all.map((task) => toTask(listId, task));
  }

  async read(actor: Actor, task: TaskReference, signal: AbortSignal): Promise<TodoTask> {
    return toTask(task.listId, await this.#read(actor, task, signal));
  }

  async mark(
    actor: Actor,
    task: TaskReference,
    mark: TaskMark | null,
    signal: AbortSignal,
  ): Promise<void> {
    const path = `${taskPath(task)}/linkedResources`;
    const links = ours(await this.#read(actor, task, signal));
    const isThere = (id: string | null | undefined): boolean =>
      mark !== null && id?.toLowerCase() === mark.activityId;
    const kept = links.find(({ externalId }) => isThere(externalId));
    for (const { id } of links.filter((link) => link !== kept)) {
      await this.#remove(actor, `${path}/${encodeURIComponent(id ?? '')}`, signal);
    }
    if (!mark || kept) return;
    const body = {
      webUrl: mark.url,
      applicationName,
      displayName: 'Dynamics 365',
      externalId: mark.activityId,
    };
    await this.#graph.call(actor, { method: 'POST', path, body, signal });
  }

  async #read(actor: Actor, task: TaskReference, signal: AbortSignal): Promise<GraphTask> {
    const path = `${taskPath(task)}?$expand=linkedResources`;
    const answer = await this.#graph.call(actor, { method: 'GET', path, signal });
    return readJson(answer.body, todoTask, 'mailbox');
  }

  async #remove(actor: Actor, path: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#graph.call(actor, { method: 'DELETE', path, signal });
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
    }
  }
}
