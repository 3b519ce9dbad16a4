import type { ReadRight, Unit } from '../domain/people/audience.ts';
import type { Actor } from './actor.ts';

/** As the contract's `mailboxState` (UI-16). */
export type MailboxState = 'ready' | 'not-configured' | 'not-approved' | 'inactive' | 'unknown';

export interface Readiness {
  mailbox: MailboxState;
  /** The person's roles let them use Outlook apps (SEC-01). */
  mayUseApp: boolean;
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
  /** Null where the caller may not read roles. */
  readRights(actor: Actor, signal: AbortSignal): Promise<ReadRights | null>;
}
