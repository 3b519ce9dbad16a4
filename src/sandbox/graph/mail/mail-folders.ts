import { sql, type RawBuilder } from 'kysely';
import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badBody, notBuilt, undeclared } from '../errors.ts';
import { expandExtended } from '../expand.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { pick, selection, selectSuffix } from '../select.ts';
import { extendedName, readPropertiesOf, writeExtended } from '../store/extended.ts';
import {
  insertFolder,
  removeFolder,
  resolveFolder,
  wellKnownFolder,
  type Folder,
} from '../store/folders.ts';
import { nextChange, type Db, type Json } from '../store/schema.ts';
import {
  countedFolders,
  folderProperties,
  presentFolder,
  wantsHidden,
  type Counted,
} from './counted-folders.ts';

const relations = ['childFolders', 'messages', 'messageRules'];

async function expandChildren(call: Call, folders: Counted[], presented: Json[]): Promise<void> {
  const numbers = folders.map((folder) => folder.number);
  const children = await countedFolders(
    call.graph.db,
    call.mailbox.id,
    sql`f.parent = any(${numbers}::integer[]) and (${wantsHidden(call)} or not f.is_hidden)`,
  );
  presented.forEach((object, index) => {
    const own = children.filter((child) => child.parent === numbers[index]);
    object['childFolders'] = own.map(presentFolder);
  });
}

/** Folders as Graph serves them, with what `$select` and `$expand` ask for. */
async function presentFolders(call: Call, folders: Counted[]): Promise<Json[]> {
  const selected = selection(call.query, 'mailFolder', folderProperties);
  const presented = folders.map((folder) => pick(presentFolder(folder), selected));
  const numbers = folders.map((folder) => folder.number);
  for (const item of call.query.expand ?? []) {
    if (item.path.toLowerCase() === 'childfolders') await expandChildren(call, folders, presented);
    else if (relations.includes(item.path)) throw notBuilt(`$expand=${item.path} of mail folders`);
    else if (!(await expandExtended(call, item, 'folder', numbers, presented))) {
      throw undeclared(item.path, 'mailFolder');
    }
  }
  return presented;
}

export async function answerFolder(
  call: Call,
  number: number,
  status: number,
): Promise<GraphAnswer> {
  const rows = await countedFolders(call.graph.db, call.mailbox.id, sql`f.number = ${number}`);
  const [object] = await presentFolders(call, rows);
  const context = contextOf(call, `mailFolders${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...object } };
}

const childrenOf = (call: Call, parent: Folder): RawBuilder<boolean> =>
  sql`f.parent = ${parent.number} and (${wantsHidden(call)} or not f.is_hidden)`;

async function children(call: Call, parent: Folder): Promise<Counted[]> {
  const { filter, orderby } = call.query;
  const condition = childrenOf(call, parent);
  const options = { filter, order: orderby };
  return countedFolders(call.graph.db, call.mailbox.id, condition, options);
}

async function listChildren(call: Call, parent: Folder, context: string): Promise<GraphAnswer> {
  const rows = await children(call, parent);
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `${context}${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': rows.length }),
      value: await presentFolders(call, rows.slice(skip, skip + size)),
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

/** `…/mailFolders/$count`: a number as text. */
const countAnswer = async (call: Call, parent: Folder): Promise<GraphAnswer> => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(String((await children(call, parent)).length)),
});

export const countFolders: Handler = async (call) => countAnswer(call, await rootOf(call));

export const countChildFolders: Handler = async (call, id = '') =>
  countAnswer(call, await resolveFolder(call, id));

export const getFolder: Handler = async (call, id = '') =>
  answerFolder(call, (await resolveFolder(call, id)).number, 200);

const readOnly = new Set(folderProperties.filter((name) => !/^(displayName|isHidden)$/.test(name)));

/** What a body may say of a folder. Throws `RequestBodyRead`. */
function readFolder(body: Json): { name?: string; isHidden?: boolean; rest: [string, unknown][] } {
  const type = body['@odata.type'];
  if (typeof type === 'string' && /mailSearchFolder$/i.test(type)) throw notBuilt('search folders');
  const { displayName, isHidden, ...others } = body;
  const rest = Object.entries(others).filter(
    ([name]) => !name.includes('@') && !readOnly.has(name),
  );
  const unknown = rest.find(([name]) => !extendedName(name));
  if (unknown) {
    throw badBody(
      `The property '${unknown[0]}' does not exist on type 'microsoft.graph.mailFolder'. Make sure to only use property names that are defined by the type.`,
    );
  }
  const name = typeof displayName === 'string' ? displayName.trim() : '';
  if (displayName !== undefined && name === '') throw badBody("'displayName' is a name.");
  return {
    ...(displayName !== undefined && { name }),
    ...(isHidden !== undefined && { isHidden: isHidden === true }),
    rest,
  };
}

async function writeProperties(db: Db, folder: number, rest: [string, unknown][]): Promise<void> {
  for (const [name, value] of rest) {
    const written = extendedName(name);
    if (written) await writeExtended(db, folder, readPropertiesOf(written, value), 'folder');
  }
}

const notify = (call: Call): void => call.graph.notify({ userId: call.mailbox.id, kind: 'folder' });

async function create(call: Call, parent: Folder): Promise<GraphAnswer> {
  const { name, isHidden = false, rest } = readFolder(jsonBody(call));
  if (name === undefined) throw badBody("A folder has a 'displayName'.");
  const made = await insertFolder(call.graph.db, parent, name, isHidden);
  await writeProperties(call.graph.db, made.number, rest);
  notify(call);
  return answerFolder(call, made.number, 201);
}

export const createFolder: Handler = async (call) => create(call, await rootOf(call));

export const createChildFolder: Handler = async (call, id = '') =>
  create(call, await resolveFolder(call, id));

export const updateFolder: Handler = async (call, id = '') => {
  const folder = await resolveFolder(call, id);
  const { name = folder.name, isHidden = folder.is_hidden, rest } = readFolder(jsonBody(call));
  const { db } = call.graph;
  await writeProperties(db, folder.number, rest);
  await db
    .updateTable('folder')
    .set({ name, is_hidden: isHidden, change: await nextChange(db) })
    .where('number', '=', folder.number)
    .execute();
  notify(call);
  return answerFolder(call, folder.number, 200);
};

export const deleteFolder: Handler = async (call, id = '') => {
  await removeFolder(call.graph, await resolveFolder(call, id));
  notify(call);
  return { status: 204 };
};
