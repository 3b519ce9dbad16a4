import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { bodyAs } from '../mail/body.ts';
import { undeclared } from '../errors.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { itemDelta } from '../store/item-delta.ts';
import {
  addItem,
  changeItem,
  etagOf,
  itemId,
  removeItem,
  resolveItem,
  type Item,
  type WholeItem,
} from '../store/items.ts';
import { itemNotFound } from '../errors.ts';
import { listItems } from '../store/list-items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { resolveList } from './lists.ts';
import { completionOf, nextTask } from './complete-task.ts';
import { readTask } from './read-task.ts';
import { presentTimes, taskTimes } from './task-times.ts';

const properties = [
  ...['id', 'importance', 'isReminderOn', 'status', 'title', 'createdDateTime'],
  ...['lastModifiedDateTime', 'bodyLastModifiedDateTime', 'categories', 'body', 'recurrence'],
  ...['hasAttachments', 'linkedResources', 'checklistItems', 'attachments', 'extensions'],
  ...Object.keys(taskTimes),
];

const expandable = ['linkedResources', 'checklistItems'];

function collections(call: Call, doc: Json): Json {
  const wanted = (call.query.expand ?? []).map(({ path }) => path.toLowerCase());
  const unknown = call.query.expand?.find(
    ({ path }) => !expandable.some((name) => name.toLowerCase() === path.toLowerCase()),
  );
  if (unknown) throw undeclared(unknown.path, 'todoTask');
  const names = expandable.filter((name) => {
    const isFilled = name === 'linkedResources' && ((doc[name] ?? []) as Json[]).length > 0;
    return isFilled || wanted.includes(name.toLowerCase());
  });
  return Object.fromEntries(names.map((name) => [name, doc[name] ?? []]));
}

/** A task as Graph serves it; times it does not have are left out. */
function presentTask(call: Call, item: Item): Json {
  const { doc } = item;
  const whole: Json = {
    '@odata.etag': etagOf(item),
    importance: doc['importance'] ?? 'normal',
    isReminderOn: doc['isReminderOn'] === true,
    status: doc['status'] ?? 'notStarted',
    title: doc['title'] ?? '',
    createdDateTime: item.created.toISOString(),
    lastModifiedDateTime: item.modified.toISOString(),
    hasAttachments: doc['hasAttachments'] === true,
    categories: doc['categories'] ?? [],
    id: itemId(item, call.prefer),
    ...(typeof doc['bodyChanged'] === 'string' && {
      bodyLastModifiedDateTime: doc['bodyChanged'],
    }),
    ...(item.body && { body: bodyAs(item.body, call.prefer.bodyType) }),
    ...presentTimes(doc, call.prefer.timeZone),
    ...(doc['recurrence'] ? { recurrence: doc['recurrence'] } : {}),
  };
  const selected = selection(call.query, 'todoTask', properties);
  return { ...pick(whole, selected), ...collections(call, doc) };
}

/** The task of a list. Throws `ErrorItemNotFound`. */
export async function resolveTask(call: Call, list: string, id: string): Promise<WholeItem> {
  const folder = await resolveList(call, list);
  const item = await resolveItem(call, 'task', id);
  if (item.folder !== folder.number) throw itemNotFound();
  return item;
}

const pathOf = (list: string): string => `todo/lists('${encodeURIComponent(list)}')/tasks`;

function answerTask(call: Call, list: string, item: Item, status: number): GraphAnswer {
  const context = contextOf(call, `${pathOf(list)}${selectSuffix(call.query)}/$entity`);
  const body = { '@odata.context': context, ...presentTask(call, item) };
  return { status, headers: { etag: etagOf(item) }, body };
}

export const listTasks: Handler = async (call, list = '') =>
  listItems(call, {
    kind: 'task',
    folder: await resolveList(call, list),
    columns: ['body'],
    order: 'newest',
    context: contextOf(call, `${pathOf(list)}${selectSuffix(call.query)}`),
    present: (items) => Promise.resolve(items.map((item) => presentTask(call, item))),
  });

export const getTask: Handler = async (call, list = '', id = '') =>
  answerTask(call, list, await resolveTask(call, list, id), 200);

const todayOf = (call: Call): string => call.graph.now().toISOString().slice(0, 10);

export const createTask: Handler = async (call, list = '') => {
  const folder = await resolveList(call, list);
  const { doc, body } = readTask(jsonBody(call), todayOf(call));
  const now = call.graph.now();
  const item = await addItem(call.graph, {
    ...{ mailbox: folder.mailbox, folder: folder.number, kind: 'task', at: now, until: null },
    body: jsonb(body ?? { contentType: 'text' as const, content: '' }),
    doc: jsonb<Json>({
      title: '',
      ...doc,
      ...completionOf({}, doc, now),
      bodyChanged: body ? now.toISOString() : '0001-01-01T00:00:00Z',
    }),
  });
  return answerTask(call, list, item, 201);
};

/** `PATCH …/tasks/{id}`; completing a task that repeats makes the next one. */
export const updateTask: Handler = async (call, list = '', id = '') => {
  const before = await resolveTask(call, list, id);
  const { doc, body } = readTask(jsonBody(call), todayOf(call));
  const now = call.graph.now();
  const changed = await changeItem(call, before.number, (fresh) => ({
    doc: jsonb<Json>({
      ...fresh.doc,
      ...doc,
      ...completionOf(fresh.doc, doc, now),
      ...(body && { bodyChanged: now.toISOString() }),
    }),
    ...(body && { body: jsonb(body) }),
  }));
  const next = nextTask(before, changed);
  if (next) await addItem(call.graph, next);
  return answerTask(call, list, changed, 200);
};

export const deleteTask: Handler = async (call, list = '', id = '') => {
  await removeItem(call, (await resolveTask(call, list, id)).number);
  return { status: 204 };
};

export const tasksDelta: Handler = async (call, list = '') =>
  itemDelta(call, {
    kind: 'task',
    folder: await resolveList(call, list),
    type: 'todoTask',
    present: (selecting, items) =>
      Promise.resolve(
        items.map((item) => ({
          '@odata.type': '#microsoft.graph.todoTask',
          ...presentTask(selecting, item),
        })),
      ),
  });
