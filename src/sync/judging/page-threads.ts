import type { Direction } from '../../domain/mail/direction.ts';
import { mailKey } from '../../domain/mail/item-key.ts';
import { normaliseMessageId } from '../../domain/mail/message-id.ts';
import { conversationBase } from '../../domain/sync/conversation-index.ts';
import type { KnownThreads } from '../../domain/sync/correlate.ts';
import type { MailHeaders } from '../../domain/sync/seen-mail.ts';
import type { CrmEmail } from '../../ports/crm-mail.ts';
import type { FoundMail, ThreadFinds } from '../../ports/threads.ts';

interface Scope {
  tenantId: string;
  organization: string;
}

/** The ledger's keys a mail with this Message-ID may have. */
export const keysOfMessage = (scope: Scope, messageId: string): string[] =>
  (['outgoing', 'incoming'] as const).map((direction: Direction) =>
    mailKey({ ...scope, direction, internetMessageId: `<${messageId}>`, itemId: '' }),
  );

/** Mails by what leads to them. */
class Clues {
  readonly #mails = new Map<string, FoundMail[]>();

  add(clue: string | null, mail: FoundMail): void {
    if (clue) this.#mails.set(clue, [...this.get(clue), mail]);
  }

  get(clue: string): readonly FoundMail[] {
    return this.#mails.get(clue) ?? [];
  }
}

/**
 * The threads a page of mail may be of: what the service tracked, what the CRM has, whoever tracked
 * it, and what of the page itself is going to be tracked.
 */
export class PageThreads {
  readonly #scope: Scope;
  readonly #finds: ThreadFinds;
  readonly #messageIds = new Clues();
  readonly #tokens = new Clues();
  readonly #conversations = new Clues();
  readonly #conversationIds = new Clues();

  constructor(scope: Scope, finds: ThreadFinds, emails: readonly CrmEmail[]) {
    this.#scope = scope;
    this.#finds = finds;
    for (const email of emails) this.#addEmail(email);
  }

  /** A mail of the page is going to be tracked; others of the page may answer it. */
  add(
    { internetMessageId, conversationIndex, conversationId }: MailHeaders,
    mail: FoundMail,
  ): void {
    this.#messageIds.add(normaliseMessageId(internetMessageId), mail);
    this.#conversations.add(conversationBase(conversationIndex), mail);
    this.#conversationIds.add(conversationId, mail);
  }

  /** What a mail can be found to answer: anything but another copy of itself (E-03). */
  about({ internetMessageId }: MailHeaders): KnownThreads {
    const ownId = normaliseMessageId(internetMessageId);
    const own = new Set(ownId ? keysOfMessage(this.#scope, ownId) : []);
    const first = (...found: (readonly FoundMail[])[]): FoundMail | null =>
      found.flat().find(({ key }) => !own.has(key)) ?? null;
    const finds = this.#finds;
    return {
      byMessageId: (id) => {
        const keys = keysOfMessage(this.#scope, id);
        return first(...keys.map((key) => finds.byKey(key)), this.#messageIds.get(id));
      },
      byToken: (token) => first(finds.byToken(token), this.#tokens.get(token)),
      byConversation: (base) => first(finds.byConversation(base), this.#conversations.get(base)),
      byConversationId: (id) => first(finds.byConversationId(id), this.#conversationIds.get(id)),
      alike: (smart) => first(finds.alike(smart)),
    };
  }

  #addEmail({ id, direction, messageId, token, conversationIndex, regarding }: CrmEmail): void {
    const key = mailKey({ ...this.#scope, direction, internetMessageId: messageId, itemId: id });
    const mail = { key, activityId: id, regarding };
    this.#messageIds.add(messageId, mail);
    this.#tokens.add(token, mail);
    this.#conversations.add(conversationBase(conversationIndex), mail);
  }
}
