import {
  isObject,
  contextOf,
  jsonBody,
  type Call,
  type GraphAnswer,
  type Handler,
} from '../call.ts';
import { composeMail } from './compose-mail.ts';
import { badBody, GraphError, itemNotFound } from '../errors.ts';
import { expandItems } from '../expand.ts';
import { writeExtended } from '../store/extended.ts';
import { resolveFolder, type Folder } from '../store/folders.ts';
import {
  changeItem,
  moveItem,
  removeItem,
  resolveItem,
  type Item,
  type WholeItem,
} from '../store/items.ts';
import { listItems } from '../store/list-items.ts';
import { messageProperties, presentMessage } from './message.ts';
import { readMessage } from './read-message.ts';
import { jsonb, type Json } from '../store/schema.ts';
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

function list(call: Call, path: string, folder?: Folder): Promise<GraphAnswer> {
  return listItems(call, {
    kind: 'message',
    ...(folder && { folder }),
    columns: messageColumns(messageSelection(call)),
    order: 'newest',
    context: contextOf(call, `${path}${selectSuffix(call.query)}`),
    present: (items) => presentMessages(call, items),
  });
}

export const listMessages: Handler = (call) => list(call, 'messages');

export const listFolderMessages: Handler = async (call, folder = '') =>
  list(call, `mailFolders('${folder}')/messages`, await resolveFolder(call, folder));

export const getMessage: Handler = async (call, id = '') =>
  answerMessage(call, await resolveMessage(call, id), 200);

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

export const updateMessage: Handler = async (call, id = '') => {
  const input = readMessage(jsonBody(call));
  if (input.attachments) throw badBody('Attachments are added through their own collection.');
  const { number } = await resolveMessage(call, id);
  const changed = await changeItem(call, number, async (item, tx) => {
    const isDraft = item.doc['isDraft'] === true;
    if (input.isDraftOnly && !isDraft) throw draftOnly();
    await writeExtended(tx, number, input.properties ?? []);
    return {
      doc: jsonb({ ...item.doc, ...input.doc }),
      ...(input.body && { body: jsonb(input.body) }),
      ...(input.headers && { headers: jsonb(input.headers) }),
      ...(input.isDraftOnly && { mime: null }),
    };
  });
  return answerMessage(call, changed, 200);
};

export const deleteMessage: Handler = async (call, id = '') => {
  const { number } = await resolveMessage(call, id);
  await removeItem(call, number);
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

/** An object in the body of an action, e.g. sendMail's `message`; undefined where there is none. */
export const bodyProperty = (call: Call, name: string): Json | undefined => {
  const { body } = call.request;
  const value = isObject(body) ? body[name] : undefined;
  return isObject(value) ? value : undefined;
};
