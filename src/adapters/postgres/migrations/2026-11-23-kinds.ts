import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Items of every kind in the ledger, what was done to them and by whom, and what a person wants
 * remembered. Ids, states, times and settings only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table regarding.item
    add column kind text not null default 'message'
      check (kind in ('message', 'appointment', 'contact', 'task')),
    add column via text not null default 'pane',
    add column clear_regarding boolean not null default false,
    add column keep_copy boolean not null default false,
    add column left_out text[] not null default '{}',
    add column conversation_id text,
    add column mailbox_address text,
    add column series boolean not null default false,
    add column batch_id uuid,
    add column even_if_private boolean not null default false,
    add column undoes uuid,
    add column revisit_since timestamptz,
    add column draft_since timestamptz`.execute(db);
  await sql`create index item_conversation on regarding.item (tenant_id, conversation_id)
    where conversation_id is not null`.execute(db);
  await sql`create index item_of_mailbox on regarding.item (tenant_id, mailbox_user_id, kind, item_id)`.execute(
    db,
  );
  await sql`create index item_batch on regarding.item (batch_id) where batch_id is not null`.execute(
    db,
  );
  await sql`create table regarding.change (
    shard smallint not null default 0,
    id uuid primary key,
    tenant_id uuid not null,
    key uuid not null,
    kind text not null,
    item_id text not null,
    at timestamptz not null,
    by_user_id uuid not null,
    via text not null,
    change text not null check (change in ('track', 'set-regarding', 'untrack')),
    activity_id uuid,
    before_table text,
    before_id uuid,
    after_table text,
    after_id uuid,
    copy_deleted boolean not null default false,
    adopted boolean not null default false,
    undone_at timestamptz
  )`.execute(db);
  await sql`create index change_of_item on regarding.change (key, at desc)`.execute(db);
  await sql`create index change_of_person on regarding.change (tenant_id, by_user_id, at desc)`.execute(
    db,
  );
  await sql`create table regarding.batch (
    shard smallint not null default 0,
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    size integer not null,
    created_at timestamptz not null default now()
  )`.execute(db);
  await sql`create table regarding.tracking_rule (
    shard smallint not null default 0,
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    scope text not null check (scope in ('conversation', 'address', 'domain')),
    value text not null,
    decision text not null check (decision in ('always', 'never')),
    regarding_table text,
    regarding_id uuid,
    created_at timestamptz not null default now(),
    unique (tenant_id, user_id, scope, value)
  )`.execute(db);
  await sql`create table regarding.remembered (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    topic text not null,
    record_table text not null,
    record_id uuid not null,
    times integer not null default 1,
    at timestamptz not null default now(),
    primary key (tenant_id, user_id, topic, record_table, record_id)
  )`.execute(db);
  await sql`create table regarding.person (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    settings jsonb not null default '{}',
    changed_at timestamptz not null default now(),
    primary key (tenant_id, user_id)
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table regarding.person, regarding.remembered, regarding.tracking_rule,
    regarding.batch, regarding.change`.execute(db);
  await sql`alter table regarding.item
    drop column kind, drop column via, drop column clear_regarding, drop column keep_copy,
    drop column left_out, drop column conversation_id, drop column mailbox_address,
    drop column series, drop column batch_id, drop column even_if_private,
    drop column undoes, drop column revisit_since, drop column draft_since`.execute(db);
}
