import { randomUUID } from 'node:crypto';
import { contextOf, jsonBody, type Call, type Handler } from '../call.ts';
import { badBody, GraphError, itemNotFound } from '../errors.ts';
import type { Tables } from '../store/schema.ts';

type Category = Tables['category'];

const colors = ['none', ...Array.from({ length: 25 }, (_, index) => `preset${index}`)];

function readColor(value: unknown): string {
  const color = typeof value === 'string' ? value.toLowerCase() : value;
  if (typeof color === 'string' && colors.includes(color)) return color;
  throw badBody(`'color' is none or preset0 to preset24.`);
}

const present = ({ id, name, color }: Category) => ({ id, displayName: name, color });
const path = 'outlook/masterCategories';

const answer = (call: Call, category: Category, status: number) => ({
  status,
  body: { '@odata.context': contextOf(call, `${path}/$entity`), ...present(category) },
});

export const listCategories: Handler = async (call) => {
  const rows = await call.graph.db
    .selectFrom('category')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .orderBy('name')
    .execute();
  const body = { '@odata.context': contextOf(call, path), value: rows.map(present) };
  return { status: 200, body };
};

async function resolve(call: Call, id: string): Promise<Category> {
  const row = await call.graph.db
    .selectFrom('category')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .where('id', '=', id.toLowerCase())
    .executeTakeFirst();
  if (!row) throw itemNotFound();
  return row;
}

export const getCategory: Handler = async (call, id = '') =>
  answer(call, await resolve(call, id), 200);

const notify = (call: Call) => call.graph.notify({ userId: call.mailbox.id, kind: 'category' });

/** Throws 409 for a name that is taken; case does not tell names apart. */
export const createCategory: Handler = async (call) => {
  const { displayName, color } = jsonBody(call);
  if (typeof displayName !== 'string' || displayName.trim() === '' || displayName.length > 255) {
    throw badBody("A category has a 'displayName' of at most 255 characters.");
  }
  const made = await call.graph.db
    .insertInto('category')
    .values({
      id: randomUUID(),
      mailbox: call.mailbox.id,
      name: displayName,
      color: readColor(color ?? 'none'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!made) {
    throw new GraphError(
      409,
      'CategoryNameDuplicate',
      'Category name cannot be duplicated or empty.',
    );
  }
  notify(call);
  return answer(call, made, 201);
};

export const updateCategory: Handler = async (call, id = '') => {
  const { displayName, color } = jsonBody(call);
  const category = await resolve(call, id);
  if (displayName !== undefined && displayName !== category.name) {
    throw new GraphError(400, 'ErrorInvalidPropertySet', "'displayName' cannot be changed.");
  }
  const changed = await call.graph.db
    .updateTable('category')
    .set({ color: color === undefined ? category.color : readColor(color) })
    .where('id', '=', category.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  notify(call);
  return answer(call, changed, 200);
};

export const deleteCategory: Handler = async (call, id = '') => {
  const category = await resolve(call, id);
  await call.graph.db.deleteFrom('category').where('id', '=', category.id).execute();
  notify(call);
  return { status: 204 };
};
