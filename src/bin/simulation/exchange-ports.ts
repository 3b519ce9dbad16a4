import { trackedCategory, undeliverableCategory } from '../../domain/mail/tracked-category.ts';
import type { MailMessage } from '../../domain/mail/message.ts';
import { wellKnownFolders } from '../../domain/sync/folder-scope.ts';
import type { SeenMail } from '../../domain/sync/seen-mail.ts';
import type { Actor } from '../../ports/actor.ts';
import type { CategoryNames } from '../../ports/category-names.ts';
import { Failure } from '../../ports/failure.ts';
import { mailboxLimit } from '../../ports/limits.ts';
import type { Limits } from '../../ports/limits.ts';
import type { MailChanges, PaneMark, ReadAnswer, ReadQuestion } from '../../ports/mail-changes.ts';
import type {
  ItemMark,
  Mailbox,
  MailReference,
  MarkedItem,
  MasterCategory,
} from '../../ports/mailbox.ts';
import type { FolderName, ExchangeMailbox, Item } from './exchange.ts';
import type { Outside } from './outside.ts';
import type { Random } from './random.ts';

/** Parts of one request, and how many of them the far side works on at once. */
const mostParts = 20;
const atOnce = 4;
const pageSize = 200;
const replayShare = 0.02;

type Simulated = 'readMessage' | 'readMany' | 'readMarks' | 'mark' | 'markMany' | 'ensureCategory';
type SimulatedChanges = 'wellKnownFolders' | 'read' | 'mails' | 'paneMarks' | 'addresses';

export interface ExchangeDeps {
  outside: Outside;
  limits: Limits;
  names: CategoryNames;
  random: Random;
  mailboxOf: (userId: string) => ExchangeMailbox;
  /** Pages are cut short, and told again. */
  isPlaying: () => boolean;
  onRead: () => void;
}

const lost = (): Failure => new Failure('not-found', 'mailbox', 'mailbox: no such item');

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const toMessage = (mailbox: ExchangeMailbox, item: Item): MailMessage => {
  const { headers, etag, categories } = mailbox.seen(item);
  const { internetMessageId, subject, from, to, cc, bcc, sentAt, receivedAt } = headers;
  return {
    ...{ id: item.id, etag, kind: 'message', internetMessageId, subject, from, to, cc, bcc },
    ...{ sentAt, receivedAt, categories, attachments: [], mailboxAddress: null },
    ...{ body: { type: 'text', content: subject }, importance: 'normal', conversationIndex: '' },
    ...{ isPrivate: false, isEncrypted: false },
  };
};

/** Mailboxes as one process reaches them: the product's ports over simulated Exchange. */
export class SimulatedMailboxes
  implements Pick<Mailbox, Simulated>, Pick<MailChanges, SimulatedChanges>
{
  readonly #deps: ExchangeDeps;

  constructor(deps: ExchangeDeps) {
    this.#deps = deps;
  }

  async read(actor: Actor, question: ReadQuestion, signal: AbortSignal): Promise<ReadAnswer> {
    const { cursors, tree, categories } = question;
    this.#deps.onRead();
    const parts = cursors.length + Number(tree !== undefined) + Number(categories ?? false);
    return this.#ask(actor, { parts, signal }, (mailbox) => ({
      pages: cursors.map(({ folderId, link }) => mailbox.delta(folderId, link, this.#page())),
      tree: tree === undefined ? null : treePage(mailbox, tree),
      categories: categories ? (mailbox.category ? [mailbox.category] : []) : null,
    }));
  }

  wellKnownFolders(actor: Actor, signal: AbortSignal) {
    return this.#ask(
      actor,
      { parts: wellKnownFolders.length, signal },
      (mailbox) => new Map(wellKnownFolders.map((name) => [name, mailbox.folderId(name)])),
    );
  }

  async mails(actor: Actor, itemIds: readonly string[], signal: AbortSignal): Promise<SeenMail[]> {
    const all = await this.#inPieces(actor, itemIds, signal, (mailbox, id) => {
      const item = mailbox.items.get(id);
      return item ? [mailbox.seen(item)] : [];
    });
    return all.flat();
  }

  async paneMarks(
    actor: Actor,
    itemIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, PaneMark>> {
    const found = await this.#inPieces(actor, itemIds, signal, (mailbox, id) => {
      const mark = mailbox.items.get(id)?.paneMark;
      return mark ? [[id, mark] as const] : [];
    });
    return new Map(found.flat());
  }

  addresses({ userId }: Actor): Promise<readonly string[]> {
    // Remembered for an hour; what is asked anew then is left out.
    return Promise.resolve([this.#deps.mailboxOf(userId).address]);
  }

  readMessage(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MailMessage> {
    return this.#ask(actor, { parts: 1, signal }, (mailbox) =>
      toMessage(mailbox, found(mailbox, mail)),
    );
  }

  readMany(
    actor: Actor,
    mails: readonly MailReference[],
    signal: AbortSignal,
  ): Promise<(MailMessage | Failure)[]> {
    return this.#inPieces(actor, mails, signal, (mailbox, mail) => {
      const item = mailbox.find(mail.itemId, mail.internetMessageId);
      return item ? toMessage(mailbox, item) : lost();
    });
  }

  readMarks(actor: Actor, mail: MailReference, signal: AbortSignal): Promise<MarkedItem> {
    return this.readMessage(actor, mail, signal);
  }

  async mark(actor: Actor, item: MarkedItem, mark: ItemMark, signal: AbortSignal): Promise<void> {
    const names = await this.#deps.names.of(actor);
    const refused = await this.#ask(actor, { parts: 1, signal, isWrite: true }, (mailbox) =>
      put(mailbox, item, mark, names),
    );
    if (refused) throw refused;
  }

  async markMany(
    actor: Actor,
    marks: readonly { item: MarkedItem; mark: ItemMark }[],
    signal: AbortSignal,
  ): Promise<(Failure | null)[]> {
    const names = await this.#deps.names.of(actor);
    const write = { isWrite: true };
    return this.#inPieces(
      actor,
      marks,
      signal,
      (mailbox, { item, mark }) => put(mailbox, item, mark, names),
      write,
    );
  }

  ensureCategory(actor: Actor, signal: AbortSignal): Promise<MasterCategory> {
    return this.#ask(actor, { parts: 1, signal }, (mailbox) => {
      mailbox.category ??= { id: `category:${mailbox.address}`, name: trackedCategory.displayName };
      return mailbox.category;
    });
  }

  #page(): { size: number; back: number } {
    const { random, isPlaying } = this.#deps;
    if (!isPlaying()) return { size: pageSize, back: 0 };
    const back = random.next() < replayShare ? Math.ceil(random.between(0, 10)) : 0;
    const isShort = random.next() < 0.1;
    return { size: isShort ? Math.ceil(random.between(1, 20)) : pageSize, back };
  }

  /** Twenty a request; once something was done, what is refused later must not make it forgotten. */
  async #inPieces<T, R>(
    actor: Actor,
    all: readonly T[],
    signal: AbortSignal,
    serve: (mailbox: ExchangeMailbox, one: T) => R,
    options: { isWrite?: boolean } = {},
  ): Promise<R[]> {
    const results: R[] = [];
    for (let from = 0; from < all.length; from += mostParts) {
      const piece = all.slice(from, from + mostParts);
      const request = { parts: piece.length, signal, ...options };
      results.push(
        ...(await this.#ask(actor, request, (mailbox) => piece.map((one) => serve(mailbox, one)))),
      );
    }
    return results;
  }

  async #ask<T>(
    actor: Actor,
    { parts, signal, isWrite = false }: { parts: number; signal: AbortSignal; isWrite?: boolean },
    serve: (mailbox: ExchangeMailbox) => T,
  ): Promise<T> {
    const { limits, outside, mailboxOf } = this.#deps;
    const limit = mailboxLimit(actor.userId);
    const weight = Math.min(parts, atOnce);
    const isUrgent = actor.assertion !== undefined;
    signal.throwIfAborted();
    const request = { actor, weight: parts, concurrent: weight, signal, isWrite };
    return limits.run({ limit, isUrgent, weight, requests: parts }, async () => {
      try {
        return await outside.request(request, () => serve(mailboxOf(actor.userId)));
      } catch (error) {
        const isTold = error instanceof Failure && error.kind === 'throttled';
        if (isTold && error.retryAfterMs !== undefined) limits.holdOff(limit, error.retryAfterMs);
        throw error;
      }
    });
  }
}

function treePage(mailbox: ExchangeMailbox, link: string | null): ReadAnswer['tree'] {
  return { folders: link === null ? mailbox.tree() : [], gone: [], link: 'tree', isLast: true };
}

function found(mailbox: ExchangeMailbox, { itemId, internetMessageId }: MailReference): Item {
  const item = mailbox.find(itemId, internetMessageId);
  if (!item) throw lost();
  return item;
}

/** As Exchange takes the change of a message that marks it. @returns what it is refused for. */
function put(
  mailbox: ExchangeMailbox,
  { id, etag, categories }: MarkedItem,
  mark: ItemMark,
  names: Awaited<ReturnType<CategoryNames['of']>>,
): Failure | null {
  const item = mailbox.items.get(id);
  if (!item) return lost();
  if (etag && etag !== String(item.version)) {
    return new Failure('changed', 'mailbox', 'mailbox: changed meanwhile');
  }
  const ours = [...names.all, undeliverableCategory.displayName];
  const others = categories.filter((one) => !ours.some((name) => same(name, one)));
  const usual = mark === null ? [] : names.put === null ? [] : [names.put];
  const ourOwn = mark === 'undeliverable' ? [undeliverableCategory.displayName] : usual;
  mailbox.change(item, { categories: [...others, ...ourOwn] });
  return null;
}

export const isTracked = ({ categories }: Item): boolean =>
  categories.some((one) => same(one, trackedCategory.displayName));

export const inFolder = (mailbox: ExchangeMailbox, item: Item, name: FolderName): boolean =>
  item.folderId === mailbox.folderId(name);
