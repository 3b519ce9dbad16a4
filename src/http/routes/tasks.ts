import {
  outlookTasks,
  taskOutcomes,
  tasksQuery,
  trackTasksRequest,
  untrackTasksRequest,
} from '../../contracts/task.ts';
import { listTasks } from '../../tracking/tasks/list-tasks.ts';
import { trackTasks, untrackTasks } from '../../tracking/tasks/request-tasks.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

/** Tasks: the add-in never opens on them (H-01), so a page lists them. */
export function registerTasks({ app, ports }: Api): void {
  app.get(
    '/tasks',
    {
      schema: {
        summary: 'Tasks of Microsoft To Do with their state',
        querystring: tasksQuery,
        response: { 200: outlookTasks },
      },
    },
    (request) => listTasks(ports, callerOf(request), request.query),
  );
  app.post(
    '/tasks/track',
    {
      schema: {
        summary: 'Track tasks with what they are regarding, or bring tracked ones up to date',
        body: trackTasksRequest,
        response: { 200: taskOutcomes },
      },
    },
    (request) => trackTasks(ports, callerOf(request), request.body),
  );
  app.post(
    '/tasks/untrack',
    {
      schema: {
        summary: 'Untrack tasks, and keep or delete the CRM’s copies',
        body: untrackTasksRequest,
        response: { 200: taskOutcomes },
      },
    },
    (request) => untrackTasks(ports, callerOf(request), request.body),
  );
}
