import type { TaskOutcomes, TrackTasksRequest, UntrackTasksRequest } from '../../contracts/task.ts';
import { readReference, writeReference } from '../../domain/tasks/task-reference.ts';
import type { TaskReference } from '../../domain/tasks/task-reference.ts';
import type { Caller } from '../../ports/actor.ts';
import type { Intent } from '../../ports/ledger.ts';
import { acceptMany } from '../accept-many.ts';
import type { WantedItem } from '../accept-many.ts';
import { stateOf } from '../listed-state.ts';
import type { TrackingPorts } from '../ports.ts';
import { taskKey } from './list-tasks.ts';

async function act(
  ports: TrackingPorts,
  caller: Caller,
  intent: Intent,
  { tasks, ...wanted }: { tasks: TaskReference[] } & Omit<WantedItem, 'key' | 'itemId'>,
): Promise<TaskOutcomes> {
  const items = new Map(
    tasks.map((task) => [
      taskKey(ports, caller, task),
      { ...wanted, key: taskKey(ports, caller, task), itemId: writeReference(task) },
    ]),
  );
  const { rows, batchId } = await acceptMany(ports, caller, {
    kind: 'task',
    intent,
    items: [...items.values()],
  });
  return {
    tasks: rows.map((row) => ({
      ...readReference(row.itemId),
      state: stateOf(row),
      problem: row.problem,
    })),
    batchId,
  };
}

/** Tracks tasks with what they are regarding, or brings tracked ones up to date (TK-01). */
export const trackTasks = (
  ports: TrackingPorts,
  caller: Caller,
  { tasks, regarding }: TrackTasksRequest,
): Promise<TaskOutcomes> =>
  act(ports, caller, 'track', {
    tasks,
    wanted: regarding ?? null,
    clearRegarding: regarding === null,
  });

/** Untracks tasks; the CRM's copies stay or go as the person says (§1.5.3). */
export const untrackTasks = (
  ports: TrackingPorts,
  caller: Caller,
  { tasks, deleteCopy }: UntrackTasksRequest,
): Promise<TaskOutcomes> =>
  act(ports, caller, 'untrack', { tasks, wanted: null, keepCopy: !deleteCopy });
