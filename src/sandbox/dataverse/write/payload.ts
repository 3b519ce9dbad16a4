import { badPayload } from '../errors.ts';
import type { Context } from '../api/types.ts';
import { findNavigation, tableOf, type Table } from '../metadata/index.ts';
import type { Reference, RowData } from '../store/rows.ts';
import { resolveReference } from './reference.ts';
import { toStored } from './values.ts';

export type Json = Record<string, unknown>;

/** What a body asks to store. */
export interface Change {
  values: RowData;
  /** Rows to make with this one, by collection-valued navigation property. */
  collections: Record<string, Json[]>;
  /** A row to make first and refer to, by single-valued navigation property. */
  singles?: Record<string, Json>;
  /** Rows that are there to put into collections, by collection-valued navigation property. */
  links?: Record<string, Reference[]>;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body as an object. Throws 400. */
export function parseBody(body: string, entitySet: string): Json {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw badPayload(entitySet, 'the body is not JSON.');
  }
  if (isObject(parsed)) return parsed;
  throw badPayload(entitySet, 'the body is not a JSON object.');
}

const undeclared = (table: Table, property: string) =>
  badPayload(
    table.entitySet,
    `An undeclared property '${property}' which only has property annotations in the payload but ` +
      `no property value was found in the payload. In OData, only declared navigation properties ` +
      `and declared named streams can be represented as properties without values.`,
  );

const invalidProperty = (table: Table, property: string) =>
  badPayload(
    table.entitySet,
    `Invalid property '${property}' was found in entity 'Microsoft.Dynamics.CRM.${table.name}'. ` +
      `Property '${property}' does not exist.`,
  );

async function bind(
  context: Context,
  table: Table,
  property: string,
  value: unknown,
): Promise<RowData> {
  const navigation = findNavigation(table, property);
  if (!navigation) throw undeclared(table, property);
  const { name, column, target } = navigation;
  // Columns only the server fills are ignored, as Dataverse does.
  if (!column.create && !column.update) return {};
  if (value === null) return { [name]: null };
  if (typeof value !== 'string') throw badPayload(table.entitySet, `'${property}' needs a URI.`);
  const wanted = { entitySet: table.entitySet, column: name, target };
  return { [name]: await resolveReference(context, value, wanted) };
}

function plain(table: Table, property: string, value: unknown): RowData {
  const column = Object.hasOwn(table.columns, property) ? table.columns[property] : undefined;
  if (!column || column.kind === 'lookup') throw invalidProperty(table, property);
  return { [property]: toStored(table, property, column, value) };
}

function children(table: Table, property: string, value: unknown): Json[] {
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw badPayload(table.entitySet, `'${property}' must be an array of objects.`);
}

/** `collection@odata.bind`: rows that are there, to be associated with the new one. */
async function linked(
  context: Context,
  table: Table,
  property: string,
  value: unknown,
): Promise<Reference[]> {
  const target = table.collections[property]?.table ?? '';
  if (!Array.isArray(value) || !value.every((url) => typeof url === 'string')) {
    throw badPayload(table.entitySet, `'${property}@odata.bind' needs an array of URIs.`);
  }
  const wanted = { entitySet: table.entitySet, column: '', target: tableOf(target).name };
  const found: Reference[] = [];
  for (const url of value) found.push(await resolveReference(context, url, wanted));
  return found;
}

const bindSuffix = '@odata.bind';

/** One property of a body, added to what is asked. */
async function readProperty(
  context: Context,
  table: Table,
  change: Required<Change>,
  [key, value]: [string, unknown],
): Promise<void> {
  if (key.endsWith(bindSuffix)) {
    const property = key.slice(0, -bindSuffix.length);
    if (Object.hasOwn(table.collections, property)) {
      change.links[property] = await linked(context, table, property, value);
    } else {
      Object.assign(change.values, await bind(context, table, property, value));
    }
  } else if (key.includes('@')) {
    return; // An annotation, such as @odata.type or @odata.etag.
  } else if (Object.hasOwn(table.collections, key)) {
    change.collections[key] = children(table, key, value);
  } else if (findNavigation(table, key) && isObject(value)) {
    change.singles[key] = value;
  } else {
    Object.assign(change.values, plain(table, key, value));
  }
}

/** Reads a create or update body. Throws a `DataverseError` (400, 404). */
export async function readChange(context: Context, table: Table, body: Json): Promise<Change> {
  const change: Required<Change> = { values: {}, collections: {}, singles: {}, links: {} };
  for (const entry of Object.entries(body)) await readProperty(context, table, change, entry);
  return change;
}
