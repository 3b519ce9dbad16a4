import { sql } from 'kysely';
import { contextOf, jsonBody, type Call, type Handler } from '../call.ts';
import { badBody, notBuilt } from '../errors.ts';
import {
  folderId,
  insertFolder,
  removeFolder,
  resolveFolder,
  wellKnownFolder,
} from '../store/folders.ts';
import type { Folder } from '../store/folders.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { nextChange, type Db, type Json } from '../store/schema.ts';
import { pick, selection, selectSuffix } from '../select.ts';

const properties = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'isHidden',
];

interface Counted extends Folder {
  total: number;
  unread: number;
  children: number;
}

/** Folders with what is in them, by a condition on `f`. */
export async function countedFolders(
  db: Db,
  mailbox: string,
  condition = sql<boolean>`true`,
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select f.*, coalesce(i.total, 0) as total, coalesce(i.unread, 0) as unread,
      (select count(*)::integer from sandbox_graph.folder c
        where c.parent = f.number and c.kind = 'mail' and not c.is_hidden) as children
    from sandbox_graph.folder f
    left join (
      select folder, count(*)::integer as total,
        count(*) filter (where is_unread)::integer as unread
      from sandbox_graph.item where mailbox = ${mailbox} and kind = 'message' group by folder
    ) i on i.folder = f.number
    where f.mailbox = ${mailbox} and f.kind = 'mail' and ${condition}
    order by lower(f.name), f.number`.execute(db);
  return rows;
}

export const presentFolder = (folder: Counted): Json => ({
  id: folderId(folder.mailbox, folder.number),
  displayName: folder.name,
  parentFolderId: folderId(folder.mailbox, folder.parent ?? folder.number),
  childFolderCount: folder.children,
  unreadItemCount: folder.unread,
  totalItemCount: folder.total,
  isHidden: folder.is_hidden,
});

async function answerFolder(call: Call, number: number, status: number) {
  const rows = await countedFolders(call.graph.db, call.mailbox.id, sql`f.number = ${number}`);
  const selected = selection(call.query, 'mailFolder', properties);
  const [object] = rows.map((row) => pick(presentFolder(row), selected));
  const context = contextOf(call, `mailFolders${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...object } };
}

/** `displayName eq '…'` is all anybody filters folders by. */
function filterName(call: Call): string | undefined {
  const { filter, expand, orderby } = call.query;
  if (expand) throw notBuilt('$expand of mail folders');
  if (orderby) throw notBuilt('$orderby of mail folders');
  if (!filter) return undefined;
  if (
    filter.kind === 'compare' &&
    filter.operator === 'eq' &&
    filter.left.kind === 'path' &&
    filter.left.segments.join('/').toLowerCase() === 'displayname' &&
    filter.right.kind === 'literal' &&
    filter.right.literal.kind === 'string'
  ) {
    return filter.right.literal.value;
  }
  throw notBuilt("$filter of mail folders by more than displayName eq '…'");
}

async function listChildren(call: Call, parent: Folder, context: string) {
  const name = filterName(call);
  const withHidden = call.query.custom['includeHiddenFolders']?.toLowerCase() === 'true';
  const rows = await countedFolders(
    call.graph.db,
    call.mailbox.id,
    sql`f.parent = ${parent.number} and (${withHidden} or not f.is_hidden)
      and (${name ?? null}::text is null or lower(f.name) = lower(${name ?? null}::text))`,
  );
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  const selected = selection(call.query, 'mailFolder', properties);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `${context}${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': rows.length }),
      value: rows.slice(skip, skip + size).map((row) => pick(presentFolder(row), selected)),
      ...(rows.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
}

const rootOf = (call: Call): Promise<Folder> =>
  wellKnownFolder(call.graph.db, call.mailbox.id, 'msgfolderroot');

export const listFolders: Handler = async (call) =>
  listChildren(call, await rootOf(call), 'mailFolders');

export const listChildFolders: Handler = async (call, id = '') =>
  listChildren(call, await resolveFolder(call, id), `mailFolders('${id}')/childFolders`);

export const getFolder: Handler = async (call, id = '') =>
  answerFolder(call, (await resolveFolder(call, id)).number, 200);

function readName(body: Json): string {
  const name = body['displayName'];
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw badBody("A folder has a 'displayName'.");
}

async function create(call: Call, parent: Folder) {
  const body = jsonBody(call);
  const made = await insertFolder(call.graph.db, parent, readName(body), body['isHidden'] === true);
  call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });
  return answerFolder(call, made.number, 201);
}

export const createFolder: Handler = async (call) => create(call, await rootOf(call));

export const createChildFolder: Handler = async (call, id = '') =>
  create(call, await resolveFolder(call, id));

export const renameFolder: Handler = async (call, id = '') => {
  const folder = await resolveFolder(call, id);
  const { db } = call.graph;
  await db
    .updateTable('folder')
    .set({ name: readName(jsonBody(call)), change: await nextChange(db) })
    .where('number', '=', folder.number)
    .execute();
  call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });
  return answerFolder(call, folder.number, 200);
};

export const deleteFolder: Handler = async (call, id = '') => {
  await removeFolder(call.graph, await resolveFolder(call, id));
  call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });
  return { status: 204 };
};
