import { randomUUID } from 'node:crypto';
import { isObject } from '../call.ts';
import { readRecurrence } from '../calendar/read-recurrence.ts';
import { badBody } from '../errors.ts';
import type { Body } from '../mail/body.ts';
import { asBoolean, asCategories, asText, oneOf, readBody, wrong } from '../mail/read-message.ts';
import type { Reader } from '../mail/read-message.ts';
import type { Json } from '../store/schema.ts';
import { readLinkedResource } from './linked-resources.ts';
import { readTaskTime, taskTimes } from './task-times.ts';

const readers: Record<string, Reader> = {
  title: asText,
  status: oneOf('notStarted', 'inProgress', 'completed', 'waitingOnOthers', 'deferred'),
  importance: oneOf('low', 'normal', 'high'),
  isReminderOn: asBoolean,
  categories: asCategories,
};

/** Read-only; Graph takes them in a body and leaves them alone. */
const ignored = new Set([
  ...['id', 'createdDateTime', 'lastModifiedDateTime', 'bodyLastModifiedDateTime'],
  'hasAttachments',
]);

export interface TaskInput {
  doc: Json;
  body?: Body;
}

function readResources(value: unknown): Json[] {
  if (!Array.isArray(value)) throw wrong('linkedResources', 'an array');
  return value.filter(isObject).map((one) => ({ id: randomUUID(), ...readLinkedResource(one) }));
}

/** The recurrence begins on the day the task is due. */
function readTaskRecurrence(value: unknown, input: TaskInput, today: string): Json | null {
  const due = input.doc['dueInstant'];
  const start = typeof due === 'string' ? due.slice(0, 10) : today;
  return readRecurrence(value, start, 'UTC');
}

/**
 * Reads a task from JSON. Throws `RequestBodyRead`.
 * @param today `2026-11-22`, where a series begins that has no due date.
 */
export function readTask(body: Json, today: string): TaskInput {
  const input: TaskInput = { doc: {} };
  // The due date first: a recurrence looks at it.
  const entries = Object.entries(body).sort(
    ([a], [b]) => Number(b in taskTimes) - Number(a in taskTimes),
  );
  for (const [name, value] of entries) {
    if (name.includes('@') || ignored.has(name)) continue;
    const reader = readers[name];
    if (reader) input.doc[name] = reader(value, name);
    else if (name in taskTimes) Object.assign(input.doc, readTaskTime(name, value));
    else if (name === 'body') input.body = readBody(value);
    else if (name === 'linkedResources') input.doc['linkedResources'] = readResources(value);
    else if (name === 'recurrence') {
      input.doc['recurrence'] = readTaskRecurrence(value, input, today);
    } else {
      throw badBody(
        `The property '${name}' does not exist on type 'microsoft.graph.todoTask'. Make sure to only use property names that are defined by the type.`,
      );
    }
  }
  return input;
}
