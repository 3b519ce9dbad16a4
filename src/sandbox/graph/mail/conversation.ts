import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { encodeId } from '../store/ids.ts';
import type { Db } from '../store/schema.ts';

/** What a message tells about the thread it is in. */
export interface ThreadClues {
  messageId: string;
  /** Oldest first. */
  references: string[];
  threadIndex: Buffer | undefined;
  subject: string;
  sent: Date;
}

export interface Conversation {
  id: string;
  /** Base64: 22 bytes of the thread, 5 more for each reply. */
  index: string;
}

const sha256 = (value: string): Buffer => createHash('sha256').update(value).digest();
export const replyPrefix =
  /^\s*(?:(?:re|fw|fwd|aw|wg|sv|vs|vá|antw|odp|tr|rif)\s*(?:\[\d+\])?\s*:\s*)+/i;

/**
 * Names under which a message's thread is found, and those it adds. A reply that names no message
 * is matched by topic; two first messages of one topic stay apart.
 */
function linksOf(clues: ThreadClues): { finds: string[]; adds: string[] } {
  const own = [clues.messageId, ...clues.references].map((id) => `id:${id.toLowerCase()}`);
  if (clues.threadIndex) own.push(`index:${clues.threadIndex.toString('hex', 6, 22)}`);
  const topic = clues.subject.replace(replyPrefix, '').trim().toLowerCase();
  if (topic === '' || clues.references.length > 0 || clues.threadIndex) {
    return { finds: own, adds: own };
  }
  const hash = sha256(topic).toString('hex');
  const [reply, first] = [`reply:${hash}`, `first:${hash}`];
  return replyPrefix.test(clues.subject)
    ? { finds: [...own, reply, first], adds: [...own, reply] }
    : { finds: [...own, reply], adds: [...own, first] };
}

interface Thread {
  id: string;
  guid: string;
  started: Date;
}

function newThread(mailbox: string, clues: ThreadClues): Thread {
  const root = clues.references[0] ?? clues.messageId;
  const index = clues.threadIndex?.toString('hex', 6, 22);
  const hash = sha256(`${mailbox} ${root} ${index ?? ''}`);
  const number = hash.readUIntBE(0, 6);
  const key = { kind: 'conversation', mailbox, number, generation: 0, occurrence: 0 } as const;
  const guid = index ?? hash.toString('hex', 8, 24);
  return { id: encodeId('conversation', key), guid, started: clues.sent };
}

const byAge = (one: Thread, other: Thread): number =>
  one.started.getTime() - other.started.getTime() || (one.id < other.id ? -1 : 1);

/** Threads of a mailbox that some messages touch, and what those messages change about them. */
class Threads {
  readonly #db: Db;
  readonly #mailbox: string;
  readonly #links = new Map<string, Thread>();
  readonly #newLinks = new Set<string>();
  readonly #newThreads = new Set<Thread>();
  /** Threads that turned out to be one with an older one. */
  readonly #merged = new Map<Thread, Thread>();

  private constructor(db: Db, mailbox: string) {
    this.#db = db;
    this.#mailbox = mailbox;
  }

  static async load(db: Db, mailbox: string, links: string[]): Promise<Threads> {
    const threads = new Threads(db, mailbox);
    const { rows } = await sql<Thread & { link: string }>`
      select l.link, c.id, c.guid, c.started from sandbox_graph.conversation_link l
      join sandbox_graph.conversation c on c.id = l.conversation
      where l.mailbox = ${mailbox} and l.link = any(${links}::text[])`.execute(db);
    const known = new Map<string, Thread>();
    for (const { link, ...thread } of rows) {
      const same = known.get(thread.id) ?? thread;
      known.set(thread.id, same);
      threads.#links.set(link, same);
    }
    return threads;
  }

  /** The thread a thread is part of now. */
  current(thread: Thread): Thread {
    const into = this.#merged.get(thread);
    return into ? this.current(into) : thread;
  }

  join(clues: ThreadClues): Thread {
    const { finds, adds } = linksOf(clues);
    const found = finds
      .flatMap((link) => this.#links.get(link) ?? [])
      .map((one) => this.current(one));
    const [oldest, ...others] = [...new Set(found)].sort(byAge);
    const thread = oldest ?? this.#start(clues);
    for (const other of others) this.#merged.set(other, thread);
    for (const link of adds) {
      if (this.#links.has(link)) continue;
      this.#links.set(link, thread);
      this.#newLinks.add(link);
    }
    return thread;
  }

  #start(clues: ThreadClues): Thread {
    const thread = newThread(this.#mailbox, clues);
    this.#newThreads.add(thread);
    return thread;
  }

  async save(): Promise<void> {
    const mailbox = this.#mailbox;
    const made = [...this.#newThreads].filter((thread) => !this.#merged.has(thread));
    if (made.length > 0) {
      await this.#db
        .insertInto('conversation')
        .values(made.map((thread) => ({ ...thread, mailbox })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const links = [...this.#newLinks].flatMap((link) => {
      const thread = this.#links.get(link);
      return thread ? [{ mailbox, link, conversation: this.current(thread).id }] : [];
    });
    if (links.length > 0) {
      await this.#db
        .insertInto('conversation_link')
        .values(links)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    for (const old of this.#merged.keys()) {
      if (!this.#newThreads.has(old)) await this.#absorb(old.id, this.current(old).id);
    }
  }

  /** The older thread takes the other's messages. */
  async #absorb(old: string, into: string): Promise<void> {
    const change = { conversation: into };
    for (const table of ['item', 'conversation_link'] as const) {
      await this.#db.updateTable(table).set(change).where('conversation', '=', old).execute();
    }
    await this.#db.deleteFrom('conversation').where('id', '=', old).execute();
  }
}

/** FILETIME, in 100 ns since 1601. */
const fileTimeOf = (time: Date): bigint => (BigInt(time.getTime()) + 11_644_473_600_000n) * 10_000n;

/**
 * The index of an answer: its original's and five bytes more, with the time since the thread began
 * in units of 2^18 ticks (2^23 after 1.7 years, marked by the first bit) and eight bits that differ.
 */
export function childIndex(parent: Buffer, at: Date): Buffer {
  const start = Buffer.alloc(8);
  parent.copy(start, 1, 1, 6);
  const elapsed = fileTimeOf(at) - start.readBigUInt64BE();
  const isLong = elapsed >= 1n << 49n;
  const units = (elapsed < 0n ? 0n : elapsed) >> (isLong ? 23n : 18n);
  const child = Buffer.alloc(5);
  child.writeUInt32BE(Number(units & 0x7fffffffn) + (isLong ? 0x80000000 : 0));
  child.writeUInt8(randomInt(256), 4);
  return Buffer.concat([parent, child]);
}

/** 1, five bytes of the thread's start as FILETIME, its GUID, then five bytes a reply. */
function indexOf({ guid, started }: Thread, clues: ThreadClues): string {
  if (clues.threadIndex) return clues.threadIndex.toString('base64');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(fileTimeOf(started));
  const replies = Buffer.alloc(5 * Math.min(clues.references.length, 50));
  const parts = [Buffer.from([1]), time.subarray(1, 6), Buffer.from(guid, 'hex'), replies];
  return Buffer.concat(parts).toString('base64');
}

/**
 * The conversations of messages of one mailbox, the same for a thread in whatever order its
 * messages come. Runs inside the transaction that stores the messages.
 */
export async function joinConversations(
  db: Db,
  mailbox: string,
  messages: ThreadClues[],
): Promise<Conversation[]> {
  const links = messages.flatMap((clues) => {
    const { finds, adds } = linksOf(clues);
    return [...finds, ...adds];
  });
  const threads = await Threads.load(db, mailbox, [...new Set(links)]);
  const joined = messages.map((clues) => threads.join(clues));
  await threads.save();
  return messages.map((clues, position) => {
    const thread = threads.current(joined[position] ?? newThread(mailbox, clues));
    return { id: thread.id, index: indexOf(thread, clues) };
  });
}
