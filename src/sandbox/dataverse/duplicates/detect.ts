import { sql } from 'kysely';
import type { ApiRequest, Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { accessible } from '../security/access.ts';
import { rowColumns, type Executor, type Row, type RowData } from '../store/rows.ts';
import { withDerived } from '../write/derived.ts';
import { matchSql } from './match.ts';
import { publishedRules } from './rules.ts';

export interface Page {
  limit: number;
  offset: number;
}

/** The rows of `matching` that published rules take for duplicates and the user may read. */
export async function findDuplicates(
  context: Context,
  base: Table,
  given: { id?: string | undefined; data: RowData },
  matching: string | undefined,
  { limit, offset }: Page,
): Promise<Row[]> {
  const rules = (await publishedRules(context.db, base.name)).filter(
    (rule) => matching === undefined || rule.matchingTable === matching,
  );
  if (rules.length === 0) return [];
  const conditions = rules.map(
    (rule) => sql`(${matchSql(base, given.id, given.data, rule)}
      and ${accessible(context.principals, 'Read', tableOf(rule.matchingTable))})`,
  );
  const found = await sql<Row>`select ${rowColumns()} from sandbox_dataverse.row r
    where ${sql.join(conditions, sql` or `)} order by r.version
    limit ${limit} offset ${offset}`.execute(context.db);
  return found.rows;
}

/** Whether the organisation looks for duplicates when rows are made and changed. */
async function isSwitchedOn(db: Executor): Promise<boolean> {
  const { rows } = await sql<{ on: boolean }>`select
      (r.data->>'isduplicatedetectionenabled')::boolean
        and (r.data->>'isduplicatedetectionenabledforonlinecreateupdate')::boolean as on
    from sandbox_dataverse.row r where r.table_name = 'organization'`.execute(db);
  return rows[0]?.on ?? false;
}

/**
 * With `MSCRM.SuppressDuplicateDetection: false`: throws `DuplicateRecordsFound` where published
 * rules find duplicates of the row as it would be (wire.md §1.12). Call it before a row is made or
 * changed, with the columns that are given.
 */
export async function refuseDuplicates(
  context: Context,
  { headers }: Pick<ApiRequest, 'headers'>,
  table: Table,
  values: RowData,
  existing?: Row,
): Promise<void> {
  const isWanted = /^false$/i.test(String(headers['mscrm.suppressduplicatedetection'] ?? ''));
  if (!isWanted || !table.isDuplicateDetected || !(await isSwitchedOn(context.db))) return;
  const data = withDerived(table, { ...existing?.data, ...values });
  const given = { id: existing?.id, data };
  const found = await findDuplicates(context, table, given, undefined, { limit: 1, offset: 0 });
  if (found.length === 0) return;
  throw new DataverseError(
    'DuplicateRecordsFound',
    'A record was not created or updated because a duplicate of the current record already exists.',
  );
}
