import type { Direction } from '../domain/mail/direction.ts';
import type { EmailActivity, RecordRef } from '../domain/mail/email-activity.ts';
import type { EmailThread } from '../domain/mail/email-thread.ts';
import type { MailAttachment } from '../domain/mail/message.ts';
import type { Candidate } from '../domain/people/match.ts';
import type { NewPerson } from '../domain/people/unknown-sender.ts';
import type { Actor } from './actor.ts';
import type { Failure } from './failure.ts';

export interface NamedRecord extends RecordRef {
  name: string;
  detail: string;
}

export interface CrmUser {
  /** System user. */
  id: string;
  /** Entra object id. */
  userId: string;
  name: string;
}

/** An email activity there is, as far as the caller may read it. */
export interface ExistingEmail {
  id: string;
  regarding: NamedRecord | null;
  /** System user or team. */
  ownerId: string | null;
}

export interface LookupQuery {
  addresses: string[];
  /** The mail as an activity: by its Message-ID, or by the id where it is known. */
  email: { messageId: string; direction: Direction; id: string | null };
  /** A record whose name is wanted. */
  record: RecordRef | null;
  /** People (Entra object ids) whose names are wanted, besides the caller. */
  users: string[];
}

export interface Lookup {
  /** The caller's system user. */
  me: CrmUser | null;
  users: CrmUser[];
  candidates: Candidate[];
  email: ExistingEmail | null;
  /** Null where it is gone or the caller may not read it. */
  record: NamedRecord | null;
}

/** A mail as it is written. */
export interface NewEmail extends EmailActivity {
  /** The primary key it gets. */
  id: string;
  /** A system user; the actor owns it where that is refused (E-12). */
  ownerId?: string | null;
  /** Left out where the actor may not tie it to other rows. */
  thread?: EmailThread | null;
  /** Queues that are to have an item of it. */
  queueIds?: readonly string[];
}

/** The customer's CRM, seen with the actor's rights. Every function may throw `Failure`. */
export interface Crm {
  /** The organisation's origin; part of every activity's key. */
  readonly organization: string;
  /** The page of a record. */
  recordUrl(record: RecordRef): string;
  /** Everything that is read about one mail, in one request. */
  look(actor: Actor, query: LookupQuery, signal: AbortSignal): Promise<Lookup>;
  /**
   * Makes the completed email activity with all its parts, or nothing.
   * @returns `exists` where there is one with this id or Message-ID already.
   */
  createEmail(actor: Actor, email: NewEmail, signal: AbortSignal): Promise<'created' | 'exists'>;
  /**
   * As `createEmail`, many at once: what one is refused for is its own result and holds up none.
   * @throws Failure where the CRM does not answer; some may have been made then.
   */
  createEmails(
    actor: Actor,
    emails: readonly NewEmail[],
    signal: AbortSignal,
  ): Promise<('created' | 'exists' | Failure)[]>;
  /** Makes those that are not there yet. @returns which are there now; not every actor may make any. */
  createPeople(actor: Actor, people: readonly NewPerson[], signal: AbortSignal): Promise<boolean[]>;
  /** Null where there is none. @throws Failure `forbidden` where the actor may not read it. */
  readEmail(actor: Actor, id: string, signal: AbortSignal): Promise<ExistingEmail | null>;
  /** @throws Failure `not-found` where the email or the record is gone. */
  setRegarding(
    actor: Actor,
    id: string,
    /** Null takes it off. */
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<void>;
  /** Adds those of the files that the email does not have yet. */
  addFiles(
    actor: Actor,
    id: string,
    files: readonly MailAttachment[],
    signal: AbortSignal,
  ): Promise<void>;
  /** Subjects of activities by id, as far as the actor may read them. */
  subjects(
    actor: Actor,
    activityIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, string>>;
  /** Whether the actor may write to the email; false where it is gone. */
  mayWrite(actor: Actor, id: string, me: string, signal: AbortSignal): Promise<boolean>;
  /** Nothing happens where it is gone. @throws Failure `forbidden`. */
  deleteEmail(actor: Actor, id: string, signal: AbortSignal): Promise<void>;
}
