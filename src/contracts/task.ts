import { z } from 'zod';
import { problemCode, trackingState } from './item.ts';
import { stateFilter } from './contact.ts';
import { crmRecord, recordReference } from './record.ts';

/** `list` and `id` together name a task of Microsoft To Do. */
export const taskReference = z.strictObject({
  listId: z.string().min(1).max(1_024),
  taskId: z.string().min(1).max(1_024),
});
export type TaskReference = z.infer<typeof taskReference>;

/** `GET /api/tasks`. */
export const tasksQuery = z.object({
  q: z.string().max(200).default(''),
  state: stateFilter.default('all'),
  /** Also what is completed. */
  done: z.literal('1').optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  /** Reads To Do anew. */
  fresh: z.literal('1').optional(),
});
export type TasksQuery = z.infer<typeof tasksQuery>;

export const todoStatus = z.enum([
  'notStarted',
  'inProgress',
  'completed',
  'waitingOnOthers',
  'deferred',
]);

export const outlookTask = taskReference.extend({
  key: z.guid(),
  title: z.string(),
  listName: z.string(),
  /** `2026-11-25`; To Do keeps no time of day. */
  dueOn: z.iso.date().nullable(),
  status: todoStatus,
  importance: z.enum(['low', 'normal', 'high']),
  /** It repeats, so it cannot be tracked (TK-07). */
  isRecurring: z.boolean(),
  state: trackingState,
  problem: problemCode.nullable(),
  /** The task's page in the CRM; null until it is tracked. */
  url: z.url().nullable(),
  regarding: crmRecord.partial({ url: true }).nullable(),
});
export type OutlookTask = z.infer<typeof outlookTask>;

export const outlookTasks = z.object({
  tasks: z.array(outlookTask),
  total: z.int(),
  next: z.int().nullable(),
  pending: z.int(),
});
export type OutlookTasks = z.infer<typeof outlookTasks>;

const tasks = z.array(taskReference).min(1).max(100);

/** `POST /api/tasks/track`; `regarding` absent: keep it, null: take it off. */
export const trackTasksRequest = z.strictObject({
  tasks,
  regarding: recordReference.nullable().optional(),
});
export type TrackTasksRequest = z.infer<typeof trackTasksRequest>;

/** `POST /api/tasks/untrack`. */
export const untrackTasksRequest = z.strictObject({ tasks, deleteCopy: z.boolean() });
export type UntrackTasksRequest = z.infer<typeof untrackTasksRequest>;

export const taskOutcomes = z.object({
  tasks: z.array(taskReference.extend({ state: trackingState, problem: problemCode.nullable() })),
  /** Of several: `GET /api/items/several/{id}` tells how far they are. */
  batchId: z.guid().nullable(),
});
export type TaskOutcomes = z.infer<typeof taskOutcomes>;
