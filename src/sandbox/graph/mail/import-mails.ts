import { sql } from 'kysely';
import { readMeetingMail } from '../calendar/meeting-mail.ts';
import type { Graph } from '../call.ts';
import type { IncomingMail } from '../door.ts';
import { folderNamed, wellKnownFolder, type Folder } from '../store/folders.ts';
import { parseMail, type NewMail } from './parse-mail.ts';
import { storeMail, storeMails, type Placement } from './store-mail.ts';

/** Mails parsed and stored together. */
const chunk = 500;

async function folderOf(graph: Graph, userId: string, name: string): Promise<Folder> {
  const known = await graph.db
    .selectFrom('folder')
    .selectAll()
    .where('mailbox', '=', userId)
    .where('kind', '=', 'mail')
    .where('well_known', '=', name.toLowerCase())
    .executeTakeFirst();
  if (known) return known;
  // In a transaction, so that two imports at once make one folder.
  return graph.db.transaction().execute(async (tx) => {
    let folder = await wellKnownFolder(tx, userId, 'inbox');
    for (const part of name.split('/')) folder = await folderNamed(tx, folder, part);
    return folder;
  });
}

async function readMail(
  graph: Graph,
  userId: string,
  { mime, folder: name, at, isRead }: IncomingMail,
): Promise<[NewMail, Placement]> {
  const folder = await folderOf(graph, userId, name);
  const isDraft = folder.well_known === 'drafts';
  return [await parseMail(mime), { folder, at, isRead, isDraft, mime }];
}

/** Puts one mail into a mailbox and answers its number. */
export async function importMail(
  graph: Graph,
  userId: string,
  mail: IncomingMail,
): Promise<number> {
  const [parsed, place] = await readMail(graph, userId, mail);
  return storeMail(graph, parsed, place);
}

async function importChunk(graph: Graph, userId: string, mails: IncomingMail[]) {
  const folders = new Map<string, Folder>();
  const plain: [NewMail, Placement][] = [];
  for (const { mime, folder: name, at, isRead } of mails) {
    const folder = folders.get(name) ?? (await folderOf(graph, userId, name));
    folders.set(name, folder);
    const mail = await parseMail(mime);
    const place = { folder, at, isRead, isDraft: folder.well_known === 'drafts', mime };
    // What is about a meeting also changes the calendar, one after the other.
    if (readMeetingMail(mail)) await storeMail(graph, mail, place);
    else plain.push([mail, place]);
  }
  await storeMails(graph, plain);
}

/**
 * Puts many mails into a mailbox: 50,000 small ones in about a minute. Listeners are told once, at
 * the end.
 */
export async function importMails(
  graph: Graph,
  userId: string,
  mails: IncomingMail[],
): Promise<void> {
  for (let start = 0; start < mails.length; start += chunk) {
    await importChunk(graph, userId, mails.slice(start, start + chunk));
  }
  await sql`vacuum analyze sandbox_graph.item`.execute(graph.db);
  graph.notify({ userId, kind: 'message' });
}
