import { toCrmTask } from '../../domain/tasks/task-map.ts';
import type { TodoTask } from '../../domain/tasks/task-map.ts';
import { readReference } from '../../domain/tasks/task-reference.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { Failure } from '../../ports/failure.ts';
import type { LedgerRow, Outcome } from '../../ports/ledger.ts';
import type { TaskMark } from '../../ports/mailbox-tasks.ts';
import { Impossible } from '../problem.ts';
import type { Attempt } from '../track-email.ts';

/** What the CRM's task shall be regarding; undefined: what it is. */
const wantedRegarding = ({ wanted, clearRegarding }: LedgerRow): RecordRef | null | undefined => {
  if (clearRegarding) return null;
  return wanted ?? undefined;
};

async function markTask({ ports, actor, row, signal }: Attempt, mark: TaskMark | null) {
  try {
    await ports.mailboxTasks.mark(actor, readReference(row.itemId), mark, signal);
  } catch (error) {
    // A mark on a task that is gone helps nobody.
    if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
  }
}

/** Changes the task that is there: all that To Do says now, and the regarding. */
async function updateTask(attempt: Attempt, id: string, task: TodoTask): Promise<RecordRef | null> {
  const { ports, actor, row, signal } = attempt;
  const regarding = wantedRegarding(row);
  const present = await ports.crmTasks.read(actor, id, signal);
  if (!present) throw new Failure('not-found', 'crm', 'crm: no such task');
  const values = toCrmTask(task);
  const change = regarding === undefined ? {} : { regarding };
  await ports.crmTasks.update(actor, { id, values, ...change }, signal);
  return regarding === undefined ? present.regarding : regarding;
}

/** The CRM's task of this one, if it has one that is still there. */
async function presentId({ ports, actor, row, signal }: Attempt, task: TodoTask) {
  const known = row.activityId ?? task.link;
  return known && (await ports.crmTasks.read(actor, known, signal)) ? known : null;
}

async function writeTask(attempt: Attempt, task: TodoTask) {
  const { ports, actor, row, signal } = attempt;
  const known = await presentId(attempt, task);
  if (known) return { id: known, regarding: await updateTask(attempt, known, task) };
  const regarding = wantedRegarding(row) ?? null;
  const values = toCrmTask(task);
  const made = { id: row.key, values, regarding, startedAt: ports.runtime.now() };
  const answer = await ports.crmTasks.create(actor, made, signal);
  if (answer === 'created') return { id: row.key, regarding };
  return { id: row.key, regarding: await updateTask(attempt, row.key, task) };
}

/**
 * Tracks a task of To Do as a task of the CRM (TK-01), or brings the one there is up to date. Every
 * step may be repeated. @throws Failure; Impossible for one that repeats (TK-07).
 */
export async function trackTask(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const task = await ports.mailboxTasks.read(actor, readReference(row.itemId), signal);
  if (task.isRecurring) throw new Impossible('item-unsupported');
  const { id, regarding } = await writeTask(attempt, task);
  const url = ports.crm.recordUrl({ table: 'task', id });
  await markTask(attempt, { activityId: id, url });
  return { kind: 'tracked', activityId: id, regarding, at: ports.runtime.now() };
}

/** Untracks a task; its copy in the CRM goes or stays as the person said (§1.5.3). @throws Failure. */
export async function untrackTask(attempt: Attempt): Promise<Outcome> {
  const { ports, actor, row, signal } = attempt;
  const { activityId: id } = row;
  const copyDeleted = id !== null && !row.keepCopy;
  if (copyDeleted) await ports.crmTasks.remove(actor, id, signal);
  else if (id !== null && !(await ports.crmTasks.mayWrite(actor, id, signal))) {
    // One that is gone needs no right.
    if (await ports.crmTasks.read(actor, id, signal)) {
      throw new Failure('forbidden', 'crm', 'crm: no right to write to the task');
    }
  }
  await markTask(attempt, null);
  return { kind: 'untracked', copyDeleted };
}
