import { sql } from 'kysely';
import type { Literal, PathSegment } from '../../odata/ast.ts';
import { bindLiteral } from '../../odata/to-sql.ts';
import { DataverseError, missingRow } from '../errors.ts';
import { findColumn, storedIn, type Table } from '../metadata/index.ts';
import { columnSql } from '../read/column-sql.ts';
import { findRow, findRows, type Executor, type Row, type RowData } from '../store/rows.ts';

/** A row as a URL names it; `row` is missing where there is none (yet). */
export interface Keyed {
  /** Missing where the row is named by an alternate key and is not there. */
  id?: string;
  /** The alternate key's columns. */
  key?: RowData;
  row?: Row;
}

const guidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The GUID a key is, or undefined. */
export function toGuid(literal: Literal | undefined): string | undefined {
  if (literal?.kind !== 'guid' && literal?.kind !== 'string') return undefined;
  return guidText.test(literal.value) ? literal.value.toLowerCase() : undefined;
}

const isKeyOf = (table: Table, names: readonly string[]): boolean =>
  table.keys.some((key) => key.length === names.length && key.every((k) => names.includes(k)));

async function findByAlternateKey(
  db: Executor,
  table: Table,
  named: Record<string, Literal>,
): Promise<Keyed> {
  const columns = Object.entries(named).map(([property, literal]) => ({
    found: findColumn(table, property),
    literal,
  }));
  const names = columns.flatMap(({ found }) => (found ? [found.name] : []));
  if (names.length < columns.length || !isKeyOf(table, names)) {
    throw new DataverseError(
      'EntityKeyNotDefined',
      `The specified key attributes are not a defined key for the ${table.name} entity`,
    );
  }
  const key: RowData = {};
  const conditions = columns.map(({ found, literal }) => {
    if (!found || !('value' in literal)) throw new DataverseError('InvalidArgument', 'Bad key.');
    const column = columnSql(table, found.name, found.column, 'r');
    key[found.name] = literal.value as string | number | boolean;
    const value = bindLiteral(literal, column.type);
    return column.type === 'string'
      ? sql<boolean>`lower(${column.sql}) = lower(${value})`
      : sql<boolean>`${column.sql} = ${value}`;
  });
  const [row] = await findRows(
    db,
    sql`r.table_name = ${table.name} and ${sql.join(conditions, sql` and `)}`,
  );
  return row ? { key, row, id: row.id } : { key };
}

/** The row `contacts(<guid>)`, `contacts(contactid=<guid>)` or `projects(new_code='x')` names. */
export async function findByKey(
  db: Executor,
  table: Table,
  segment: Pick<PathSegment, 'key' | 'named'>,
): Promise<Keyed> {
  const id = toGuid(segment.key ?? segment.named?.[table.id]);
  if (id) {
    const row = await findRow(db, storedIn(table), id);
    return row ? { id, row } : { id };
  }
  if (segment.named && Object.keys(segment.named).length > 0) {
    return findByAlternateKey(db, table, segment.named);
  }
  throw new DataverseError('InvalidArgument', `A key of '${table.entitySet}' must be a GUID.`);
}

/** What is missing where a URL names a row that is not there. */
export const missing = (table: Table, { id }: Keyed): DataverseError => missingRow(table, id);
