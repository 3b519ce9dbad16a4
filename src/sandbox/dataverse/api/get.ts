import { sql } from 'kysely';
import type { Literal, QueryOptions } from '../../odata/ast.ts';
import { methodNotAllowed, notBuilt, notFound } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import { countChanges } from '../changes/answer-changes.ts';
import { answerRow, answerSet } from '../read/answer.ts';
import { rowUrl } from '../read/links.ts';
import { countRows, selectRows, type RowSet } from '../read/select-rows.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { isReadable } from '../security/columns.ts';
import { findRows, isReference } from '../store/rows.ts';
import { findByKey, missing } from './find-by-key.ts';
import { follow, type Resource, type Suffix, type Target } from './target.ts';
import type { ApiRequest, ApiResponse, Context } from './types.ts';

const noContent: ApiResponse = { status: 204, headers: {} };

export { rowUrl };

const asText = (text: string): ApiResponse => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain' },
  body: text,
});

const countOf = (context: Context, set: RowSet, query: QueryOptions): Promise<number> =>
  query.deltatoken === undefined
    ? countRows(context, set, query)
    : countChanges(context, set, query, query.deltatoken);

async function getSet(
  context: Context,
  request: ApiRequest,
  set: RowSet,
  query: QueryOptions,
  suffix: Suffix,
): Promise<ApiResponse> {
  if (suffix === undefined) return answerSet(context, request, set, query);
  requirePrivilege(context.principals, 'Read', set.table);
  if (suffix === '$count') return asText(String(await countOf(context, set, query)));
  if (suffix === '$value') throw methodNotAllowed('GET');
  const rows = await selectRows(context, set, query);
  const value = rows.map((row) => ({ '@odata.id': rowUrl(context, row) }));
  const body = { '@odata.context': `${context.root}/$metadata#Collection($ref)`, value };
  return { status: 200, headers: {}, body };
}

async function getProperty(
  context: Context,
  { table, row, name }: Extract<Target, { kind: 'property' }>,
  suffix: Suffix,
): Promise<ApiResponse> {
  await requireAccess(context.db, context.principals, 'Read', row);
  if (!isReadable(context.principals, table, name)) return noContent;
  const stored = name === table.id ? row.id : (row.data[name] ?? null);
  if (stored === null) return noContent;
  const value = isReference(stored) ? stored.id : stored;
  if (suffix === '$value') return asText(String(value));
  const type = `${context.root}/$metadata#${table.entitySet}(${row.id})/${name}`;
  return { status: 200, headers: {}, body: { '@odata.context': type, value } };
}

async function getNavigation(
  context: Context,
  request: ApiRequest,
  target: Extract<Target, { kind: 'navigation' }>,
  query: QueryOptions,
  suffix: Suffix,
): Promise<ApiResponse> {
  await requireAccess(context.db, context.principals, 'Read', target.row);
  const row = await follow(context, target);
  if (!row) return noContent;
  if (suffix === undefined) return answerRow(context, request, tableOf(row.table), row, query);
  if (suffix !== '$ref') throw methodNotAllowed('GET');
  const body = {
    '@odata.context': `${context.root}/$metadata#$ref`,
    '@odata.id': rowUrl(context, row),
  };
  return { status: 200, headers: {}, body };
}

/** One row of a collection: `contacts(<guid>)/Contact_Tasks(<guid>)`. */
async function getChild(
  context: Context,
  request: ApiRequest,
  { set }: Extract<Target, { kind: 'collection' }>,
  key: Literal,
  query: QueryOptions,
  suffix: Suffix,
): Promise<ApiResponse> {
  const { table, condition } = set;
  const { id, row } = await findByKey(context.db, table, { key });
  const isThere = sql<boolean>`r.id = ${id}::uuid and ${condition ?? sql`true`}`;
  const [child] = row ? await findRows(context.db, isThere) : [];
  if (!child) throw notFound(table.name, id ?? '');
  if (suffix) throw notBuilt(`${suffix} of a row`);
  return answerRow(context, request, table, child, query);
}

/** GET of rows, one row, a property, related rows, their ids or their count. */
export async function get(
  context: Context,
  request: ApiRequest,
  { target, suffix }: Resource,
  query: QueryOptions,
): Promise<ApiResponse> {
  switch (target.kind) {
    case 'set':
      return getSet(context, request, target, query, suffix);
    case 'row': {
      if (!target.keyed.row) throw missing(target.table, target.keyed);
      if (suffix) throw notBuilt(`${suffix} of a row`);
      return answerRow(context, request, target.table, target.keyed.row, query);
    }
    case 'property':
      return getProperty(context, target, suffix);
    case 'navigation':
      return getNavigation(context, request, target, query, suffix);
    case 'collection':
      await requireAccess(context.db, context.principals, 'Read', target.row);
      if (!target.childKey) return getSet(context, request, target.set, query, suffix);
      return getChild(context, request, target, target.childKey, query, suffix);
    case 'operation':
      throw methodNotAllowed('GET');
  }
}
