import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Server-side sync of mail: each mailbox's clock, how far each folder was read, copies of tracked
 * mail, what correlates, folder rules and mail to send. Ids, hashes, counts, times and settings only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table regarding.mailbox
    add column process_from timestamptz not null default now(),
    add column paused boolean not null default false,
    add column category_id text`.execute(db);
  await sql`alter table regarding.item
    add column reason text,
    add column correlation_method smallint,
    add column correlated_activity uuid,
    add column accepted_by uuid,
    add column pinned boolean not null default false`.execute(db);
  await sql`create table regarding.workload (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    workload text not null,
    epoch bigint not null default 0,
    due_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz,
    volume double precision not null default 0,
    idle_cycles integer not null default 0,
    failures integer not null default 0,
    failing_since timestamptz,
    problem text,
    primary key (tenant_id, user_id, workload)
  )`.execute(db);
  await sql`create table regarding.folder_cursor (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    folder_id text not null,
    link text not null,
    is_round_open boolean not null,
    start_again boolean not null default false,
    read_at timestamptz not null default now(),
    primary key (tenant_id, user_id, folder_id)
  )`.execute(db);
  await sql`create table regarding.coverage (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    folder_id text not null,
    day date not null,
    reason text not null,
    mails integer not null,
    primary key (tenant_id, user_id, folder_id, day, reason)
  )`.execute(db);
  await sql`create table regarding.copy (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text not null,
    key uuid not null,
    folder_id text not null,
    has_category boolean not null,
    primary key (tenant_id, user_id, item_id)
  )`.execute(db);
  await sql`create index copy_of_item on regarding.copy (key)`.execute(db);
  await sql`create table regarding.folder_rule (
    shard smallint not null default 0,
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    folder_id text not null,
    regarding_table text,
    regarding_id uuid,
    include_subfolders boolean not null,
    paused boolean not null default false,
    batch_id uuid,
    created_at timestamptz not null default now(),
    unique (tenant_id, user_id, folder_id)
  )`.execute(db);
  await sql`create table regarding.organization (
    shard smallint not null default 0,
    tenant_id uuid primary key,
    settings jsonb not null default '{}',
    changed_at timestamptz not null default now()
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table regarding.organization, regarding.folder_rule, regarding.copy, regarding.coverage,
    regarding.folder_cursor, regarding.workload`.execute(db);
  await sql`alter table regarding.item drop column reason, drop column correlation_method,
    drop column correlated_activity, drop column accepted_by, drop column pinned`.execute(db);
  await sql`alter table regarding.mailbox drop column process_from, drop column paused,
    drop column category_id`.execute(db);
}
