import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { CrmTaskValues } from '../domain/tasks/task-map.ts';
import type { Actor } from './actor.ts';

/** What a write sets besides the columns; absent: the regarding stays. */
export interface RegardingChange {
  regarding: RecordRef | null;
}

/** Task activities of the CRM, with the actor's rights. Every function may throw `Failure`, `crm`. */
export interface CrmTasks {
  /**
   * Makes the task in its state, or nothing.
   * @returns `exists` where there is one with this id.
   */
  create(
    actor: Actor,
    task: { id: string; values: CrmTaskValues; startedAt: Date } & RegardingChange,
    signal: AbortSignal,
  ): Promise<'created' | 'exists'>;
  /** @throws Failure `not-found`. */
  update(
    actor: Actor,
    task: { id: string; values: CrmTaskValues } & Partial<RegardingChange>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Null where it is gone. @throws Failure `forbidden`. */
  read(actor: Actor, id: string, signal: AbortSignal): Promise<RegardingChange | null>;
  /** Whether the actor may write to it; false where it is gone. */
  mayWrite(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>;
  /** Nothing happens where it is gone. @throws Failure `forbidden`. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<void>;
}
