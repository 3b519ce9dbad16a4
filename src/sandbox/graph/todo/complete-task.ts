import { randomUUID } from 'node:crypto';
import { occurrences } from '../calendar/recurrence.ts';
import type { WholeItem } from '../store/items.ts';
import { jsonb, type Json } from '../store/schema.ts';

const dayLength = 86_400_000;
const midnight = (at: Date): string => `${at.toISOString().slice(0, 10)}T00:00:00.000Z`;

/**
 * What follows from a change of a task's status: a completed one has a date of completion, any other
 * has none. Giving the date completes the task.
 */
export function completionOf(before: Json, changes: Json, now: Date): Json {
  const given = changes['completedInstant'];
  const status = changes['status'] ?? (typeof given === 'string' ? 'completed' : undefined);
  if (status === undefined) return {};
  if (status !== 'completed') return { status, completedInstant: null };
  return { status, completedInstant: given ?? before['completedInstant'] ?? midnight(now) };
}

/** The day after `due` on which a task is due again; undefined where its series is over. */
function nextDue(recurrence: Json, due: Date): Date | undefined {
  const range = recurrence['range'] as Json;
  const start = new Date(`${String(range['startDate'])}T00:00:00Z`);
  const until = new Date(due.getTime() + 366 * 100 * dayLength);
  for (const { start: at } of occurrences(recurrence, start, start, until, {
    isAllDay: true,
    from: due,
  })) {
    if (at > due) return at;
  }
  return undefined;
}

const shifted = (value: unknown, by: number): string | null =>
  typeof value === 'string' ? new Date(Date.parse(value) + by).toISOString() : null;

const unchecked = (doc: Json): Json[] =>
  ((doc['checklistItems'] ?? []) as Json[]).map(({ displayName, createdDateTime }) => ({
    ...{ id: randomUUID(), displayName, createdDateTime, isChecked: false },
  }));

/** The task that follows one that repeats and has just been completed. */
export function nextTask(before: WholeItem, after: WholeItem) {
  const { doc } = after;
  const recurrence = doc['recurrence'] as Json | null | undefined;
  const isDone = before.doc['status'] !== 'completed' && doc['status'] === 'completed';
  if (!recurrence || !isDone) return undefined;
  const due = new Date((doc['dueInstant'] as string | null) ?? midnight(after.modified));
  const next = nextDue(recurrence, due);
  if (!next) return undefined;
  const by = next.getTime() - due.getTime();
  return {
    ...{ mailbox: after.mailbox, folder: after.folder, kind: 'task' as const },
    ...{ at: after.modified, until: null, body: jsonb(after.body) },
    doc: jsonb<Json>({
      ...doc,
      status: 'notStarted',
      completedInstant: null,
      dueInstant: next.toISOString(),
      startInstant: shifted(doc['startInstant'], by),
      reminderInstant: shifted(doc['reminderInstant'], by),
      checklistItems: unchecked(doc),
      hasAttachments: false,
    }),
  };
}
