import { isObject, type Graph } from '../call.ts';
import type { IncomingContact } from '../door.ts';
import { wellKnownFolder } from '../store/folders.ts';
import { jsonb, nextChange, type Json } from '../store/schema.ts';
import { wholeSecond } from '../mail/store-mail.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** A contact without a name is shown by its company, else by its first address. */
function displayNameOf(contact: Json): string {
  const name = [contact['givenName'], contact['middleName'], contact['surname']]
    .map(text)
    .filter(Boolean)
    .join(' ');
  const addresses = contact['emailAddresses'];
  const first: unknown = Array.isArray(addresses) ? addresses[0] : undefined;
  const address = isObject(first) ? text(first['address']) : '';
  return name || text(contact['companyName']) || address;
}

/** Stores a contact and answers its number. */
export async function importContact(
  graph: Graph,
  userId: string,
  contact: IncomingContact,
): Promise<number> {
  const folder = await wellKnownFolder(graph.db, userId, 'contacts');
  const displayName = text(contact['displayName']) || displayNameOf(contact);
  const doc = { categories: [], ...contact, displayName };
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
  graph.notify({ userId, kind: 'contact' });
  return number;
}
