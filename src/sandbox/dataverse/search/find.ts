import { sql, type RawBuilder } from 'kysely';
import { parseFilter } from '../../odata/parse.ts';
import { parseSearch, type SearchNode } from '../../odata/search.ts';
import { compileFilter } from '../../odata/to-sql.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, unknownProperty } from '../errors.ts';
import { findTable, tables, type Table } from '../metadata/index.ts';
import { columnSql } from '../read/column-sql.ts';
import { readable, resolverFor } from '../read/resolver.ts';
import { dataSql } from '../read/select-rows.ts';
import { hideSecured, isReadable } from '../security/columns.ts';
import { depthOf } from '../security/principal.ts';
import { rowColumns, textOf, type Row } from '../store/rows.ts';
import { searchedColumns } from '../store/schema.ts';
import { compileSearch, finder, loosened, termsOf } from './match.ts';
import type { SearchEntity, SearchRequest } from './request.ts';

/** A row a search found. */
export interface Hit {
  row: Row;
  table: Table;
  score: number;
  /** Texts with the matches between `{crmhit}` and `{/crmhit}`, by column. */
  highlights: Record<string, string[]>;
  /** Columns to show; undefined for those of the table's own view. */
  select: string[] | undefined;
}

/** Rows of a table a search looks at most, the best first. */
const mostOfTable = 500;

type Scope = SearchEntity & { table: Table };

const mayRead = ({ principals }: Context, table: Table): boolean =>
  principals.every((principal) => depthOf(principal, 'Read', table.privilege) > 0);

/** The tables a search is about: those asked for, else all that are searched. */
function scopesOf(context: Context, { entities }: SearchRequest): Scope[] {
  const all = tables.filter((table) => table.isSearched && mayRead(context, table));
  if (!entities) {
    return all.map((table) => ({
      table,
      name: table.name,
      selectColumns: undefined,
      searchColumns: undefined,
      filter: undefined,
    }));
  }
  return entities.flatMap((entity) => {
    const table = findTable(entity.name);
    if (!table?.isSearched) {
      throw new DataverseError(
        'InvalidArgument',
        `The table '${entity.name}' is not enabled for Dataverse search.`,
      );
    }
    return mayRead(context, table) ? [{ ...entity, table }] : [];
  });
}

const searchable = (table: Table): string[] =>
  searchedColumns.filter((name) => Object.hasOwn(table.columns, name));

/** The text columns a search looks into. Throws 400 for one the table does not have. */
function columnsOf(
  { principals }: Context,
  { table, searchColumns }: Scope,
  isName: boolean,
): string[] {
  if (isName) return isReadable(principals, table, table.primaryName) ? [table.primaryName] : [];
  const unknown = searchColumns?.find((name) => !Object.hasOwn(table.columns, name));
  if (unknown) throw unknownProperty(unknown, table.name);
  return (searchColumns ?? searchable(table)).filter((name) => {
    const kind = table.columns[name]?.kind;
    return (kind === 'string' || kind === 'memo') && isReadable(principals, table, name);
  });
}

/** The filters of a search that are about a table: `account: a eq 1, contact: b eq 2`. */
function filtersOf({ filter }: SearchRequest, { table, filter: own }: Scope): string[] {
  const filters = own ? [own] : [];
  if (!filter) return filters;
  const parts = filter.split(/(?:^|,)\s*(\w+)\s*:(?!\d)/);
  const [common = ''] = parts;
  if (common.trim() !== '') filters.push(common);
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index]?.toLowerCase();
    const isMeant = name === table.name || (name === 'activities' && table.isActivity);
    if (isMeant) filters.push((parts[index + 1] ?? '').trim());
  }
  return filters;
}

function whereSql(context: Context, request: SearchRequest, scope: Scope): RawBuilder<boolean> {
  const columns = resolverFor(context, scope.table);
  const filters = filtersOf(request, scope).map((text) =>
    compileFilter(parseFilter(text), columns),
  );
  return sql`${sql.join([readable(context, scope.table, 'r'), ...filters], sql` and `)}`;
}

/** One way to look: what for, and whether in names alone. */
interface Try {
  node: SearchNode;
  isName: boolean;
}

interface Found {
  hits: Hit[];
  count: number;
}

const marked = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((shown, pattern) => shown.replace(pattern, '\u0001$&\u0002'), text);

function highlight(text: string, patterns: readonly RegExp[]): string | undefined {
  const shown = marked(text, patterns);
  if (shown === text) return undefined;
  return shown.replaceAll('\u0001', '{crmhit}').replaceAll('\u0002', '{/crmhit}');
}

/** A match in the name of a row counts most, one that is the whole text more than a part of it. */
function toHit(scope: Scope, columns: readonly string[], node: SearchNode, row: Row): Hit {
  const patterns = termsOf(node).flatMap((term) => finder(term) ?? []);
  const highlights: Record<string, string[]> = {};
  let score = 0;
  for (const name of columns) {
    const text = textOf(row.data[name]);
    const shown = highlight(text, patterns);
    if (shown === undefined) continue;
    highlights[name] = [shown];
    const matched = shown.length - text.length;
    const weight = name === scope.table.primaryName ? 4 : 1;
    score += weight * (1 + Math.min(matched / 15, 1) / (1 + text.length / 20));
  }
  const rounded = Math.round(score * 1e6) / 1e6;
  return { row, table: scope.table, score: rounded, highlights, select: scope.selectColumns };
}

async function findIn(
  context: Context,
  request: SearchRequest,
  scope: Scope,
  { node, isName }: Try,
): Promise<Found> {
  const { table } = scope;
  const names = columnsOf(context, scope, isName);
  if (names.length === 0) return { hits: [], count: 0 };
  const columns = new Map(
    names.flatMap((name) => {
      const column = table.columns[name];
      return column ? [[name, columnSql(table, name, column, 'r').sql] as const] : [];
    }),
  );
  const where = sql`${whereSql(context, request, scope)} and ${compileSearch(node, columns)}`;
  const found = await sql<Row & { total: number }>`select ${rowColumns(dataSql([]))},
      (count(*) over ())::int as total
    from sandbox_dataverse.row r where ${where}
    order by r.id limit ${mostOfTable}`.execute(context.db);
  const rows = hideSecured(context.principals, table, found.rows);
  return {
    hits: rows.map((row) => toHit(scope, names, node, row)),
    count: found.rows[0]?.total ?? 0,
  };
}

async function findAll(
  context: Context,
  request: SearchRequest,
  scopes: readonly Scope[],
  tried: Try,
): Promise<Found> {
  const result: Found = { hits: [], count: 0 };
  for (const scope of scopes) {
    const { hits, count } = await findIn(context, request, scope, tried);
    result.hits.push(...hits);
    result.count += count;
  }
  return result;
}

function valueOf(hit: Hit, name: string): string | number {
  if (name === '@search.score') return hit.score;
  const value = hit.row.data[name];
  return typeof value === 'number' ? value : textOf(value).toLowerCase();
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right));
}

/** By score, best first, unless the request orders otherwise; the id decides what is equal. */
function sorted(hits: readonly Hit[], orderby: readonly string[]): Hit[] {
  const clauses = (orderby.length > 0 ? orderby : ['@search.score desc']).map((clause) => {
    const [name = '', direction] = clause.split(/\s+/);
    return { name, sign: direction?.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return [...hits].sort((left, right) => {
    for (const { name, sign } of clauses) {
      const order = sign * compare(valueOf(left, name), valueOf(right, name));
      if (order !== 0) return order;
    }
    return left.row.id < right.row.id ? -1 : 1;
  });
}

/**
 * Everything a search finds that the user may read, sorted, before `skip` and `top`.
 * @param kind a suggestion looks at names alone, for words that begin as those given.
 * @throws DataverseError 400 for a table, column or filter there is none of.
 */
export async function findHits(
  context: Context,
  request: SearchRequest,
  kind: 'search' | 'suggestion' = 'search',
): Promise<Found> {
  const scopes = scopesOf(context, request);
  const side = request.isAll ? 'and' : 'or';
  const parsed = parseSearch(request.search, request.syntax, side);
  const isName = kind === 'suggestion';
  const tries = isName ? [loosened(parsed, 'prefix')] : [parsed];
  if (request.isBestEffort) tries.push(loosened(parsed, 'prefix'), loosened(parsed, 'fuzzy'));
  for (const node of tries) {
    const { hits, count } = await findAll(context, request, scopes, { node, isName });
    if (count > 0) return { hits: sorted(hits, request.orderby), count };
  }
  return { hits: [], count: 0 };
}
