import type { Direction } from '../mail/direction.ts';
import type { RecordRef } from '../mail/email-activity.ts';
import type { Correlation } from './correlation.ts';
import type { LeaveReason, TrackReason } from './reason.ts';

/** What automatic tracking says of a mail it has never seen. */
export type Judgement =
  | { verdict: 'leave'; reason: LeaveReason }
  | {
      verdict: 'track';
      reason: TrackReason;
      /** Of the mail it answers, or of the person's rule (§1.1.2, correlation's effects). */
      regarding: RecordRef | null;
      correlation: Correlation | null;
      /** Whose rule accepted it: Entra object id of a person, or id of a queue (E-22). */
      acceptedBy: string;
    };

/** A mail's identity in the ledger. */
export interface MailIdentityKey {
  key: string;
  direction: Direction;
}
