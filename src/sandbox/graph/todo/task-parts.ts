import { randomUUID } from 'node:crypto';
import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { changeItem } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';
import { resolveTask } from './tasks.ts';

/** A collection that lies inside a task. */
export interface TaskParts {
  name: 'checklistItems' | 'linkedResources';
  type: string;
  properties: string[];
  /** Reads a new one (`before` undefined) or a change. Throws `RequestBodyRead`. */
  read: (body: Json, now: Date, before: Json | undefined) => Json;
}

const partsOf = (doc: Json, { name }: TaskParts): Json[] => (doc[name] as Json[] | undefined) ?? [];

const find = (all: Json[], id: string): Json => {
  const part = all.find((one) => String(one['id']).toLowerCase() === id.toLowerCase());
  if (!part) throw itemNotFound();
  return part;
};

const contextFor = (call: Call, { name }: TaskParts, list: string, task: string): string => {
  const [listId, taskId] = [list, task].map(encodeURIComponent);
  const path = `todo/lists('${listId}')/tasks('${taskId}')/${name}`;
  return contextOf(call, `${path}${selectSuffix(call.query)}`);
};

/** List, read, create, change and remove what lies inside a task. */
export function taskPartHandlers(parts: TaskParts) {
  const { type, properties, read } = parts;
  const present = (call: Call, part: Json): Json =>
    pick(part, selection(call.query, type, ['id', ...properties]));

  const answer = (call: Call, ids: [string, string], part: Json, status: number): GraphAnswer => {
    const context = `${contextFor(call, parts, ...ids)}/$entity`;
    return { status, body: { '@odata.context': context, ...present(call, part) } };
  };

  const change = async (call: Call, ids: [string, string], plan: (all: Json[]) => Json[]) => {
    const { number } = await resolveTask(call, ...ids);
    // The part has no version of its own: `If-Match` is not for the task.
    return changeItem(call, number, ({ doc }) => ({
      doc: jsonb<Json>({ ...doc, [parts.name]: plan(partsOf(doc, parts)) }),
    }));
  };

  const list: Handler = async (call, listId = '', taskId = '') => {
    const all = partsOf((await resolveTask(call, listId, taskId)).doc, parts);
    const skip = call.query.skip ?? 0;
    const size = pageSizeOf(call.query, call.prefer);
    const value = all.slice(skip, skip + size).map((part) => present(call, part));
    const body = {
      '@odata.context': contextFor(call, parts, listId, taskId),
      ...(call.query.count && { '@odata.count': all.length }),
      value,
      ...(all.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    };
    return { status: 200, body };
  };

  const get: Handler = async (call, listId = '', taskId = '', id = '') => {
    const { doc } = await resolveTask(call, listId, taskId);
    return answer(call, [listId, taskId], find(partsOf(doc, parts), id), 200);
  };

  const create: Handler = async (call, listId = '', taskId = '') => {
    const part = { id: randomUUID(), ...read(jsonBody(call), call.graph.now(), undefined) };
    await change(call, [listId, taskId], (all) => [...all, part]);
    return answer(call, [listId, taskId], part, 201);
  };

  const update: Handler = async (call, listId = '', taskId = '', id = '') => {
    let after: Json = {};
    await change(call, [listId, taskId], (all) => {
      const before = find(all, id);
      after = { ...before, ...read(jsonBody(call), call.graph.now(), before) };
      return all.map((one) => (one === before ? after : one));
    });
    return answer(call, [listId, taskId], after, 200);
  };

  const remove: Handler = async (call, listId = '', taskId = '', id = '') => {
    await change(call, [listId, taskId], (all) => {
      const gone = find(all, id);
      return all.filter((one) => one !== gone);
    });
    return { status: 204 };
  };

  return { list, get, create, update, remove };
}
