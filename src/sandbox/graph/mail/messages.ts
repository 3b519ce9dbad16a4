import type { RawBuilder } from 'kysely';
import { contextOf, jsonBody, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { composeMail } from './compose-mail.ts';
import { badBody, GraphError, itemNotFound } from '../errors.ts';
import { expandItems } from '../expand.ts';
import { writeExtended } from '../store/extended.ts';
import { resolveFolder, wellKnownFolder, type Folder } from '../store/folders.ts';
import {
  changeItem,
  moveItem,
  removeItem,
  resolveItem,
  type Item,
  type WholeItem,
} from '../store/items.ts';
import { hiddenSince } from '../store/hidden.ts';
import { countOf, listItems, type ItemList } from '../store/list-items.ts';
import { compileSearch } from './search/to-sql.ts';
import { presentMessage } from './message.ts';
import { messageProperties } from '../store/message-columns.ts';
import { readMessage, type MessageInput } from './read-message.ts';
import { searchColumn } from './store-mail.ts';
import { jsonb, type Db, type Json } from '../store/schema.ts';
import { selection, selectSuffix } from '../select.ts';

export const messageSelection = (call: Call): Set<string> | undefined =>
  selection(call.query, 'message', [...messageProperties, 'attachments']);

/** Large columns a selection needs. */
export const messageColumns = (selected: Set<string> | undefined): ('body' | 'headers')[] => [
  ...(!selected || selected.has('body') || selected.has('uniquebody') ? (['body'] as const) : []),
  ...(selected?.has('internetmessageheaders') ? (['headers'] as const) : []),
];

export const presentMessages = (call: Call, items: Item[]): Promise<Json[]> => {
  const selected = messageSelection(call);
  return expandItems(
    call,
    items,
    items.map((item) => presentMessage(call, item, selected)),
  );
};

/** One message with its context, as most actions answer it. */
export async function answerMessage(
  call: Call,
  item: WholeItem,
  status: number,
): Promise<GraphAnswer> {
  const [object] = await presentMessages(call, [item]);
  const context = contextOf(call, `messages${selectSuffix(call.query)}/$entity`);
  return { status, body: { '@odata.context': context, ...object } };
}

/** The message, in the folder the path names if it names one. */
export async function resolveMessage(call: Call, id: string): Promise<WholeItem> {
  const item = await resolveItem(call, 'message', id);
  if (call.folder === undefined) return item;
  const folder = await resolveFolder(call, call.folder);
  if (folder.number !== item.folder) throw itemNotFound();
  return item;
}

const refusedWith = (option: string, code: string): GraphError =>
  new GraphError(400, code, `The query parameter '${option}' is not supported with '$search'.`);

/** `$search` finds words by its own rules, in no other order, and nothing filters what it finds. */
function searchOf({ query, graph }: Call): RawBuilder<boolean> | undefined {
  if (query.search === undefined) return undefined;
  if (query.orderby) throw refusedWith('$orderBy', 'SearchWithOrderBy');
  if (query.filter) throw refusedWith('$filter', 'SearchWithFilter');
  const [, quoted] = /^"(.*)"$/s.exec(query.search.trim()) ?? [];
  return compileSearch(quoted?.replaceAll('\\"', '"') ?? query.search, graph.now());
}

function listOf(call: Call, path: string, folder?: Folder): ItemList {
  const search = searchOf(call);
  return {
    kind: 'message',
    ...(folder && { folder }),
    ...(search && { search }),
    columns: messageColumns(messageSelection(call)),
    order: 'newest',
    context: contextOf(call, `${path}${selectSuffix(call.query)}`),
    present: (items) => presentMessages(call, items),
  };
}

const folderPath = (folder: string): string => `mailFolders('${folder}')/messages`;

export const listMessages: Handler = (call) => listItems(call, listOf(call, 'messages'));

export const listFolderMessages: Handler = async (call, folder = '') =>
  listItems(call, listOf(call, folderPath(folder), await resolveFolder(call, folder)));

/** `…/messages/$count`: a number as text. */
const countAnswer = (count: number): GraphAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(String(count)),
});

export const countMessages: Handler = async (call) =>
  countAnswer(await countOf(call, listOf(call, 'messages')));

export const countFolderMessages: Handler = async (call, folder = '') =>
  countAnswer(await countOf(call, listOf(call, '', await resolveFolder(call, folder))));

export const getMessage: Handler = async (call, id = '') => {
  const item = await resolveMessage(call, id);
  const hidden = await hiddenSince(call);
  if (hidden && item.created >= hidden) throw itemNotFound();
  return answerMessage(call, item, 200);
};

/** The bytes as they came; a draft written in JSON is composed. */
export async function mimeOf(call: Call, item: WholeItem): Promise<Buffer> {
  const { db } = call.graph;
  const { mime } = await db
    .selectFrom('item')
    .select('mime')
    .where('number', '=', item.number)
    .executeTakeFirstOrThrow();
  return mime ? Buffer.from(mime) : composeMail(db, item);
}

export const getMessageValue: Handler = async (call, id = '') => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: await mimeOf(call, await resolveMessage(call, id)),
});

const draftOnly = (): GraphError =>
  new GraphError(400, 'ErrorInvalidPropertySet', 'The property can be set on a draft only.');

/** The columns that change with an input. What `$search` finds is made anew. */
async function changesOf(item: WholeItem, input: MessageInput, tx: Db) {
  const doc = { ...item.doc, ...input.doc };
  const names = await tx
    .selectFrom('attachment')
    .select('name')
    .where('item', '=', item.number)
    .execute();
  const isText = input.isDraftOnly;
  return {
    doc: jsonb(doc),
    ...(input.body && { body: jsonb(input.body) }),
    ...(input.headers && { headers: jsonb(input.headers) }),
    ...(isText && { mime: null, search: searchColumn(doc, input.body ?? item.body, names) }),
  };
}

export const updateMessage: Handler = async (call, id = '') => {
  const input = readMessage(jsonBody(call));
  if (input.attachments) throw badBody('Attachments are added through their own collection.');
  const { number } = await resolveMessage(call, id);
  const changed = await changeItem(call, number, async (item, tx) => {
    if (input.isDraftOnly && item.doc['isDraft'] !== true) throw draftOnly();
    await writeExtended(tx, number, input.properties ?? []);
    return changesOf(item, input, tx);
  });
  return answerMessage(call, changed, 200);
};

/** Deletes for good; `If-Match` is obeyed. */
export const permanentDelete: Handler = async (call, id = '') => {
  await removeItem(call, (await resolveMessage(call, id)).number);
  return { status: 204 };
};

/** Moves to the Recoverable Items (wire facts, 2.2); from there the message goes for good. */
export const deleteMessage: Handler = async (call, id = '') => {
  const { number, folder } = await resolveMessage(call, id);
  const { db } = call.graph;
  const deletions = await wellKnownFolder(db, call.mailbox.id, 'recoverableitemsdeletions');
  if (folder === deletions.number) await removeItem(call, number);
  else await moveItem(call, number, deletions);
  return { status: 204 };
};

/** `{ destinationId }` of move and copy: a folder's id or well-known name. */
export function destination(call: Call): Promise<Folder> {
  const { destinationId } = jsonBody(call);
  if (typeof destinationId !== 'string') throw badBody("'destinationId' is missing.");
  return resolveFolder(call, destinationId);
}

export const moveMessage: Handler = async (call, id = '') => {
  const { number } = await resolveMessage(call, id);
  return answerMessage(call, await moveItem(call, number, await destination(call)), 201);
};
