import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { GraphError, invalidProperty } from '../errors.ts';
import { checkNames } from '../mail/read-message.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { folderChanges } from '../store/folder-changes.ts';
import {
  folderId,
  insertFolder,
  removeFolder,
  resolveFolder,
  wellKnownFolder,
  type Folder,
} from '../store/folders.ts';
import { changeKey } from '../store/ids.ts';
import { nextChange, type Json } from '../store/schema.ts';

const properties = ['id', 'displayName', 'isOwner', 'isShared', 'wellknownListName'];
const wellKnown: Record<string, string> = { tasks: 'defaultList', flaggedemails: 'flaggedEmails' };

const whole = (folder: Folder): Json => ({
  '@odata.etag': `W/"${changeKey(folder.mailbox, folder.change)}"`,
  displayName: folder.name,
  isOwner: true,
  isShared: false,
  wellknownListName: wellKnown[folder.well_known ?? ''] ?? 'none',
  id: folderId(folder.mailbox, folder.number),
});

const present = (call: Call, folder: Folder): Json =>
  pick(whole(folder), selection(call.query, 'todoTaskList', [...properties, 'tasks']));

/** Every mailbox has its two lists; one made before there were any gets them now. */
async function ensureLists(call: Call): Promise<void> {
  const { db } = call.graph;
  const top = await wellKnownFolder(db, call.mailbox.id, 'msgfolderroot');
  for (const [well_known, name] of [
    ['tasks', 'Tasks'],
    ['flaggedemails', 'Flagged Emails'],
  ] as const) {
    const known = await db
      .selectFrom('folder')
      .select('number')
      .where('mailbox', '=', call.mailbox.id)
      .where('well_known', '=', well_known)
      .executeTakeFirst();
    if (known) continue;
    const common = { mailbox: call.mailbox.id, parent: top.number, kind: 'task' as const };
    await db
      .insertInto('folder')
      .values({ ...common, well_known, name, is_hidden: false, change: await nextChange(db) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** A list by its id; the well-known ones also by `tasks` and `flaggedEmails`. */
export async function resolveList(call: Call, id: string): Promise<Folder> {
  await ensureLists(call);
  return resolveFolder(call, id, 'task');
}

const answer = (call: Call, folder: Folder, status: number): GraphAnswer => {
  const context = contextOf(call, `todo/lists${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...present(call, folder) } };
};

/** `displayName eq '…'`, `startswith(displayName,'…')`, `wellknownListName eq '…'`. */
function isWanted({ query: { filter } }: Call, folder: Folder): boolean {
  if (!filter) return true;
  const object = whole(folder);
  const valueOf = (segments: string[]): string => {
    const name = properties.find((one) => one.toLowerCase() === segments.join('/').toLowerCase());
    if (!name) {
      throw invalidProperty(`The property '${segments.join('/')}' does not support filtering.`);
    }
    return String(object[name]).toLowerCase();
  };
  const [left, right] =
    filter.kind === 'compare' && filter.operator === 'eq'
      ? [filter.left, filter.right]
      : filter.kind === 'call'
        ? filter.arguments
        : [];
  const text =
    right?.kind === 'literal' && 'value' in right.literal ? right.literal.value : undefined;
  if (left?.kind !== 'path' || typeof text !== 'string') {
    throw new GraphError(400, 'invalidFilter', 'The filter of task lists is not supported.');
  }
  const [value, wanted] = [valueOf(left.segments), text.toLowerCase()];
  if (filter.kind === 'call' && filter.name === 'startswith') return value.startsWith(wanted);
  if (filter.kind === 'call' && filter.name === 'contains') return value.includes(wanted);
  return value === wanted;
}

export const listLists: Handler = async (call) => {
  await ensureLists(call);
  const all = await call.graph.db
    .selectFrom('folder')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', 'task')
    .orderBy('number')
    .execute();
  const rows = all.filter((folder) => isWanted(call, folder));
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `todo/lists${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': rows.length }),
      value: rows.slice(skip, skip + size).map((folder) => present(call, folder)),
      ...(rows.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
};

export const getList: Handler = async (call, id = '') =>
  answer(call, await resolveList(call, id), 200);

function readName(body: Json): string {
  checkNames(body, 'todoTaskList', properties);
  const name = body['displayName'];
  if (typeof name === 'string' && name.trim() !== '') return name.trim();
  throw new GraphError(400, 'invalidRequest', "A task list has a 'displayName'.");
}

const notify = (call: Call): void => call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });

export const createList: Handler = async (call) => {
  const parent = await resolveList(call, 'tasks');
  const name = readName(jsonBody(call));
  const made = await insertFolder(call.graph.db, parent, name, false);
  notify(call);
  return answer(call, made, 201);
};

function requireOwn(folder: Folder): void {
  if (!folder.well_known) return;
  throw new GraphError(
    400,
    'invalidRequest',
    'The well-known task lists cannot be renamed or deleted.',
  );
}

export const updateList: Handler = async (call, id = '') => {
  const folder = await resolveList(call, id);
  requireOwn(folder);
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

export const deleteList: Handler = async (call, id = '') => {
  const folder = await resolveList(call, id);
  requireOwn(folder);
  await removeFolder(call.graph, folder);
  notify(call);
  return { status: 204 };
};

export const listsDelta: Handler = async (call) => {
  await ensureLists(call);
  return folderChanges(call, { kind: 'task', type: 'todoTaskList', present: whole });
};
