import { contextOf, jsonBody, type Call, type Handler } from '../call.ts';
import { badBody, GraphError, itemNotFound } from '../errors.ts';
import { decodeId, encodeId, toEwsId, type IdForm } from '../store/ids.ts';
import { findItem } from '../store/items.ts';
import type { Json } from '../store/schema.ts';

const forms: Record<string, IdForm> = {
  restid: 'regular',
  ewsid: 'regular',
  entryid: 'entry',
  restimmutableentryid: 'immutable',
  immutableentryid: 'immutableEntry',
};

function readType(value: unknown, name: string): string {
  const type = typeof value === 'string' ? value.toLowerCase() : '';
  if (type in forms) return type;
  throw badBody(`'${name}' is entryId, ewsId, immutableEntryId, restId or restImmutableEntryId.`);
}

const isRegular = (form: IdForm): boolean => form === 'regular' || form === 'entry';

/** Throws what a call with the id itself would throw. */
async function translate(call: Call, id: string, source: string, target: string): Promise<string> {
  const key = decodeId(id);
  if (key.form !== forms[source]) {
    throw new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  }
  if (key.mailbox !== call.mailbox.id) throw itemNotFound();
  let generation = 0;
  if (key.kind === 'message' || key.kind === 'event' || key.kind === 'contact') {
    const item = await findItem(call.graph.db, key.number);
    if (item?.mailbox !== call.mailbox.id) throw itemNotFound();
    if (isRegular(key.form) && key.generation !== item.generation) throw itemNotFound();
    generation = item.generation;
  }
  const translated = encodeId(forms[target] ?? 'regular', { ...key, generation });
  return target === 'ewsid' ? toEwsId(translated) : translated;
}

async function translateOne(call: Call, id: string, source: string, target: string): Promise<Json> {
  try {
    return { sourceId: id, targetId: await translate(call, id, source, target) };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { sourceId: id, errorDetails: { code: error.code, message: error.message } };
  }
}

/** `POST …/translateExchangeIds` (wire facts, 2.3). */
export const translateIds: Handler = async (call) => {
  const { inputIds, sourceIdType, targetIdType } = jsonBody(call);
  const source = readType(sourceIdType ?? 'restId', 'sourceIdType');
  const target = readType(targetIdType, 'targetIdType');
  const isList = Array.isArray(inputIds) && inputIds.length > 0 && inputIds.length <= 1_000;
  if (!isList || !inputIds.every((id) => typeof id === 'string')) {
    throw badBody("'inputIds' is an array of 1 to 1000 ids.");
  }
  const value: Json[] = [];
  for (const id of inputIds) value.push(await translateOne(call, id, source, target));
  const context = contextOf(call, '').replace(
    /users\(.*$/,
    'Collection(microsoft.graph.convertIdResult)',
  );
  return { status: 200, body: { '@odata.context': context, value } };
};
