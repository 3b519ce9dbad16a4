import { randomUUID } from 'node:crypto';
import { contextOf, isObject, jsonBody, type Call, type Handler } from '../../call.ts';
import { badBody, itemNotFound } from '../../errors.ts';
import { jsonb, storableText, type Json } from '../../store/schema.ts';

const path = 'inferenceClassification/overrides';

function readClass(value: unknown): string {
  const written = String(value).toLowerCase();
  if (written === 'focused' || written === 'other') return written;
  throw badBody("'classifyAs' is focused or other.");
}

function readOverride(body: Json): { address: string; value: Json } {
  const { senderEmailAddress: sender, classifyAs } = body;
  if (!isObject(sender) || typeof sender['address'] !== 'string') {
    throw badBody("'senderEmailAddress' has an 'address'.");
  }
  const address = storableText(sender['address']);
  const name = typeof sender['name'] === 'string' ? storableText(sender['name']) : address;
  const value = { classifyAs: readClass(classifyAs), senderEmailAddress: { name, address } };
  return { address: address.toLowerCase(), value };
}

const answer = (call: Call, id: string, value: Json, status: number) => ({
  status,
  body: { '@odata.context': contextOf(call, `${path}/$entity`), id, ...value },
});

export const listOverrides: Handler = async (call) => {
  const rows = await call.graph.db
    .selectFrom('classification')
    .select(['id', 'value'])
    .where('mailbox', '=', call.mailbox.id)
    .orderBy('address')
    .execute();
  const value = rows.map((row) => ({ id: row.id, ...row.value }));
  return { status: 200, body: { '@odata.context': contextOf(call, path), value } };
};

/** One override a sender: a second one for the same address takes the place of the first. */
export const createOverride: Handler = async (call) => {
  const { address, value } = readOverride(jsonBody(call));
  const { id } = await call.graph.db
    .insertInto('classification')
    .values({ id: randomUUID(), mailbox: call.mailbox.id, address, value: jsonb(value) })
    .onConflict((conflict) =>
      conflict.columns(['mailbox', 'address']).doUpdateSet({ value: jsonb(value) }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return answer(call, id, value, 201);
};

async function resolve(call: Call, id: string): Promise<Json> {
  const row = await call.graph.db
    .selectFrom('classification')
    .select('value')
    .where('mailbox', '=', call.mailbox.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw itemNotFound();
  return row.value;
}

/** Only how the sender is classified can be changed. */
export const updateOverride: Handler = async (call, id = '') => {
  const before = await resolve(call, id);
  const { classifyAs } = jsonBody(call);
  const value = { ...before, classifyAs: readClass(classifyAs ?? before['classifyAs']) };
  await call.graph.db
    .updateTable('classification')
    .set({ value: jsonb(value) })
    .where('id', '=', id)
    .execute();
  return answer(call, id, value, 200);
};

export const deleteOverride: Handler = async (call, id = '') => {
  await resolve(call, id);
  await call.graph.db.deleteFrom('classification').where('id', '=', id).execute();
  return { status: 204 };
};
