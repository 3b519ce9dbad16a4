import { createHash } from 'node:crypto';
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
const replyPrefix = /^\s*(?:(?:re|fw|fwd|aw|wg|sv|vs|vá|antw|odp|tr|rif)\s*(?:\[\d+\])?\s*:\s*)+/i;

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

async function findConversations(db: Db, mailbox: string, links: string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('conversation_link as l')
    .innerJoin('conversation as c', 'c.id', 'l.conversation')
    .select(['c.id', 'c.started'])
    .where('l.mailbox', '=', mailbox)
    .where('l.link', 'in', links)
    .orderBy('c.started')
    .orderBy('c.id')
    .execute();
  return [...new Set(rows.map((row) => row.id))];
}

async function startConversation(db: Db, mailbox: string, clues: ThreadClues): Promise<string> {
  const root = clues.references[0] ?? clues.messageId;
  const hash = sha256(`${mailbox} ${root} ${clues.threadIndex?.toString('hex', 6, 22) ?? ''}`);
  const number = hash.readUIntBE(0, 6);
  const key = { kind: 'conversation', mailbox, number, generation: 0, occurrence: 0 } as const;
  const id = encodeId('conversation', key);
  const guid = clues.threadIndex?.toString('hex', 6, 22) ?? hash.toString('hex', 8, 24);
  await db
    .insertInto('conversation')
    .values({ id, mailbox, guid, started: clues.sent })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

/** Two threads turn out to be one: the older one takes the other's messages. */
async function merge(db: Db, into: string, others: string[]): Promise<void> {
  if (others.length === 0) return;
  await db
    .updateTable('item')
    .set({ conversation: into })
    .where('conversation', 'in', others)
    .execute();
  await db
    .updateTable('conversation_link')
    .set({ conversation: into })
    .where('conversation', 'in', others)
    .execute();
  await db.deleteFrom('conversation').where('id', 'in', others).execute();
}

/** 1, five bytes of the thread's start as FILETIME, its GUID, then five bytes a reply. */
async function indexOf(db: Db, id: string, clues: ThreadClues): Promise<string> {
  if (clues.threadIndex) return clues.threadIndex.toString('base64');
  const { guid, started } = await db
    .selectFrom('conversation')
    .select(['guid', 'started'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const fileTime = (BigInt(started.getTime()) + 11_644_473_600_000n) * 10_000n;
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(fileTime);
  const replies = Buffer.alloc(5 * Math.min(clues.references.length, 50));
  return Buffer.concat([
    Buffer.from([1]),
    time.subarray(1, 6),
    Buffer.from(guid, 'hex'),
    replies,
  ]).toString('base64');
}

/**
 * The conversation of a message, the same for a thread in whatever order its messages come. Runs
 * inside the transaction that stores the message.
 */
export async function joinConversation(
  db: Db,
  mailbox: string,
  clues: ThreadClues,
): Promise<Conversation> {
  const { finds, adds } = linksOf(clues);
  const [found, ...others] = await findConversations(db, mailbox, finds);
  const id = found ?? (await startConversation(db, mailbox, clues));
  await merge(db, id, others);
  await db
    .insertInto('conversation_link')
    .values(adds.map((link) => ({ mailbox, link, conversation: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { id, index: await indexOf(db, id, clues) };
}
