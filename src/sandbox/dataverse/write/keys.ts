import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { findRows, textOf, type RowData } from '../store/rows.ts';

/** Throws 412 where another row has the same values in an alternate key. */
export async function requireUniqueKeys(
  context: Context,
  table: Table,
  id: string,
  data: RowData,
): Promise<void> {
  for (const key of table.keys) {
    const values = key.map((name) => data[name]);
    if (values.some((value) => value === null || value === undefined)) continue;
    const same = key.map(
      (name) => sql<boolean>`lower(r.data->>${sql.lit(name)}) = lower(${textOf(data[name])})`,
    );
    const [other] = await findRows(
      context.db,
      sql`r.table_name = ${table.name} and r.id <> ${id}::uuid and ${sql.join(same, sql` and `)}`,
    );
    if (!other) continue;
    throw new DataverseError(
      'DuplicateRecordEntityKey',
      `Entity Key ${key.join(', ')} violated. A record with the same value for ${key.join(', ')} already exists. A duplicate record cannot be created.`,
    );
  }
}
