import type { Context } from '../api/types.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { formatted, type Names } from '../read/formatted.ts';
import { loadNames } from '../read/present.ts';
import { isReadable } from '../security/columns.ts';
import { isReference, type Row } from '../store/rows.ts';
import type { Hit } from './find.ts';

type Json = Record<string, unknown>;

/** What a search shows of a row where the request does not say. */
const shownByDefault = ['ownerid', 'createdon', 'modifiedon', 'emailaddress1', 'telephone1'];

function columnsOf({ principals }: Context, { table, select }: Hit): string[] {
  const names = [table.primaryName, ...(select ?? shownByDefault)];
  return [...new Set(names)].filter(
    (name) => Object.hasOwn(table.columns, name) && isReadable(principals, table, name),
  );
}

/** A column as the search index holds it: look-ups with name and table, times as people read them. */
function attribute(table: Table, row: Row, name: string, names: Names): Json {
  const column = table.columns[name];
  const value = row.data[name] ?? null;
  if (isReference(value)) {
    return {
      [name]: value.id,
      [`${name}name`]: names.get(`${value.table}/${value.id}`) ?? null,
      [`@search.${name}.logicalname`]: value.table,
    };
  }
  const isTime = column?.kind === 'datetime' || column?.kind === 'date';
  return { [name]: isTime ? (formatted(table, name, column, value, names) ?? null) : value };
}

/** Hits as documents: the object type and the selected columns. */
export async function documentsOf(context: Context, hits: readonly Hit[]): Promise<Json[]> {
  const names = await loadNames(
    context.db,
    hits.map(({ row }) => row),
  );
  return hits.map((hit) => {
    const columns = columnsOf(context, hit).map((name) =>
      attribute(tableOf(hit.row.table), hit.row, name, names),
    );
    return Object.assign(
      { '@search.objecttypecode': hit.table.objectTypeCode },
      ...columns,
    ) as Json;
  });
}
