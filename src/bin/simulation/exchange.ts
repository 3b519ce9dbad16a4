import type { Direction } from '../../domain/mail/direction.ts';
import type { SeenMail } from '../../domain/sync/seen-mail.ts';
import type { FolderPage } from '../../ports/mail-changes.ts';
import type { MasterCategory } from '../../ports/mailbox.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';

/** A mail as somebody wrote it; every mailbox that has it has a copy. */
export interface Mail {
  messageId: string;
  direction: Direction;
  subject: string;
  from: string;
  to: readonly string[];
  conversationId: string;
  inReplyTo: string;
}

/** An item in a mailbox. */
export interface Item {
  id: string;
  mail: Mail;
  folderId: string;
  version: number;
  categories: string[];
  receivedAt: number;
  /** What the pane left on it (I-08); absent: nothing. */
  paneMark?: { regarding: RecordRef | null };
}

interface Folder {
  id: string;
  /** Everything that happened in it, in order; `isTouch`: what decides nothing changed. */
  log: { itemId: string; isTouch: boolean }[];
  /** Raised where tokens are forgotten. */
  epoch: number;
}

export const folderNames = [
  'msgfolderroot',
  'inbox',
  'projects',
  'archive',
  'sentitems',
  'deleteditems',
  'junkemail',
  'drafts',
  'outbox',
] as const;
export type FolderName = (typeof folderNames)[number];

const parents: Partial<Record<FolderName, FolderName>> = { projects: 'inbox' };

/** One mailbox of Exchange: its items, and what it tells of them. */
export class ExchangeMailbox {
  readonly userId: string;
  readonly address: string;
  readonly items = new Map<string, Item>();
  readonly #byMessageId = new Map<string, Set<string>>();
  readonly #folders = new Map<string, Folder>();
  category: MasterCategory | null = null;
  #made = 0;

  constructor(userId: string, address: string) {
    this.userId = userId;
    this.address = address;
    for (const name of folderNames) {
      this.#folders.set(this.folderId(name), { id: this.folderId(name), log: [], epoch: 1 });
    }
  }

  folderId(name: FolderName): string {
    return `${name}:${this.address}`;
  }

  tree(): { id: string; parentId: string }[] {
    return folderNames
      .filter((name) => name !== 'msgfolderroot')
      .map((name) => ({
        id: this.folderId(name),
        parentId: this.folderId(parents[name] ?? 'msgfolderroot'),
      }));
  }

  add(mail: Mail, folder: FolderName, receivedAt: number): Item {
    this.#made += 1;
    const id = `${this.address}/${this.#made}`;
    const item = { id, mail, folderId: this.folderId(folder), version: 1, receivedAt };
    const made: Item = { ...item, categories: [] };
    this.items.set(id, made);
    const same = this.#byMessageId.get(mail.messageId) ?? new Set();
    this.#byMessageId.set(mail.messageId, same.add(id));
    this.#note(made);
    return made;
  }

  move(item: Item, folder: FolderName): void {
    const from = item.folderId;
    item.folderId = this.folderId(folder);
    this.#note(item, from);
    this.#note(item);
  }

  remove(item: Item): void {
    this.items.delete(item.id);
    this.#byMessageId.get(item.mail.messageId)?.delete(item.id);
    this.#note(item);
  }

  /** Anything about it but where it is. */
  change(
    item: Item,
    change: Partial<Pick<Item, 'categories' | 'paneMark'>>,
    isTouch = false,
  ): void {
    Object.assign(item, change);
    item.version += 1;
    this.#folders.get(item.folderId)?.log.push({ itemId: item.id, isTouch });
  }

  find(itemId: string, messageId: string): Item | undefined {
    const [other] = this.#byMessageId.get(messageId) ?? [];
    return this.items.get(itemId) ?? (other === undefined ? undefined : this.items.get(other));
  }

  forgetTokens(folder: FolderName): void {
    const known = this.#folders.get(this.folderId(folder));
    if (known) known.epoch += 1;
  }

  /** What happened in a folder; tokens say how far it was read, and whether since the beginning. */
  delta(folderId: string, link: string | null, page: { size: number; back: number }): FolderPage {
    const folder = this.#folders.get(folderId);
    if (!folder) return { folderId, problem: 'gone' };
    const [epoch = folder.epoch, told = 0, first = 1] = link?.split(':').map(Number) ?? [];
    if (epoch !== folder.epoch) return { folderId, problem: 'expired' };
    // Whatever was told may be told again.
    const from = first ? told : Math.max(0, told - page.back);
    const seen = new Map<string, boolean>();
    let at = from;
    while (at < folder.log.length && (seen.size < page.size || at <= told)) {
      const { itemId, isTouch } = folder.log[at] ?? { itemId: '', isTouch: true };
      seen.set(itemId, isTouch && (seen.get(itemId) ?? true));
      at += 1;
    }
    const isLast = at >= folder.log.length;
    const next = [folder.epoch, at, isLast ? 0 : first].join(':');
    return { folderId, ...this.#told(folderId, seen, first === 1), link: next, isLast };
  }

  seen(item: Item): SeenMail {
    const { id, folderId, version, categories, mail, receivedAt } = item;
    const at = new Date(receivedAt).toISOString();
    const named = (address: string) => ({ name: '', address });
    return {
      ...{ itemId: id, etag: String(version), folderId, categories: [...categories] },
      headers: {
        ...{ kind: 'message', internetMessageId: mail.messageId, subject: mail.subject },
        ...{ from: named(mail.from), to: mail.to.map(named), cc: [], bcc: [] },
        ...{ sentAt: at, receivedAt: at, conversationId: mail.conversationId },
        ...{ conversationIndex: '', inReplyTo: mail.inReplyTo },
        references: mail.inReplyTo ? [mail.inReplyTo] : [],
      },
    };
  }

  #told(folderId: string, seen: ReadonlyMap<string, boolean>, isFirst: boolean) {
    const mails: SeenMail[] = [];
    const touched: string[] = [];
    const left: string[] = [];
    for (const [id, isTouch] of seen) {
      const item = this.items.get(id);
      if (item?.folderId !== folderId) {
        if (!isFirst) left.push(id);
      } else if (isTouch && !isFirst) touched.push(id);
      else mails.push(this.seen(item));
    }
    return { mails, touched, incomplete: [], left };
  }

  #note({ id, folderId }: Item, where = folderId): void {
    this.#folders.get(where)?.log.push({ itemId: id, isTouch: false });
  }
}
