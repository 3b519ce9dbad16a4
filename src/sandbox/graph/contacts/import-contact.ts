import type { Graph } from '../call.ts';
import { madeNames } from './contact-names.ts';
import type { IncomingContact } from '../door.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { notifyOf } from '../store/items.ts';
import { jsonb, nextChange, type Json } from '../store/schema.ts';
import { wholeSecond } from '../mail/store-mail.ts';

/** Stores a contact and answers its number. */
export async function importContact(
  graph: Graph,
  userId: string,
  contact: IncomingContact,
): Promise<number> {
  const folder = await wellKnownFolder(graph.db, userId, 'contacts');
  const doc = { categories: [], ...contact, ...madeNames(undefined, contact) };
  const now = wholeSecond(graph.now());
  const change = await nextChange(graph.db);
  const { number } = await graph.db
    .insertInto('item')
    .values({
      mailbox: userId,
      folder: folder.number,
      kind: 'contact',
      change,
      arrived: change,
      created: now,
      modified: now,
      at: now,
      until: null,
      conversation: null,
      doc: jsonb<Json>(doc),
      body: jsonb({ contentType: 'text' as const, content: '' }),
      headers: jsonb([]),
      mime: null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await notifyOf(graph, { userId, kind: 'contact' }, number);
  return number;
}
