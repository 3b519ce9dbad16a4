import type { Direction } from '../domain/mail/direction.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Candidate } from '../domain/people/match.ts';
import type { AutoTracking } from '../domain/sync/sync-settings.ts';
import type { TokenSettings } from '../domain/sync/tracking-token.ts';
import type { Actor } from './actor.ts';

/** What is asked about a page of mail; addresses in the form in which they are compared. */
export interface CrmMailQuery {
  /** Which of them are users or queues. */
  recipients: readonly string[];
  /** Whose records are wanted. */
  people: readonly string[];
  /** E-mails there are, by Message-ID (without brackets), by token, by base of their index (hex). */
  messageIds: readonly string[];
  tokens: readonly string[];
  conversations: readonly string[];
  /** E-mails that may be there under these ids. */
  ids?: readonly string[];
}

export interface CrmMailUser {
  /** System user. */
  id: string;
  /** Entra object id. */
  userId: string;
  address: string;
}

export interface CrmQueue {
  id: string;
  address: string;
  level: AutoTracking;
}

/** An e-mail the CRM has, whoever tracked it. */
export interface CrmEmail {
  id: string;
  direction: Direction;
  /** Without brackets. */
  messageId: string;
  token: string;
  /** Base64. */
  conversationIndex: string;
  regarding: RecordRef | null;
  /** System user or team. */
  ownerId: string | null;
}

export interface CrmMailFacts {
  /** The actor's system user; null where nobody asked, or there is none. */
  me: string | null;
  /** Those that take mail and are in use. */
  users: CrmMailUser[];
  queues: CrmQueue[];
  candidates: Candidate[];
  /** The newest first. */
  emails: CrmEmail[];
}

/** What the CRM knows about arriving mail, with the actor's rights. May throw `Failure`. */
export interface CrmMail {
  /** In one request, or in none where nothing is asked. */
  facts(actor: Actor, query: CrmMailQuery, signal: AbortSignal): Promise<CrmMailFacts>;
  /** How the organisation's tracking tokens look; asked once an hour. */
  tokens(actor: Actor, signal: AbortSignal): Promise<TokenSettings>;
  /** Those of the e-mails the actor may read, with their owners. */
  emails(
    actor: Actor,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, { ownerId: string | null }>>;
}
