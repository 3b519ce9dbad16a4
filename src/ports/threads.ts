import type { TrackedMail } from '../domain/sync/correlate.ts';
import type { ThreadTraits } from '../domain/sync/thread-traits.ts';

/** By what the tracked mails that some mails answer may be found. */
export interface ThreadQuestion {
  /** The ledger's keys of mails that are named by their Message-IDs. */
  keys: readonly string[];
  /** The mailboxes' own ids of conversations. */
  conversationIds: readonly string[];
  traits: readonly ThreadTraits[];
  /** Smart matching looks no further back; null: at everything. */
  alikeSince: Date | null;
}

/** A mail that is tracked or on its way; `key` is the ledger's. */
export interface FoundMail extends TrackedMail {
  key: string;
}

/**
 * What was found: mails that are tracked or on their way (E-10), never one that a person took out
 * of the CRM (quality §3.3, 9). The one that was changed last comes first.
 */
export interface ThreadFinds {
  byKey(key: string): readonly FoundMail[];
  byConversationId(id: string): readonly FoundMail[];
  byToken(token: string): readonly FoundMail[];
  byConversation(base: string): readonly FoundMail[];
  alike(smart: NonNullable<ThreadTraits['smart']>): readonly FoundMail[];
}

/** The threads of tracked mail. Nothing of a mail is kept but hashes. */
export interface Threads {
  /** Answers for a whole page of mail at once. */
  find(tenantId: string, question: ThreadQuestion): Promise<ThreadFinds>;
  /** May be repeated. */
  remember(
    tenantId: string,
    mails: readonly { key: string; traits: ThreadTraits }[],
  ): Promise<void>;
  forget(tenantId: string, keys: readonly string[]): Promise<void>;
}
