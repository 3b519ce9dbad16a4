import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { shareEnough } from '../../domain/sync/smart-matching.ts';
import type { ThreadTraits } from '../../domain/sync/thread-traits.ts';
import type { FoundMail, ThreadFinds, ThreadQuestion, Threads } from '../../ports/threads.ts';
import type { ItemRecord, MemoryDatabase } from './memory-database.ts';

type Clue = 'token' | 'conversation' | 'words';

const clueOf = (tenantId: string, clue: Clue, value: string): string =>
  `${tenantId}|${clue}|${value}`;

function regardingOf({ row }: ItemRecord): RecordRef | null {
  const isWaiting = row.state === 'pending' && (row.wanted !== null || row.clearRegarding);
  return isWaiting ? row.wanted : row.regarding;
}

/** Threads in memory. Here clues need no hashes: nothing is kept. */
export class MemoryThreads implements Threads {
  readonly #db: MemoryDatabase;
  /** Addresses by key of the mail, by clue. */
  readonly #clues = new Map<string, Map<string, readonly string[]>>();
  readonly #cluesOf = new Map<string, Set<string>>();

  constructor(db: MemoryDatabase) {
    this.#db = db;
  }

  find(tenantId: string, { alikeSince }: ThreadQuestion): Promise<ThreadFinds> {
    const all = (clue: Clue, value: string): FoundMail[] =>
      this.#found(tenantId, this.#clues.get(clueOf(tenantId, clue, value))?.keys() ?? []);
    return Promise.resolve({
      byKey: (key) => this.#found(tenantId, [key]),
      byConversationId: (id) =>
        this.#found(tenantId, this.#db.byConversation.get(`${tenantId}|${id}`) ?? []),
      byToken: (token) => all('token', token),
      byConversation: (base) => all('conversation', base),
      alike: ({ words, addresses }) => {
        if (alikeSince !== null) throw new Error('memory: how old threads are is not kept');
        const known = this.#clues.get(clueOf(tenantId, 'words', words)) ?? [];
        const alike = [...known].filter(([, others]) => shareEnough(others, addresses));
        return this.#found(
          tenantId,
          alike.map(([key]) => key),
        );
      },
    });
  }

  remember(
    tenantId: string,
    mails: readonly { key: string; traits: ThreadTraits }[],
  ): Promise<void> {
    for (const { key, traits } of mails) {
      const { token, conversation, smart } = traits;
      if (token) this.#add(clueOf(tenantId, 'token', token), key);
      if (conversation) this.#add(clueOf(tenantId, 'conversation', conversation), key);
      if (smart) this.#add(clueOf(tenantId, 'words', smart.words), key, smart.addresses);
    }
    return Promise.resolve();
  }

  forget(_tenantId: string, keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      for (const clue of this.#cluesOf.get(key) ?? []) this.#clues.get(clue)?.delete(key);
      this.#cluesOf.delete(key);
    }
    return Promise.resolve();
  }

  #add(clue: string, key: string, addresses: readonly string[] = []): void {
    const keys = this.#clues.get(clue) ?? new Map<string, readonly string[]>();
    if (!keys.has(key)) this.#clues.set(clue, keys.set(key, addresses));
    this.#cluesOf.set(key, (this.#cluesOf.get(key) ?? new Set()).add(clue));
  }

  /** Those that are tracked or on their way, the one that was changed last first. */
  #found(tenantId: string, keys: Iterable<string>): FoundMail[] {
    return [...keys]
      .flatMap((key) => this.#db.items.get(key) ?? [])
      .filter(({ row }) => row.tenantId === tenantId && row.kind === 'message')
      .filter(
        ({ row }) => row.state === 'tracked' || (row.state === 'pending' && row.intent === 'track'),
      )
      .sort((a, b) => b.changedAt - a.changedAt || (a.row.key < b.row.key ? -1 : 1))
      .map((item) => ({
        key: item.row.key,
        activityId: item.row.activityId ?? item.row.key,
        regarding: regardingOf(item),
      }));
  }
}
