import type { Preferences } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { annotations, etagOf, loadNames, valueOf } from '../read/present.ts';
import type { Names } from '../read/formatted.ts';
import { hideSecured } from '../security/columns.ts';
import { isReference, type Row } from '../store/rows.ts';
import type { FetchResult, FetchRow, Shown } from './select.ts';
import type { Source } from './scope.ts';

type Json = Record<string, unknown>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'data' in value;

/** The rows of one table of the query, as the user may see them; undefined where a link is empty. */
function rowsOf(
  { principals }: Context,
  { table, alias }: Source,
  rows: readonly FetchRow[],
): (Row | undefined)[] {
  return rows.map((row) => {
    const found = alias === 'r' ? row : row[alias];
    return isRow(found) ? hideSecured(principals, table, [found])[0] : undefined;
  });
}

function presentColumn(
  { source, name, property }: Shown,
  row: Row | undefined,
  preferences: Preferences,
  names: Names,
): Json {
  const { table } = source;
  const column = table.columns[name];
  const value = row ? valueOf(table, row, name) : null;
  // A link's columns are there only where they hold something.
  if (!column || !row || (value === null && source.name !== undefined)) return {};
  return {
    ...(preferences.wantsAnyAnnotation &&
      annotations({ row, name, column, value, property }, preferences, names)),
    [property]: isReference(value) ? value.id : value,
  };
}

/** Rows of a FetchXML query as JSON: own columns by property, a link's as `alias.column`. */
export async function presentFetch(
  context: Context,
  { rows, shown, sources }: FetchResult,
  preferences: Preferences,
): Promise<Json[]> {
  const bySource = new Map(sources.map((source) => [source, rowsOf(context, source, rows)]));
  const all = [...bySource.values()].flat().filter((row) => row !== undefined);
  const names: Names = preferences.wantsAnyAnnotation
    ? await loadNames(context.db, all)
    : new Map();
  return rows.map((row, index) => {
    const json: Json = { '@odata.etag': etagOf(row) };
    for (const one of shown) {
      Object.assign(
        json,
        presentColumn(one, bySource.get(one.source)?.[index], preferences, names),
      );
    }
    return json;
  });
}
