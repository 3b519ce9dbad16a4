import { clockKey } from '../../adapters/memory/memory-database.ts';
import type { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { MemoryMailSync } from '../../adapters/memory/memory-mail-sync.ts';
import type { MailCommit } from '../../ports/mail-sync.ts';
import type { Fence } from '../../ports/workloads.ts';

/** How far folders were read, as simulated Exchange writes it: `epoch:position:…`. */
const placeOf = (link: string): [epoch: number, at: number] => {
  const [epoch = 0, at = 0] = link.split(':').map(Number);
  return [epoch, at];
};

/** Notes what a cycle that was overtaken writes, and cursors that go back (quality §3.3, 7). */
export class CursorWatch {
  readonly #last = new Map<string, string>();
  readonly wentBack: string[] = [];
  readonly overtaken: string[] = [];

  note(userId: string, { folderId, link }: MailCommit['cursor']): void {
    const [epoch, at] = placeOf(link);
    const [lastEpoch, last] = placeOf(this.#last.get(folderId) ?? '0:0');
    if (epoch < lastEpoch || (epoch === lastEpoch && at < last)) {
      this.wentBack.push(`${folderId} of ${userId} from ${last} to ${at}`);
    }
    this.#last.set(folderId, link);
  }

  /** The folder is read from its beginning. */
  forget(folderId: string): void {
    this.#last.delete(folderId);
  }
}

/** The product's own reading state, with its cursors watched. */
export class WatchedMailSync extends MemoryMailSync {
  readonly #db: MemoryDatabase;
  readonly #cursors: CursorWatch;

  constructor(db: MemoryDatabase, cursors: CursorWatch) {
    super(db);
    this.#db = db;
    this.#cursors = cursors;
  }

  override async commit(fence: Fence, commit: MailCommit): Promise<void> {
    await super.commit(fence, commit);
    const epoch = this.#db.clocks.get(clockKey(fence))?.epoch;
    if (String(epoch) !== fence.epoch) this.#cursors.overtaken.push(fence.userId);
    this.#cursors.note(fence.userId, commit.cursor);
  }

  override async startAgain(fence: Fence, folderId: string): Promise<void> {
    await super.startAgain(fence, folderId);
    this.#cursors.forget(folderId);
  }
}
