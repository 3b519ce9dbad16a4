import { contextOf, jsonBody, type Call, type Handler } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { readFileAttachment } from '../mail/attachments.ts';
import { insertAttachments, instant } from '../mail/store-mail.ts';
import { decodeRestId, encodeId } from '../store/ids.ts';
import { changeItem, type WholeItem } from '../store/items.ts';
import { jsonb, type AttachmentTable, type Db, type Json } from '../store/schema.ts';
import { resolveTask } from './tasks.ts';
import type { Selectable } from 'kysely';

type Attachment = Selectable<AttachmentTable>;

const idOf = (call: Call, number: number): string =>
  encodeId(call.prefer.isImmutableId ? 'immutable' : 'regular', {
    ...{ kind: 'attachment', mailbox: call.mailbox.id, number, generation: 0, occurrence: 0 },
  });

const present = (call: Call, row: Attachment): Json => ({
  '@odata.type': '#microsoft.graph.taskFileAttachment',
  id: idOf(call, row.number),
  name: row.name,
  contentType: row.content_type,
  size: row.content.length,
  lastModifiedDateTime: instant(row.modified),
});

const rowsOf = (db: Db, item: number): Promise<Attachment[]> =>
  db.selectFrom('attachment').selectAll().where('item', '=', item).orderBy('number').execute();

async function resolve(call: Call, task: WholeItem, id: string): Promise<Attachment> {
  const { number } = decodeRestId(id);
  const row = (await rowsOf(call.graph.db, task.number)).find((one) => one.number === number);
  if (!row) throw itemNotFound();
  return row;
}

const contextFor = (call: Call, list: string, task: string): string => {
  const [listId, taskId] = [list, task].map(encodeURIComponent);
  return contextOf(call, `todo/lists('${listId}')/tasks('${taskId}')/attachments`);
};

const content = (row: Attachment): Json => ({
  contentBytes: Buffer.from(row.content).toString('base64'),
});

/** Files of a task; their content is served one by one only. */
export const listTaskAttachments: Handler = async (call, list = '', task = '') => {
  const { number } = await resolveTask(call, list, task);
  const value = (await rowsOf(call.graph.db, number)).map((row) => present(call, row));
  return { status: 200, body: { '@odata.context': contextFor(call, list, task), value } };
};

export const getTaskAttachment: Handler = async (call, list = '', task = '', id = '') => {
  const row = await resolve(call, await resolveTask(call, list, task), id);
  const context = `${contextFor(call, list, task)}/$entity`;
  return {
    status: 200,
    body: { '@odata.context': context, ...present(call, row), ...content(row) },
  };
};

export const getTaskAttachmentValue: Handler = async (call, list = '', task = '', id = '') => {
  const row = await resolve(call, await resolveTask(call, list, task), id);
  return {
    status: 200,
    headers: { 'content-type': row.content_type },
    body: Buffer.from(row.content),
  };
};

/** `POST …/attachments` with a `taskFileAttachment` of at most 3 MB. */
export const addTaskAttachment: Handler = async (call, list = '', task = '') => {
  const body = { ...jsonBody(call), '@odata.type': '#microsoft.graph.fileAttachment' };
  const file = readFileAttachment(body);
  const item = await resolveTask(call, list, task);
  let number = 0;
  await changeItem(call, item.number, async ({ doc }, tx) => {
    [number = 0] = await insertAttachments(tx, item.number, [file], call.graph.now());
    return { doc: jsonb<Json>({ ...doc, hasAttachments: true }) };
  });
  const row = await resolve(call, item, idOf(call, number));
  const context = `${contextFor(call, list, task)}/$entity`;
  return { status: 201, body: { '@odata.context': context, ...present(call, row) } };
};

export const deleteTaskAttachment: Handler = async (call, list = '', task = '', id = '') => {
  const item = await resolveTask(call, list, task);
  const { number } = await resolve(call, item, id);
  await changeItem(call, item.number, async ({ doc }, tx) => {
    await tx.deleteFrom('attachment').where('number', '=', number).execute();
    const hasAttachments = (await rowsOf(tx, item.number)).length > 0;
    return { doc: jsonb<Json>({ ...doc, hasAttachments }) };
  });
  return { status: 204 };
};
