import { sql, type RawBuilder } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { isOf } from '../read/resolver.ts';
import { dataSql } from '../read/select-rows.ts';
import { findRows, rowColumns, type Executor, type Row } from '../store/rows.ts';

/** Versions after `since` up to `until`. */
export interface Span {
  since: bigint;
  until: bigint;
}

export interface Deleted {
  id: string;
  version: string;
}

const within = (alias: string, { since, until }: Span): RawBuilder<boolean> =>
  sql`${sql.raw(alias)}.version > ${since.toString()}::bigint
    and ${sql.raw(alias)}.version <= ${until.toString()}::bigint`;

/** The last version given to any row. */
export async function currentVersion(db: Executor): Promise<bigint> {
  const { rows } = await sql<{ version: string }>`
    select last_value::text as version from sandbox_dataverse.version`.execute(db);
  return BigInt(rows[0]?.version ?? 0);
}

/** Query of the rows made or changed in the span, in the order of their versions. */
export const changedRowsSql = (
  table: Table,
  span: Span,
  select: readonly string[] | undefined,
  limit: number,
): RawBuilder<Row> =>
  sql<Row>`select ${rowColumns(dataSql(select))}
    from sandbox_dataverse.row r where ${isOf(table, 'r')} and ${within('r', span)}
    order by r.version limit ${limit}`;

/** Rows made or changed in the span, in the order of their versions. */
export const changedRows = async (
  { db }: Pick<Context, 'db'>,
  ...query: Parameters<typeof changedRowsSql>
): Promise<Row[]> => (await changedRowsSql(...query).execute(db)).rows;

const isGone = sql`not exists (select 1 from sandbox_dataverse.row r
  where r.table_name = d.table_name and r.id = d.id)`;

/** Rows deleted in the span that were not made anew. */
export async function deletedRows(
  { db }: Pick<Context, 'db'>,
  table: Table,
  span: Span,
  limit: number,
): Promise<Deleted[]> {
  const found = await sql<Deleted>`select d.id::text as id, d.version::text as version
    from sandbox_dataverse.deleted d
    where ${isOf(table, 'd')} and ${within('d', span)} and ${isGone}
    order by d.version limit ${limit}`.execute(db);
  return found.rows;
}

/** How many rows of a table were changed or deleted in the span. */
export async function countHistory(
  { db }: Pick<Context, 'db'>,
  table: Table,
  span: Span,
): Promise<number> {
  const found = await sql<{ count: number }>`select (
      (select count(*) from sandbox_dataverse.row r
        where ${isOf(table, 'r')} and ${within('r', span)})
      + (select count(*) from sandbox_dataverse.deleted d
        where ${isOf(table, 'd')} and ${within('d', span)} and ${isGone}))::int as count`.execute(
    db,
  );
  return found.rows[0]?.count ?? 0;
}

const dayMs = 86_400_000;
const defaultDays = 7;

export const expired = (): DataverseError =>
  new DataverseError(
    'ExpiredVersionStamp',
    'Version stamp associated with the client has expired. Please perform a full sync.',
  );

/** Throws `ExpiredVersionStamp` (400) for a token older than the organisation keeps changes. */
export async function refuseExpired(
  { db, now, organizationId }: Pick<Context, 'db' | 'now' | 'organizationId'>,
  at: Date,
): Promise<void> {
  const [organization] = await findRows(
    db,
    sql`r.table_name = 'organization' and r.id = ${organizationId}::uuid`,
  );
  const days = Number(organization?.data['expirechangetrackingindays'] ?? defaultDays);
  if (now().getTime() - at.getTime() <= days * dayMs) return;
  throw expired();
}
