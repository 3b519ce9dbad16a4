import { rememberedDays } from '../../domain/sync/seen-mail.ts';
import type { MasterCategory } from '../../ports/mailbox.ts';
import type {
  CoverageCount,
  DueMark,
  MailCommit,
  MailCopy,
  MailSync,
  SyncFolder,
  SyncMailbox,
  TreeChange,
} from '../../ports/mail-sync.ts';
import type { Fence, MailboxRef } from '../../ports/workloads.ts';
import { clockKey } from './memory-database.ts';
import type { FolderRecord, MailboxRecord, MemoryDatabase } from './memory-database.ts';
import { allDueMarks } from './memory-due-marks.ts';
import { acceptIntent } from './memory-ledger.ts';

/** With a category that is lost, its marks are lost for so long, and nobody took them off. */
const lostMs = 60 * 60_000;

const toSyncFolder = (folder: FolderRecord): SyncFolder => {
  const { folderId, parentId, wellKnown, link, isRoundOpen, startAgain, firstRoundAt } = folder;
  return {
    ...{ folderId, parentId, wellKnown, link: startAgain ? null : link },
    isRoundOpen: isRoundOpen || startAgain,
    isFirstRound: link === null || startAgain || firstRoundAt !== null,
    readAt: folder.readAt === null ? null : new Date(folder.readAt),
  };
};

/** What left its folder may come back: moved on, or restored from the bin. */
const goneMs = 7 * 86_400_000;

/** Where reading mailboxes stands, in memory. */
export class MemoryMailSync implements MailSync {
  readonly #db: MemoryDatabase;

  constructor(db: MemoryDatabase) {
    this.#db = db;
  }

  open(ref: MailboxRef): Promise<SyncMailbox | null> {
    const mailbox = this.#db.mailbox(ref);
    if (!mailbox) return Promise.resolve(null);
    const { processFrom, categoryId, categoryNames, categoryLostAt, treeLink, folders } = mailbox;
    const isLost = categoryLostAt !== null && categoryLostAt > this.#db.now() - lostMs;
    return Promise.resolve({
      processFrom: new Date(processFrom),
      category: { id: categoryId, names: [...categoryNames], isLost },
      treeLink,
      folders: [...folders.values()]
        .map(toSyncFolder)
        .sort((a, b) => (a.folderId < b.folderId ? -1 : 1)),
    });
  }

  copies(ref: MailboxRef, itemIds: readonly string[]): Promise<MailCopy[]> {
    const { copies } = this.#mailbox(ref);
    return Promise.resolve([...new Set(itemIds)].flatMap((id) => copies.get(id) ?? []));
  }

  keepTree(fence: Fence, { folders, gone, link, wellKnown }: TreeChange): Promise<void> {
    return this.#fenced(fence, (mailbox) => {
      const names = new Map([...(wellKnown ?? [])].map(([name, id]) => [id, name]));
      const parents = new Map(folders.map(({ id, parentId }) => [id, parentId]));
      for (const id of new Set([...names.keys(), ...parents.keys()])) {
        const known = mailbox.folders.get(id);
        const place = {
          parentId: parents.get(id) ?? null,
          wellKnown: names.get(id) ?? known?.wellKnown ?? null,
        };
        if (known) mailbox.folders.set(id, { ...known, ...place });
        else mailbox.folders.set(id, { folderId: id, ...place, ...unread });
      }
      for (const id of gone) {
        mailbox.folders.delete(id);
        this.#leave(mailbox, id, () => true);
      }
      mailbox.treeLink = link;
    });
  }

  keepCategory(ref: MailboxRef, { id, name }: MasterCategory, isLost: boolean): Promise<void> {
    const mailbox = this.#mailbox(ref);
    const others = mailbox.categoryNames.filter((one) => one !== name);
    Object.assign(mailbox, { categoryId: id, categoryNames: [name, ...others] });
    if (isLost) mailbox.categoryLostAt = this.#db.now();
    return Promise.resolve();
  }

  startAgain(fence: Fence, folderId: string): Promise<void> {
    const anew = { link: null, isRoundOpen: true, startAgain: false };
    return this.#fenced(fence, (mailbox) => this.#change(mailbox, folderId, anew));
  }

  passed(fence: Fence, folderIds: readonly string[]): Promise<void> {
    const readAt = this.#db.now();
    return this.#fenced(fence, (mailbox) => {
      for (const id of folderIds) this.#change(mailbox, id, { readAt });
    });
  }

  commit(fence: Fence, { cursor, intents, copies, touched, left }: MailCommit): Promise<void> {
    return this.#fenced(fence, (mailbox) => {
      for (const intent of intents) acceptIntent(this.#db, intent);
      for (const copy of copies) this.#writeCopy(mailbox, copy);
      const seen = { folderId: cursor.folderId, seenAt: this.#db.now(), leftAt: null };
      for (const id of touched) {
        const copy = mailbox.copies.get(id);
        if (copy) mailbox.copies.set(id, { ...copy, ...seen });
      }
      const gone = new Set(left);
      if (gone.size > 0) this.#leave(mailbox, cursor.folderId, ({ itemId }) => gone.has(itemId));
      this.#moveCursor(mailbox, cursor);
    });
  }

  dueMarks(ref: MailboxRef, limit: number): Promise<DueMark[]> {
    const due = allDueMarks(this.#db, this.#mailbox(ref));
    return Promise.resolve(due.slice(0, limit));
  }

  markEarlier(ref: MailboxRef): Promise<number> {
    const mailbox = this.#mailbox(ref);
    mailbox.markEarlierThan = this.#db.now();
    return Promise.resolve(allDueMarks(this.#db, mailbox).filter(({ mark }) => mark).length);
  }

  marked(fence: Fence, itemIds: readonly string[], hasCategory: boolean): Promise<void> {
    return this.#fenced(fence, ({ copies }) => {
      for (const id of itemIds) {
        const copy = copies.get(id);
        if (copy) copies.set(id, { ...copy, hasCategory });
      }
    });
  }

  coverage(ref: MailboxRef): Promise<CoverageCount[]> {
    const counts = new Map<string, CoverageCount>();
    for (const { folderId, day, reason, leftAt } of this.#mailbox(ref).copies.values()) {
      if (leftAt !== null || day === null) continue;
      const key = [folderId, day, reason].join('|');
      const mails = (counts.get(key)?.mails ?? 0) + 1;
      counts.set(key, { folderId, day, reason, mails });
    }
    return Promise.resolve([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one));
  }

  forgetOld(): Promise<number> {
    const horizon = this.#db.now() - rememberedDays * 86_400_000;
    let forgotten = 0;
    for (const mailbox of this.#db.mailboxes.values()) {
      if (this.#isReadToItsEnd(mailbox)) {
        mailbox.processFrom = Math.max(mailbox.processFrom, horizon);
      }
      const start = new Date(Math.min(mailbox.processFrom, horizon)).toISOString().slice(0, 10);
      for (const [id, { day, leftAt, hasCategory, categoryRefused, key }] of mailbox.copies) {
        const isGone = leftAt !== null && leftAt < this.#db.now() - goneMs;
        const isOld = isGone || (day !== null && day < start);
        if (!isOld || hasCategory || categoryRefused || this.#db.items.has(key)) continue;
        mailbox.copies.delete(id);
        forgotten += 1;
      }
    }
    return Promise.resolve(forgotten);
  }

  #isReadToItsEnd({ tenantId, userId, folders }: MailboxRecord): boolean {
    const clock = this.#db.clocks.get(clockKey({ tenantId, userId, workload: 'incoming' }));
    const isOpen = [...folders.values()].some(
      ({ isRoundOpen, startAgain }) => isRoundOpen || startAgain,
    );
    return !isOpen && (clock?.idleCycles ?? 0) > 0;
  }

  #mailbox(ref: MailboxRef): MailboxRecord {
    const mailbox = this.#db.mailbox(ref);
    if (!mailbox) throw new Error('no such mailbox');
    return mailbox;
  }

  async #fenced(fence: Fence, work: (mailbox: MailboxRecord) => void): Promise<void> {
    this.#db.holdFence(fence);
    work(this.#mailbox(fence));
    return Promise.resolve();
  }

  #change({ folders }: MailboxRecord, folderId: string, change: Partial<FolderRecord>): void {
    const folder = folders.get(folderId);
    if (folder) folders.set(folderId, { ...folder, ...change });
  }

  #writeCopy({ copies }: MailboxRecord, copy: MailCopy): void {
    const known = copies.get(copy.itemId);
    const hadOrRefused = known !== undefined && (known.hasCategory || known.categoryRefused);
    const categoryRefused = !copy.hasCategory && hadOrRefused;
    copies.set(copy.itemId, { ...copy, categoryRefused, seenAt: this.#db.now(), leftAt: null });
  }

  /** Copies that are no longer in the folder; one that was seen in another meanwhile is there. */
  #leave(
    { copies }: MailboxRecord,
    folderId: string,
    isGone: (copy: { itemId: string; seenAt: number }) => boolean,
  ): void {
    for (const copy of copies.values()) {
      if (copy.folderId !== folderId || copy.leftAt !== null || !isGone(copy)) continue;
      copies.set(copy.itemId, { ...copy, leftAt: this.#db.now() });
    }
  }

  /** The end of a round from the beginning shows what is no longer there. */
  #moveCursor(mailbox: MailboxRecord, { folderId, link, isRoundOpen }: MailCommit['cursor']): void {
    const folder = mailbox.folders.get(folderId);
    if (!folder) return;
    const now = this.#db.now();
    const isFirst = folder.link === null || folder.startAgain;
    const firstRoundAt = isFirst ? now : folder.firstRoundAt;
    const isOver = !isRoundOpen && firstRoundAt !== null;
    if (isOver) this.#leave(mailbox, folderId, ({ seenAt }) => seenAt < firstRoundAt);
    const read = { link, isRoundOpen, startAgain: false, readAt: now };
    this.#change(mailbox, folderId, { ...read, firstRoundAt: isOver ? null : firstRoundAt });
  }
}

const unread = {
  ...{ link: null, isRoundOpen: false, firstRoundAt: null, readAt: null, startAgain: false },
};
