import { sql, type RawBuilder } from 'kysely';
import { isObject } from '../call.ts';
import { badBody, GraphError, invalidProperty } from '../errors.ts';
import { jsonb, storableText, type Db, type Json } from './schema.ts';

/** An extended property: a MAPI property by set and name (wire facts, 2.5). */
export interface ExtendedProperty {
  /** As Graph writes it: the set's GUID in lower case, the name as given. */
  id: string;
  /** Many, where its type is an array; null takes the property away. */
  value: string | string[] | null;
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

/** `String`, `StringArray`. */
function typeName(written: string): string | undefined {
  const bare = written.replace(/Array$/i, '').toLowerCase();
  const type = types.find((one) => one.toLowerCase() === bare);
  return type && (/Array$/i.test(written) ? `${type}Array` : type);
}

/** The id as Graph echoes it. Throws `ErrorInvalidProperty` for what is no such id. */
export function normaliseId(id: string): string {
  const [, namedType, set, by, name] = named.exec(id.trim()) ?? [];
  const [, taggedType, tag] = tagged.exec(id.trim()) ?? [];
  const type = typeName(namedType ?? taggedType ?? '');
  if (type && set && by && name) {
    const isName = by.toLowerCase() === 'name';
    return `${type} ${set.toLowerCase()} ${isName ? `Name ${name}` : `Id ${name.toLowerCase()}`}`;
  }
  // `0x001A` and `0x1a` are one property.
  if (type && tag) return `${type} 0x${Number(tag).toString(16)}`;
  throw invalidProperty(`The extended property id '${id}' is not valid.`);
}

/** The id in letters whose case means nothing, since names are told apart by case. */
export const keyOf = (id: string): string => Buffer.from(normaliseId(id)).toString('hex');

/** Names of the two collections, as bodies and `$expand` write them. */
export const extendedNames = {
  singleValueExtendedProperties: false,
  multiValueExtendedProperties: true,
} as const;
export type ExtendedName = keyof typeof extendedNames;

/** The collection a name means, in any case; undefined for another name. */
export const extendedName = (written: string): ExtendedName | undefined =>
  (Object.keys(extendedNames) as ExtendedName[]).find(
    (name) => name.toLowerCase() === written.toLowerCase(),
  );

/** Whose properties: items' or folders'. */
const owners = {
  item: { table: sql`sandbox_graph.extended`, column: sql`item` },
  folder: { table: sql`sandbox_graph.folder_extended`, column: sql`folder` },
};
export type Owner = keyof typeof owners;

/** The properties of some owners that fit a condition on `extended`, by the owner's number. */
export async function readExtended(
  db: Db,
  owner: Owner,
  numbers: number[],
  condition: RawBuilder<boolean>,
): Promise<Map<number, Json[]>> {
  const found = new Map<number, Json[]>();
  if (numbers.length === 0) return found;
  const { table, column } = owners[owner];
  const { rows } = await sql<{ owner: number; id: string; value: string; list: string[] | null }>`
    select extended.${column} as owner, id, value, list from ${table} as extended
    where extended.${column} = any(${numbers}::integer[]) and ${condition}
    order by key`.execute(db);
  for (const { owner: number, id, value, list } of rows) {
    found.set(number, [...(found.get(number) ?? []), { id, value: list ?? value }]);
  }
  return found;
}

function readOne<T>(property: unknown, isValue: (value: unknown) => value is T, wanted: string) {
  if (!isObject(property) || typeof property['id'] !== 'string') {
    throw badBody("An extended property has an 'id' and a 'value'.");
  }
  const value = property['value'] ?? null;
  if (value !== null && !isValue(value)) {
    throw badBody(`The 'value' of an extended property is ${wanted}.`);
  }
  return { id: normaliseId(property['id']), value };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** Single-value properties in a body. Throws `RequestBodyRead`. */
export function readProperties(body: unknown): { id: string; value: string | null }[] {
  if (!Array.isArray(body)) throw badBody('singleValueExtendedProperties is an array.');
  return body.map((property) => readOne(property, isText, 'a string'));
}

/** Multi-value properties in a body. Throws `RequestBodyRead`. */
export function readListProperties(body: unknown): { id: string; value: string[] | null }[] {
  if (!Array.isArray(body)) throw badBody('multiValueExtendedProperties is an array.');
  return body.map((property) => readOne(property, isTexts, 'an array of strings'));
}

/** The properties that a body gives under one of the two names. */
export const readPropertiesOf = (name: ExtendedName, value: unknown): ExtendedProperty[] =>
  extendedNames[name] ? readListProperties(value) : readProperties(value);

const maxLength = 32_000;

function checkLength(value: ExtendedProperty['value']): void {
  if (value === null || [value].flat().every((one) => one.length <= maxLength)) return;
  throw new GraphError(400, 'ErrorPropertyUpdate', 'The value is longer than a property holds.');
}

/** Writes properties of an item, or of a folder; null removes one. Others stay. */
export async function writeExtended(
  db: Db,
  number: number,
  properties: ExtendedProperty[],
  owner: Owner = 'item',
): Promise<void> {
  const { table, column } = owners[owner];
  for (const { id, value } of properties) {
    checkLength(value);
    const key = keyOf(id);
    await sql`delete from ${table} where ${column} = ${number} and key = ${key}`.execute(db);
    if (value === null) continue;
    const text = storableText(Array.isArray(value) ? '' : value);
    const list = Array.isArray(value) ? jsonb(value) : null;
    await sql`insert into ${table} (${column}, key, id, value, list)
      values (${number}, ${key}, ${storableText(id)}, ${text}, ${list})`.execute(db);
  }
}
