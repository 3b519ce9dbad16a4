import { sql } from 'kysely';
import type { Call, Handler } from '../call.ts';
import { accessDenied, GraphError } from '../errors.ts';
import {
  checkTwin,
  folderTree,
  insertFolder,
  resolveFolder,
  type Folder,
} from '../store/folders.ts';
import { nextChange, type Db } from '../store/schema.ts';
import { copyItem } from './copy-item.ts';
import { answerFolder } from './mail-folders.ts';
import { destination } from './messages.ts';

async function checkPlace(db: Db, folder: Folder, target: Folder): Promise<void> {
  if (folder.well_known) throw accessDenied();
  if (!(await folderTree(db, folder)).includes(target.number)) return;
  throw new GraphError(
    400,
    'ErrorMoveCopyFailed',
    'The move or copy operation failed: a folder cannot be put into itself.',
  );
}

/** `POST …/mailFolders/{id}/move`: the folder keeps its id and all in it. */
export const moveFolder: Handler = async (call, id = '') => {
  const { db } = call.graph;
  const folder = await resolveFolder(call, id);
  const target = await destination(call);
  await checkPlace(db, folder, target);
  await checkTwin(db, target, folder.name);
  await db
    .updateTable('folder')
    .set({ parent: target.number, change: await nextChange(db) })
    .where('number', '=', folder.number)
    .execute();
  call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });
  return answerFolder(call, folder.number, 200);
};

async function copyTree(call: Call, folder: Folder, target: Folder): Promise<Folder> {
  const { db } = call.graph;
  const copy = await insertFolder(db, target, folder.name, folder.is_hidden);
  await sql`insert into sandbox_graph.folder_extended (folder, key, id, value, list)
    select ${copy.number}, key, id, value, list
    from sandbox_graph.folder_extended where folder = ${folder.number}`.execute(db);
  const items = await db
    .selectFrom('item')
    .select('number')
    .where('folder', '=', folder.number)
    .orderBy('number')
    .execute();
  for (const { number } of items) await copyItem(call.graph, number, copy);
  const children = await db
    .selectFrom('folder')
    .selectAll()
    .where('parent', '=', folder.number)
    .where('number', '!=', copy.number)
    .execute();
  for (const child of children) await copyTree(call, child, copy);
  return copy;
}

/** `POST …/mailFolders/{id}/copy`: new folders with new items. */
export const copyFolder: Handler = async (call, id = '') => {
  const folder = await resolveFolder(call, id);
  const target = await destination(call);
  await checkPlace(call.graph.db, { ...folder, well_known: null }, target);
  const copy = await copyTree(call, folder, target);
  call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });
  return answerFolder(call, copy.number, 200);
};
