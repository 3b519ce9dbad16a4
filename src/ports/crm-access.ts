import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Grant, ReadRight, Unit } from '../domain/people/audience.ts';
import type { Actor } from './actor.ts';

/** As the contract's `mailboxState` (UI-16). */
export type MailboxState = 'ready' | 'not-configured' | 'not-approved' | 'inactive' | 'unknown';

export interface Readiness {
  mailbox: MailboxState;
  /** The person's roles let them use Outlook apps (SEC-01). */
  mayUseApp: boolean;
  /** … and let the service synchronise for them (SEC-02). */
  maySync: boolean;
}

/** An activity whose readers are asked for, there already or still to come. */
export interface AudienceQuestion {
  /** Of the activity: `email`, `appointment`. */
  table: string;
  /** Null: there is none yet. */
  activityId: string | null;
  /** System user or team; null: the actor. */
  ownerId: string | null;
  /** What one that is not there yet will be regarding. */
  regarding: RecordRef | null;
}

/** Everything that decides who reads an activity, as the CRM has it now. */
export interface ReadRights {
  me: { userId: string; unitId: string };
  /** A system user or team. */
  owner: { id: string; name: string; unitId: string };
  units: Unit[];
  rights: ReadRight[];
  /** By ownership and shares, of the activity and of what it inherits from its record. */
  grants: Grant[];
  /** False where the actor may not see with whom the record, or the activity, is shared. */
  areSharesKnown: boolean;
  /** The CRM shares an activity with the users on it (SEC-10). */
  sharesWithParties: boolean;
}

/** What people may do in the CRM. Every function may throw `Failure`. */
export interface CrmAccess {
  /** What the CRM does not tell stands in nobody's way: it decides itself in the end. */
  readiness(actor: Actor, signal: AbortSignal): Promise<Readiness>;
  /** Whether the actor is one of the CRM's system administrators. */
  isAdministrator(actor: Actor, signal: AbortSignal): Promise<boolean>;
  /** Null where the caller may not read roles. */
  readRights(
    actor: Actor,
    question: AudienceQuestion,
    signal: AbortSignal,
  ): Promise<ReadRights | null>;
}
