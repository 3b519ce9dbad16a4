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
];

/** Makes what is missing of schema `sandbox_dataverse`; rows of all tables are in one. */
export async function createSchema(db: Kysely<never>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
