import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody } from '../errors.ts';
import { checkNames } from '../mail/read-message.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { folderChanges } from '../store/folder-changes.ts';
import {
  folderId,
  insertFolder,
  removeFolder,
  resolveFolder,
  type Folder,
} from '../store/folders.ts';
import { nextChange, type Json } from '../store/schema.ts';

const properties = ['id', 'parentFolderId', 'displayName'];

const whole = (folder: Folder): Json => ({
  id: folderId(folder.mailbox, folder.number),
  parentFolderId: folderId(folder.mailbox, folder.parent ?? folder.number),
  displayName: folder.name,
});

const present = (call: Call, folder: Folder): Json =>
  pick(whole(folder), selection(call.query, 'contactFolder', properties));

const resolve = (call: Call, id: string): Promise<Folder> => resolveFolder(call, id, 'contact');

function answer(call: Call, folder: Folder, status: number): GraphAnswer {
  const context = contextOf(call, `contactFolders${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...present(call, folder) } };
}

async function list(call: Call, parent: Folder, path: string): Promise<GraphAnswer> {
  const rows = await call.graph.db
    .selectFrom('folder')
    .selectAll()
    .where('parent', '=', parent.number)
    .where('kind', '=', 'contact')
    .orderBy('name')
    .execute();
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `${path}${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': rows.length }),
      value: rows.slice(skip, skip + size).map((folder) => present(call, folder)),
      ...(rows.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
}

/** Folders below the mailbox's own contacts, which is not listed itself. */
export const listContactFolders: Handler = async (call) =>
  list(call, await resolve(call, 'contacts'), 'contactFolders');

export const listChildFolders: Handler = async (call, id = '') =>
  list(call, await resolve(call, id), `contactFolders('${id}')/childFolders`);

export const getContactFolder: Handler = async (call, id = '') =>
  answer(call, await resolve(call, id), 200);

function readName(body: Json): string {
  checkNames(body, 'contactFolder', properties);
  const name = body['displayName'];
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw badBody("A contact folder has a 'displayName'.");
}

const notify = (call: Call): void => call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });

export const createContactFolder: Handler = async (call, parent = 'contacts') => {
  const name = readName(jsonBody(call));
  const made = await insertFolder(call.graph.db, await resolve(call, parent), name, false);
  notify(call);
  return answer(call, made, 201);
};

export const updateContactFolder: Handler = async (call, id = '') => {
  const folder = await resolve(call, id);
  const { db } = call.graph;
  const changed = await db
    .updateTable('folder')
    .set({ name: readName(jsonBody(call)), change: await nextChange(db) })
    .where('number', '=', folder.number)
    .returningAll()
    .executeTakeFirstOrThrow();
  notify(call);
  return answer(call, changed, 200);
};

/** Throws `ErrorAccessDenied` for the mailbox's own contacts. */
export const deleteContactFolder: Handler = async (call, id = '') => {
  await removeFolder(call.graph, await resolve(call, id));
  notify(call);
  return { status: 204 };
};

export const contactFolderDelta: Handler = (call) =>
  folderChanges(call, {
    kind: 'contact',
    type: 'contactFolder',
    present: (folder) => ({ '@odata.type': '#microsoft.graph.contactFolder', ...whole(folder) }),
  });
