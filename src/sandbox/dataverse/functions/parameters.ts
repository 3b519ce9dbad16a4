import { DataverseError } from '../errors.ts';
import { findEntitySet, findTable } from '../metadata/index.ts';
import type { Context } from '../api/types.ts';
import { findRow, type Reference, type Row } from '../store/rows.ts';
import { isObject, type Json } from '../write/payload.ts';
import { resolveReference } from '../write/reference.ts';
import type { Call } from './types.ts';

const missing = (name: string, kind: string): DataverseError =>
  new DataverseError('InvalidArgument', `Required parameter '${name}' must be ${kind}.`);

/** A text parameter of a function; undefined where it is absent. Throws 400 for another type. */
export function optionalText({ parameters }: Call, name: string): string | undefined {
  const literal = parameters[name];
  if (literal === undefined || literal.kind === 'null') return undefined;
  if (literal.kind === 'string' || literal.kind === 'guid') return literal.value;
  throw missing(name, 'a text');
}

/** A text parameter that a function needs. Throws 400. */
export function requiredText(call: Call, name: string): string {
  const value = optionalText(call, name);
  if (value === undefined) throw missing(name, 'a text');
  return value;
}

/** A parameter of a function that holds JSON (`@t={"@odata.id":"…"}`). Throws 400. */
export function jsonOf({ parameters }: Call, name: string): unknown {
  const literal = parameters[name];
  if (literal?.kind === 'json') return literal.value;
  if (literal?.kind === 'list') return literal.items.map((item) => 'value' in item && item.value);
  throw missing(name, 'JSON');
}

/** `{"contactid":"…","@odata.type":"Microsoft.Dynamics.CRM.contact"}`. */
function typedReference(target: Json): Reference | undefined {
  const type = target['@odata.type'];
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : '';
  const table = findTable(name);
  const id = table && target[table.id];
  return table && typeof id === 'string' ? { table: table.name, id: id.toLowerCase() } : undefined;
}

async function byUrl(context: Context, url: string, name: string): Promise<Reference> {
  const set = /([^/(]+)\([^()]*\)$/.exec(url)?.[1] ?? '';
  const table = findEntitySet(set);
  if (!table) throw missing(name, 'a row');
  return resolveReference(context, url, { entitySet: set, column: '', target: table.name });
}

const guidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The row a parameter means, as `{"@odata.id":"contacts(…)"}` or
 * `{"@odata.type":"…contact","contactid":"…"}`. Throws 400, and 404 where it is not there.
 */
export async function rowOf(context: Context, value: unknown, name: string): Promise<Row> {
  if (!isObject(value)) throw missing(name, 'a row');
  const url = value['@odata.id'];
  const reference =
    typeof url === 'string' ? await byUrl(context, url, name) : typedReference(value);
  if (!reference || !guidText.test(reference.id)) throw missing(name, 'a row');
  const row = await findRow(context.db, [reference.table], reference.id);
  if (row) return row;
  throw new DataverseError(
    'ObjectDoesNotExist',
    `${reference.table} With Id = ${reference.id} Does Not Exist`,
  );
}

/** A GUID of a body. Throws 400. */
export function guidOf(value: unknown, name: string): string {
  if (typeof value === 'string' && guidText.test(value)) return value.toLowerCase();
  throw missing(name, 'a GUID');
}

/** An array of a body. Throws 400. */
export function listOf(value: unknown, name: string): Json[] {
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw missing(name, 'an array');
}

/** The row a call is bound to. Throws 400. */
export function boundRow({ bound }: Call): Row {
  if (bound?.row) return bound.row;
  throw missing('entity', 'a row');
}
