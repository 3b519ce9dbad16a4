import type { ReadRight, Unit } from '../domain/people/audience.ts';
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

/** Everything that decides who reads an e-mail the caller tracks. */
export interface ReadRights {
  me: { userId: string; unitId: string };
  units: Unit[];
  rights: ReadRight[];
}

/** What people may do in the CRM. Every function may throw `Failure`. */
export interface CrmAccess {
  /** What the CRM does not tell stands in nobody's way: it decides itself in the end. */
  readiness(actor: Actor, signal: AbortSignal): Promise<Readiness>;
  /** Whether the actor is one of the CRM's system administrators. */
  isAdministrator(actor: Actor, signal: AbortSignal): Promise<boolean>;
  /** Null where the caller may not read roles. */
  readRights(actor: Actor, signal: AbortSignal): Promise<ReadRights | null>;
}
