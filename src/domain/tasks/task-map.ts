import { truncate } from '../../lib/truncate.ts';

export type TodoStatus = 'notStarted' | 'inProgress' | 'completed' | 'waitingOnOthers' | 'deferred';

/** A task of Microsoft To Do. Days are `2026-11-25`; To Do keeps no time of day. */
export interface TodoTask {
  listId: string;
  /** Immutable id. */
  id: string;
  title: string;
  /** Plain text. */
  notes: string;
  status: TodoStatus;
  importance: 'low' | 'normal' | 'high';
  startOn: string | null;
  dueOn: string | null;
  completedOn: string | null;
  isRecurring: boolean;
  /** The CRM task it is linked to by a mark of ours; null: none. */
  link: string | null;
}

/** The CRM's task as it is written: columns, and the state, which is a write of its own. */
export interface CrmTaskValues {
  columns: Record<string, string | number | null>;
  state: { statecode: number; statuscode: number };
}

const subjectLength = 200;
const descriptionLength = 2_000;
const priorities = { low: 0, normal: 1, high: 2 } as const;

const states: Record<TodoStatus, CrmTaskValues['state']> = {
  notStarted: { statecode: 0, statuscode: 2 },
  inProgress: { statecode: 0, statuscode: 3 },
  waitingOnOthers: { statecode: 0, statuscode: 4 },
  deferred: { statecode: 0, statuscode: 7 },
  completed: { statecode: 1, statuscode: 5 },
};

/** To Do tells no percentage: what has not begun is at 0, what is done at 100 (TK-03). */
const percents: Partial<Record<TodoStatus, number>> = { notStarted: 0, completed: 100 };

/** Noon, so that it is the same day from UTC−12 to UTC+11. */
const noonOf = (day: string | null): string | null => day && `${day}T12:00:00Z`;

/**
 * What the CRM's task gets of To Do's (TK-01…TK-03). A start without a due date is also when it is
 * due (TK-05). Reminders stay in Outlook (TK-04).
 */
export function toCrmTask(task: TodoTask): CrmTaskValues {
  const percent = percents[task.status];
  return {
    columns: {
      subject: truncate(task.title.trim(), subjectLength),
      description: truncate(task.notes, descriptionLength) || null,
      prioritycode: priorities[task.importance],
      scheduledstart: noonOf(task.startOn),
      scheduledend: noonOf(task.dueOn ?? task.startOn),
      actualend: task.status === 'completed' ? noonOf(task.completedOn) : null,
      ...(percent !== undefined && { percentcomplete: percent }),
    },
    state: states[task.status],
  };
}

const statusOf = (statecode: number, statuscode: number): TodoStatus => {
  if (statecode !== 0) return 'completed';
  const found = (Object.keys(states) as TodoStatus[]).find(
    (status) => states[status].statecode === 0 && states[status].statuscode === statuscode,
  );
  return found ?? 'notStarted';
};

const importanceOf = (priority: unknown): TodoTask['importance'] =>
  priority === 0 ? 'low' : priority === 2 ? 'high' : 'normal';

const dayOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, 10) : null;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What To Do's task gets of the CRM's; canceled ones are completed there (TK-03). */
export function toTodoTask({
  columns,
  state,
}: CrmTaskValues): Omit<TodoTask, 'listId' | 'id' | 'isRecurring' | 'link'> {
  const status = statusOf(state.statecode, state.statuscode);
  const startOn = dayOf(columns['scheduledstart']);
  return {
    title: textOf(columns['subject']),
    notes: textOf(columns['description']),
    status,
    importance: importanceOf(columns['prioritycode']),
    startOn,
    dueOn: dayOf(columns['scheduledend']) ?? startOn,
    completedOn: status === 'completed' ? dayOf(columns['actualend']) : null,
  };
}
