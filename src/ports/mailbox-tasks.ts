import type { TaskReference } from '../domain/tasks/task-reference.ts';
import type { TodoTask } from '../domain/tasks/task-map.ts';
import type { Actor } from './actor.ts';

export interface TaskList {
  id: string;
  name: string;
}

export interface TaskMark {
  /** The CRM's task. */
  activityId: string;
  url: string;
}

/** The person's own Microsoft To Do. Every function may throw `Failure` with service `mailbox`. */
export interface MailboxTasks {
  /** Every list but the one of flagged mail, whose tasks are messages. */
  lists(actor: Actor, signal: AbortSignal): Promise<TaskList[]>;
  /** @param options.withDone also what is completed. */
  tasks(
    actor: Actor,
    listId: string,
    options: { withDone: boolean },
    signal: AbortSignal,
  ): Promise<TodoTask[]>;
  /** @throws Failure `not-found`. */
  read(actor: Actor, task: TaskReference, signal: AbortSignal): Promise<TodoTask>;
  /** Puts a link to the CRM on the task, or takes it off where `mark` is null. */
  mark(
    actor: Actor,
    task: TaskReference,
    mark: TaskMark | null,
    signal: AbortSignal,
  ): Promise<void>;
}
