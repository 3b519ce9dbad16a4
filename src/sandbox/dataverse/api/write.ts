import type { QueryOptions } from '../../odata/ast.ts';
import {
  badPayload,
  DataverseError,
  duplicateRecord,
  methodNotAllowed,
  notBuilt,
} from '../errors.ts';
import { propertyOf, storedIn, tableOf, type Table } from '../metadata/index.ts';
import { refuseDuplicates } from '../duplicates/detect.ts';
import { contextUrl } from '../read/answer.ts';
import { presentRows } from '../read/expand.ts';
import { etagOf } from '../read/present.ts';
import { lockRow, type Row } from '../store/rows.ts';
import { createChild, createRow } from '../write/create.ts';
import { isObject, parseBody, readChange, type Change } from '../write/payload.ts';
import { removeRow } from '../write/remove.ts';
import { changeRow } from '../write/update.ts';
import { missing, type Keyed } from './find-by-key.ts';
import { rowUrl } from './get.ts';
import { parsePrefer, preferenceApplied } from './prefer.ts';
import type { Target } from './target.ts';
import { inTransaction, type ApiRequest, type ApiResponse, type Context } from './types.ts';

async function written(
  context: Context,
  request: ApiRequest,
  { table, row, query, status }: { table: Table; row: Row; query: QueryOptions; status: number },
  url = rowUrl(context, row),
): Promise<ApiResponse> {
  const preferences = parsePrefer(request.headers);
  if (!preferences.isRepresentation) {
    return { status: 204, headers: { 'OData-EntityId': url, Location: url }, entityUrl: url };
  }
  const [record] = await presentRows(context, table, [row], query, preferences);
  return {
    status,
    entityUrl: url,
    headers: { ETag: etagOf(row), ...preferenceApplied(request.headers) },
    body: { '@odata.context': `${contextUrl(context, table, query)}/$entity`, ...record },
  };
}

/** `POST contacts`: 204 with `OData-EntityId`, or 201 with the row. */
export function post(
  context: Context,
  request: ApiRequest,
  table: Table,
  query: QueryOptions,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    const body = parseBody(request.body, table.entitySet);
    const change = await readChange(inside, table, body);
    await refuseDuplicates(inside, request, table, change.values);
    const row = await createRow(inside, table, change);
    return written(inside, request, { table, row, query, status: 201 });
  });
}

/** `POST accounts(id)/contact_customer_accounts`: a new row in another's collection. */
export function postChild(
  context: Context,
  request: ApiRequest,
  { row, collection }: Extract<Target, { kind: 'collection' }>,
  query: QueryOptions,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    const table = tableOf(collection.table);
    const body = parseBody(request.body, table.entitySet);
    const made = await createChild(inside, row, collection, body);
    return written(inside, request, { table, row: made, query, status: 201 });
  });
}

/** `PUT emails(id)/email_activity_parties` with `{"value": […]}`: other parties than before. */
export function putCollection(
  context: Context,
  request: ApiRequest,
  { table, row, collection }: Extract<Target, { kind: 'collection' }>,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    const items = parseBody(request.body, table.entitySet)['value'];
    if (!Array.isArray(items) || !items.every(isObject)) {
      throw badPayload(table.entitySet, "the body must be {'value': […]}.");
    }
    const name = Object.keys(table.collections).find(
      (key) => table.collections[key] === collection,
    );
    await changeRow(inside, row, { values: {}, collections: { [name ?? '']: items } });
    return { status: 204, headers: {} };
  });
}

/** The row as it is inside the transaction, whatever it was when its URL was read. */
const current = (context: Context, table: Table, { id }: Keyed): Promise<Row | undefined> =>
  id === undefined ? Promise.resolve(undefined) : lockRow(context.db, storedIn(table), id);

/** Throws 412 unless the request's conditions allow to change the row. */
function requireMatch(request: ApiRequest, row: Row): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = request.headers;
  if (noneMatch === '*') throw duplicateRecord();
  if (!match || match === '*' || match === etagOf(row)) return;
  throw new DataverseError(
    'ConcurrencyVersionMismatch',
    "The version of the existing record doesn't match the RowVersion property provided.",
  );
}

async function upsertNew(
  context: Context,
  request: ApiRequest,
  table: Table,
  keyed: Keyed,
  change: Change,
): Promise<Row> {
  if (request.headers['if-match']) throw missing(table, keyed);
  const values = { ...change.values, ...keyed.key };
  return createRow(context, table, { ...change, values }, keyed.id);
}

const keyUrl = (context: Context, request: ApiRequest): string =>
  `${context.root}/${request.path.replace(/^\//, '').replace(/\?.*$/, '')}`;

/** `PATCH contacts(id)`: changes the row or makes it (upsert), as the conditions allow. */
export function patch(
  context: Context,
  request: ApiRequest,
  { table, keyed }: Extract<Target, { kind: 'row' }>,
  query: QueryOptions,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    const existing = await current(inside, table, keyed);
    if (existing) requireMatch(request, existing);
    const change = await readChange(inside, table, parseBody(request.body, table.entitySet));
    await refuseDuplicates(inside, request, table, change.values, existing);
    const row = existing
      ? await changeRow(inside, existing, change)
      : await upsertNew(inside, request, table, keyed, change);
    const url = keyed.key ? keyUrl(inside, request) : rowUrl(inside, row);
    const status = existing ? 200 : 201;
    return written(inside, request, { table, row, query, status }, url);
  });
}

/** `DELETE contacts(id)`. */
export function remove(
  context: Context,
  request: ApiRequest,
  { table, keyed }: Extract<Target, { kind: 'row' }>,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    const existing = await current(inside, table, keyed);
    if (!existing) throw missing(table, keyed);
    if (request.headers['if-match']) requireMatch(request, existing);
    await removeRow(inside, existing);
    return { status: 204, headers: {} };
  });
}

/** `PUT contacts(id)/firstname` with `{"value": …}`; DELETE empties it. */
export function putProperty(
  context: Context,
  request: ApiRequest,
  { table, row, name }: Extract<Target, { kind: 'property' }>,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    if (request.method !== 'PUT' && request.method !== 'DELETE') {
      throw methodNotAllowed(request.method);
    }
    const column = table.columns[name];
    if (column?.kind === 'lookup') throw notBuilt(`PUT of ${propertyOf(name, column)}`);
    const isPut = request.method === 'PUT';
    const value = isPut ? parseBody(request.body, table.entitySet)['value'] : null;
    await changeRow(inside, row, await readChange(inside, table, { [name]: value }));
    return { status: 204, headers: {} };
  });
}
