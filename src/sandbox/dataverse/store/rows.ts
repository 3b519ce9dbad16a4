import { sql, type Kysely, type RawBuilder } from 'kysely';

/** The database or the transaction one request works in. */
export type Executor = Kysely<never>;

export interface Reference {
  table: string;
  id: string;
}

/** Dates as `2026-11-22T09:30:00Z` or `2026-11-22`; GUIDs in lower case. */
export type Value = string | number | boolean | null | Reference;
export type RowData = Record<string, Value>;

export interface Row {
  table: string;
  id: string;
  /** Row version; the ETag is `W/"<version>"`. */
  version: string;
  ownerId: string | null;
  businessUnitId: string | null;
  data: RowData;
}

export const isReference = (value: Value | undefined): value is Reference =>
  typeof value === 'object' && value !== null;

/** A plain value as text; empty for null, a look-up and what is missing. */
export const textOf = (value: Value | undefined): string =>
  value === null || value === undefined || isReference(value) ? '' : String(value);

/** Columns of a {@link Row} for a SELECT from `sandbox_dataverse.row r`. */
export const rowColumns = (data: RawBuilder<unknown> = sql`r.data`): RawBuilder<unknown> =>
  sql`r.table_name as "table", r.id::text as id, r.version::text as version,
    r.owner_id::text as "ownerId", r.business_unit_id::text as "businessUnitId", ${data} as data`;

export async function findRow(
  db: Executor,
  tables: readonly string[],
  id: string,
): Promise<Row | undefined> {
  const found = await sql<Row>`select ${rowColumns()} from sandbox_dataverse.row r
    where r.id = ${id}::uuid and r.table_name in (${sql.join(tables)})`.execute(db);
  return found.rows[0];
}

/** The row as it is now, locked until the transaction ends. */
export async function lockRow(
  db: Executor,
  tables: readonly string[],
  id: string,
): Promise<Row | undefined> {
  const found = await sql<Row>`select ${rowColumns()} from sandbox_dataverse.row r
    where r.id = ${id}::uuid and r.table_name in (${sql.join(tables)}) for update`.execute(db);
  return found.rows[0];
}

/** Rows that meet a condition on `r`. */
export async function findRows(db: Executor, condition: RawBuilder<boolean>): Promise<Row[]> {
  const found = await sql<Row>`select ${rowColumns()} from sandbox_dataverse.row r
    where ${condition} order by r.version`.execute(db);
  return found.rows;
}

/** Condition: the look-up `column` refers to `id`. `column` is a name from the metadata. */
export const refersTo = (column: string, id: string): RawBuilder<boolean> =>
  sql`(r.data->${sql.lit(column)}->>'id')::uuid = ${id}::uuid`;

export type NewRow = Omit<Row, 'version'>;

/** False where a row of that id is there already: safe against a parallel insert. */
export async function insertRow(db: Executor, row: NewRow): Promise<boolean> {
  const inserted = await sql`insert into sandbox_dataverse.row
      (table_name, id, owner_id, business_unit_id, data)
    values (${row.table}, ${row.id}::uuid, ${row.ownerId}::uuid, ${row.businessUnitId}::uuid,
      ${JSON.stringify(row.data)}::jsonb)
    on conflict do nothing returning id`.execute(db);
  return inserted.rows.length > 0;
}

/** Adds rows with ids of their own. */
export async function insertRows(db: Executor, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(
    (row) => sql`(${row.table}, ${row.id}::uuid, ${row.ownerId}::uuid, ${row.businessUnitId}::uuid,
      ${JSON.stringify(row.data)}::jsonb)`,
  );
  await sql`insert into sandbox_dataverse.row (table_name, id, owner_id, business_unit_id, data)
    values ${sql.join(values)}`.execute(db);
}

/** Adds the rows of one table that are not there, all in one statement; they have no owner. */
export async function insertMissing(
  db: Executor,
  table: string,
  rows: readonly { id: string; data: RowData }[],
): Promise<void> {
  await sql`insert into sandbox_dataverse.row (table_name, id, data)
    select ${table}, (item->>'id')::uuid, item->'data'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) item
    on conflict do nothing`.execute(db);
}

/** Stores a row's new data under a new version. */
export async function updateRow(db: Executor, row: NewRow): Promise<void> {
  await sql`update sandbox_dataverse.row set
      version = nextval('sandbox_dataverse.version'),
      owner_id = ${row.ownerId}::uuid, business_unit_id = ${row.businessUnitId}::uuid,
      data = ${JSON.stringify(row.data)}::jsonb
    where table_name = ${row.table} and id = ${row.id}::uuid`.execute(db);
}

export async function deleteRow(db: Executor, table: string, id: string): Promise<void> {
  await sql`delete from sandbox_dataverse.row
    where table_name = ${table} and id = ${id}::uuid`.execute(db);
}
