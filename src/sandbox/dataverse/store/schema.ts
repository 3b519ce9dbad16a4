import { sql, type Kysely } from 'kysely';
import { activityNames } from '../metadata/index.ts';

const statements = [
  `create schema if not exists sandbox_dataverse`,
  `create sequence if not exists sandbox_dataverse.version start 1000000`,
  `create table if not exists sandbox_dataverse.row (
    table_name text not null,
    id uuid not null,
    version bigint not null default nextval('sandbox_dataverse.version'),
    owner_id uuid,
    business_unit_id uuid,
    data jsonb not null,
    primary key (table_name, id))`,
  // An activity's id is unique over all activity tables.
  `create unique index if not exists row_activity on sandbox_dataverse.row (id)
    where table_name in (${activityNames.map((name) => `'${name}'`).join(', ')})`,
  ...['activityid', 'objectid', 'regardingobjectid', 'partyid', 'parentcustomerid'].map(
    (column) => `create index if not exists row_${column} on sandbox_dataverse.row
      (((data->'${column}'->>'id')::uuid))`,
  ),
  // As filters compare texts: without case and trailing blanks.
  ...['messageid', 'emailaddress1', 'emailaddress2', 'emailaddress3'].map(
    (column) => `create index if not exists row_${column} on sandbox_dataverse.row
      (rtrim(lower(data->>'${column}')))`,
  ),
  // Shares, by whom they were given to and by the row.
  `create index if not exists row_share on sandbox_dataverse.row
    ((data->>'principalid')) where table_name = 'principalobjectaccess'`,
  `create index if not exists row_shared on sandbox_dataverse.row
    (((data->>'objectid')::uuid)) where table_name = 'principalobjectaccess'`,
  // Change tracking reads a table from a version on.
  `create index if not exists row_version on sandbox_dataverse.row (table_name, version)`,
  `create table if not exists sandbox_dataverse.deleted (
    table_name text not null,
    id uuid not null,
    version bigint not null default nextval('sandbox_dataverse.version'))`,
  `create index if not exists deleted_version on sandbox_dataverse.deleted (table_name, version)`,
  // Whatever deletes or changes a row, change tracking must hear of it.
  `create or replace function sandbox_dataverse.remember_deleted() returns trigger
    language plpgsql as $$ begin
      insert into sandbox_dataverse.deleted (table_name, id) values (old.table_name, old.id);
      return null;
    end $$`,
  `create or replace trigger remember_deleted after delete on sandbox_dataverse.row
    for each row execute function sandbox_dataverse.remember_deleted()`,
  `create or replace function sandbox_dataverse.give_version() returns trigger
    language plpgsql as $$ begin
      new.version := nextval('sandbox_dataverse.version');
      return new;
    end $$`,
  `create or replace trigger give_version before update on sandbox_dataverse.row
    for each row when (old.version = new.version and old.data is distinct from new.data)
    execute function sandbox_dataverse.give_version()`,
];

/** Texts people search in: found by any part of them in time that does not grow with the table. */
export const searchedColumns: readonly string[] = [
  'fullname',
  'name',
  'subject',
  'title',
  'emailaddress1',
  'emailaddress2',
  'emailaddress3',
  'internalemailaddress',
  'companyname',
  'jobtitle',
  'telephone1',
  'mobilephone',
  'accountnumber',
  'ticketnumber',
];

const textIndex = `create index if not exists row_texts on sandbox_dataverse.row using gin
  (${searchedColumns.map((column) => `lower(data->>'${column}') public.gin_trgm_ops`).join(', ')})`;

/**
 * The index of parts of words needs the extension pg_trgm, which comes with PostgreSQL. Where the
 * database does not offer it, `contains` reads the whole table: slower, the answers the same.
 */
async function createTextIndex(db: Kysely<never>): Promise<void> {
  const { rows } = await sql`select 1 from pg_available_extensions where name = 'pg_trgm'`.execute(
    db,
  );
  if (rows.length === 0) return;
  await sql`create extension if not exists pg_trgm with schema public`.execute(db);
  await sql.raw(textIndex).execute(db);
}

/** Makes what is missing of schema `sandbox_dataverse`; rows of all tables are in one. */
export async function createSchema(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await createTextIndex(db);
}
