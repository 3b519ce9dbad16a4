import type { Expression, QueryOptions } from '../../odata/ast.ts';
import { isObject } from '../call.ts';
import { badBody, badRequest, GraphError, invalidProperty, notBuilt } from '../errors.ts';
import { storableText, type Db } from './schema.ts';

/** A single-value extended property: a MAPI property by set and name (wire facts, 2.5). */
export interface ExtendedProperty {
  /** As Graph writes it: the set's GUID in lower case, the name as given. */
  id: string;
  value: string;
}

const types = [
  'ApplicationTime',
  'Binary',
  'Boolean',
  'CLSID',
  'Currency',
  'Double',
  'Error',
  'Float',
  'Integer',
  'Long',
  'Null',
  'Object',
  'Short',
  'String',
  'SystemTime',
];
const guid = '\\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\}';
const named = new RegExp(`^(\\w+)\\s+(${guid})\\s+(Name|Id)\\s+(.+)$`, 'i');
const tagged = /^(\w+)\s+(0x[0-9a-f]{1,8})$/i;

const typeName = (written: string): string | undefined =>
  types.find((type) => type.toLowerCase() === written.toLowerCase());

/** The id as Graph echoes it. Throws `ErrorInvalidProperty` for what is no such id. */
export function normaliseId(id: string): string {
  const [, namedType, set, by, name] = named.exec(id.trim()) ?? [];
  const [, taggedType, tag] = tagged.exec(id.trim()) ?? [];
  const type = typeName(namedType ?? taggedType ?? '');
  if (type && set && by && name) {
    const isName = by.toLowerCase() === 'name';
    return `${type} ${set.toLowerCase()} ${isName ? `Name ${name}` : `Id ${name.toLowerCase()}`}`;
  }
  if (type && tag) return `${type} ${tag.toLowerCase()}`;
  throw invalidProperty(`The extended property id '${id}' is not valid.`);
}

/** The id in letters whose case means nothing, since names are told apart by case. */
export const keyOf = (id: string): string => Buffer.from(normaliseId(id)).toString('hex');

const isId = (node: Expression): boolean =>
  node.kind === 'path' && node.segments.at(-1)?.toLowerCase() === 'id';

const writtenId = (node: Expression): string | undefined =>
  node.kind === 'literal' && node.literal.kind === 'string' ? node.literal.value : undefined;

/** A predicate on `ep` with its ids replaced by keys. */
export function withKeys(node: Expression): Expression {
  if (node.kind === 'and' || node.kind === 'or') {
    return { ...node, left: withKeys(node.left), right: withKeys(node.right) };
  }
  if (node.kind !== 'compare' || !isId(node.left)) return node;
  const id = writtenId(node.right);
  if (id === undefined) throw badRequest('The id of an extended property is a string.');
  return { ...node, right: { kind: 'literal', literal: { kind: 'string', value: keyOf(id) } } };
}

/** Ids that an `$expand` names: `id eq 'a' or id eq 'b'`, `id in ('a','b')`. */
function namedIds(node: Expression): string[] {
  if (node.kind === 'or') return [...namedIds(node.left), ...namedIds(node.right)];
  if (node.kind === 'compare' && node.operator === 'eq' && isId(node.left)) {
    const id = writtenId(node.right);
    if (id !== undefined) return [id];
  }
  if (node.kind === 'in' && isId(node.operand)) {
    return node.list.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  }
  throw notBuilt('$expand of singleValueExtendedProperties with a filter other than by id');
}

/** Keys of the properties an `$expand` wants. */
export function expandedKeys(options: QueryOptions): string[] {
  if (!options.filter) {
    throw badRequest('Expand of singleValueExtendedProperties needs a $filter by id.');
  }
  return namedIds(options.filter).map(keyOf);
}

/** The wanted properties of some items, by item number. */
export async function readExtended(
  db: Db,
  items: number[],
  keys: string[],
): Promise<Map<number, ExtendedProperty[]>> {
  const found = new Map<number, ExtendedProperty[]>();
  if (items.length === 0 || keys.length === 0) return found;
  const rows = await db
    .selectFrom('extended')
    .select(['item', 'id', 'value'])
    .where('item', 'in', items)
    .where('key', 'in', keys)
    .orderBy('key')
    .execute();
  for (const { item, id, value } of rows)
    found.set(item, [...(found.get(item) ?? []), { id, value }]);
  return found;
}

/** Properties in a body. Throws `RequestBodyRead`. */
export function readProperties(body: unknown): { id: string; value: string | null }[] {
  if (!Array.isArray(body)) throw badBody('singleValueExtendedProperties is an array.');
  return body.map((property: unknown) => {
    if (!isObject(property) || typeof property['id'] !== 'string') {
      throw badBody("An extended property has an 'id' and a 'value'.");
    }
    const { id, value } = property;
    if (typeof value === 'string' || value === null || value === undefined) {
      return { id: normaliseId(id), value: value ?? null };
    }
    throw badBody("The 'value' of an extended property is a string.");
  });
}

/** Writes properties; null removes one. Others stay. */
export async function writeExtended(
  db: Db,
  item: number,
  properties: { id: string; value: string | null }[],
): Promise<void> {
  for (const { id, value } of properties) {
    const key = keyOf(id);
    if (value !== null && value.length > 32_000) {
      throw new GraphError(
        400,
        'ErrorPropertyUpdate',
        'The value is longer than a property holds.',
      );
    }
    await db.deleteFrom('extended').where('item', '=', item).where('key', '=', key).execute();
    if (value === null) continue;
    const stored = { id: storableText(id), value: storableText(value) };
    await db
      .insertInto('extended')
      .values({ item, key, ...stored })
      .execute();
  }
}
