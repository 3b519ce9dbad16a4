import type { Selectable } from 'kysely';
import type { Call, Graph, Mailbox } from '../call.ts';
import { accessDenied, GraphError, itemNotFound, malformedId } from '../errors.ts';
import { decodeRestId, encodeId } from './ids.ts';
import { nextChange, type Db, type FolderTable } from './schema.ts';

export type Folder = Selectable<FolderTable>;

/** Well-known mail folders: name in URLs, display name, the folder they are in, whether hidden. */
const mailFolders: [wellKnown: string, name: string, parent: string, isHidden?: boolean][] = [
  ['inbox', 'Inbox', 'msgfolderroot'],
  ['drafts', 'Drafts', 'msgfolderroot'],
  ['sentitems', 'Sent Items', 'msgfolderroot'],
  ['deleteditems', 'Deleted Items', 'msgfolderroot'],
  ['junkemail', 'Junk Email', 'msgfolderroot'],
  ['archive', 'Archive', 'msgfolderroot'],
  ['outbox', 'Outbox', 'msgfolderroot'],
  ['conversationhistory', 'Conversation History', 'msgfolderroot', true],
  ['scheduled', 'Scheduled', 'msgfolderroot', true],
  ['searchfolders', 'Search Folders', 'msgfolderroot', true],
  ['syncissues', 'Sync Issues', 'msgfolderroot', true],
  ['conflicts', 'Conflicts', 'syncissues', true],
  ['localfailures', 'Local Failures', 'syncissues', true],
  ['serverfailures', 'Server Failures', 'syncissues', true],
  ['recoverableitemsdeletions', 'Deletions', 'recoverableitemsroot', true],
  ['recoverableitemsversions', 'Versions', 'recoverableitemsroot', true],
  ['recoverableitemspurges', 'Purges', 'recoverableitemsroot', true],
];

async function addFolder(
  db: Db,
  folder: Pick<Folder, 'mailbox' | 'kind' | 'well_known' | 'name' | 'parent' | 'is_hidden'>,
): Promise<Folder> {
  return db
    .insertInto('folder')
    .values({ ...folder, change: await nextChange(db) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function addMailFolders(db: Db, mailbox: string): Promise<number> {
  const common = { mailbox, kind: 'mail', is_hidden: false } as const;
  const add = (well_known: string, name: string, parent: number | null, is_hidden = false) =>
    addFolder(db, { ...common, well_known, name, parent, is_hidden });
  const top = await add('msgfolderroot', 'Top of Information Store', null);
  const made = [top, await add('recoverableitemsroot', 'Recoverable Items', null, true)];
  for (const [wellKnown, name, within, isHidden] of mailFolders) {
    const parent = made.find((folder) => folder.well_known === within) ?? top;
    made.push(await add(wellKnown, name, parent.number, isHidden));
  }
  return top.number;
}

async function addWellKnownFolders(db: Db, mailbox: string): Promise<void> {
  const parent = await addMailFolders(db, mailbox);
  const common = { mailbox, is_hidden: false } as const;
  const others = { ...common, parent };
  await addFolder(db, { ...others, kind: 'calendar', well_known: 'calendar', name: 'Calendar' });
  await addFolder(db, { ...others, kind: 'contact', well_known: 'contacts', name: 'Contacts' });
}

/** Makes a mailbox with its folders, calendar and contacts folder, if it is missing. */
export const createMailbox = (db: Db, mailbox: Mailbox): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('mailbox')
      .values(mailbox)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) await addWellKnownFolders(tx, mailbox.id);
  });

export const folderId = (mailbox: string, number: number): string =>
  encodeId('regular', { kind: 'folder', mailbox, number, generation: 0, occurrence: 0 });

const findWellKnown = (db: Db, mailbox: string, name: string): Promise<Folder | undefined> =>
  db
    .selectFrom('folder')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .where('well_known', '=', name.toLowerCase())
    .executeTakeFirst();

/** A folder every mailbox has. Throws `ErrorItemNotFound` where there is no such mailbox. */
export const wellKnownFolder = async (db: Db, mailbox: string, name: string): Promise<Folder> => {
  const folder = await findWellKnown(db, mailbox, name);
  if (!folder) throw itemNotFound();
  return folder;
};

/** Well-known names are letters only and shorter than any id. */
const isName = (idOrName: string): boolean => /^[a-z]{1,40}$/i.test(idOrName);

/** A folder by well-known name or id. Throws `ErrorItemNotFound`, `ErrorInvalidIdMalformed`. */
export async function resolveFolder(
  { graph, mailbox }: Pick<Call, 'graph' | 'mailbox'>,
  idOrName: string,
  kind: Folder['kind'] = 'mail',
): Promise<Folder> {
  let folder: Folder | undefined;
  if (isName(idOrName)) {
    // Exchange takes an unknown name for a broken id.
    folder = await findWellKnown(graph.db, mailbox.id, idOrName);
    if (!folder) throw malformedId();
  } else {
    const key = decodeRestId(idOrName);
    if (key.kind !== 'folder' || key.mailbox !== mailbox.id) throw itemNotFound();
    folder = await graph.db
      .selectFrom('folder')
      .selectAll()
      .where('number', '=', key.number)
      .where('mailbox', '=', mailbox.id)
      .executeTakeFirst();
  }
  if (folder?.kind !== kind) throw itemNotFound();
  return folder;
}

/** A folder under `parent` by its name, made if it is missing. */
export async function folderNamed(db: Db, parent: Folder, name: string): Promise<Folder> {
  const found = await db
    .selectFrom('folder')
    .selectAll()
    .where('parent', '=', parent.number)
    .where('name', '=', name)
    .executeTakeFirst();
  return found ?? insertFolder(db, parent, name, false);
}

/** Throws 409 where a folder has one of the name already. */
export async function checkTwin(db: Db, parent: Folder, name: string): Promise<void> {
  const twin = await db
    .selectFrom('folder')
    .select('number')
    .where('parent', '=', parent.number)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst();
  if (twin) {
    throw new GraphError(
      409,
      'ErrorFolderExists',
      'A folder with the specified name already exists.',
    );
  }
}

export async function insertFolder(
  db: Db,
  parent: Folder,
  name: string,
  isHidden: boolean,
): Promise<Folder> {
  await checkTwin(db, parent, name);
  return addFolder(db, {
    mailbox: parent.mailbox,
    parent: parent.number,
    kind: parent.kind,
    well_known: null,
    name,
    is_hidden: isHidden,
  });
}

/** The folder and everything below it. */
export async function folderTree(db: Db, top: Folder): Promise<number[]> {
  const numbers = [top.number];
  for (const parent of numbers) {
    const children = await db
      .selectFrom('folder')
      .select('number')
      .where('parent', '=', parent)
      .execute();
    numbers.push(...children.map((child) => child.number));
  }
  return numbers;
}

/** Removes a folder with all in it. Throws `ErrorAccessDenied` for a well-known one. */
export async function removeFolder(graph: Graph, folder: Folder): Promise<void> {
  if (folder.well_known) throw accessDenied();
  await graph.db.transaction().execute(async (tx) => {
    const numbers = await folderTree(tx, folder);
    const { mailbox, kind } = folder;
    const removal = { mailbox, kind, change: await nextChange(tx) };
    await tx.deleteFrom('item').where('folder', 'in', numbers).execute();
    await tx.deleteFrom('folder').where('number', 'in', numbers).execute();
    await tx
      .insertInto('folder_removal')
      .values(numbers.map((number) => ({ ...removal, folder: number })))
      .execute();
  });
}
