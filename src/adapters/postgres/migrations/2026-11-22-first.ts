import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Every table has its `shard` from the start, so that a large estate can be spread later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table regarding.item (
    shard smallint not null default 0,
    key uuid primary key,
    tenant_id uuid not null,
    state text not null check (state in ('pending', 'tracked', 'failed', 'untracked')),
    intent text not null check (intent in ('track', 'untrack')),
    revision integer not null,
    wanted_table text,
    wanted_id uuid,
    activity_id uuid,
    regarding_table text,
    regarding_id uuid,
    direction text not null check (direction in ('incoming', 'outgoing')),
    item_id text not null,
    internet_message_id text not null,
    mailbox_user_id uuid not null,
    requested_by uuid not null,
    tracked_by uuid,
    tracked_at timestamptz,
    tracked_via text,
    on_behalf_of uuid,
    problem text,
    failures integer not null default 0,
    failing_since timestamptz,
    lease_token uuid,
    lease_until timestamptz,
    changed_at timestamptz not null default now(),
    check ((wanted_table is null) = (wanted_id is null)),
    check ((regarding_table is null) = (regarding_id is null)),
    check (state <> 'tracked' or activity_id is not null)
  )`.execute(db);
  await sql`create index item_unfinished on regarding.item (shard, changed_at)
    where state in ('pending', 'failed')`.execute(db);
  await sql`create table regarding.mailbox (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    seen_at timestamptz not null default now(),
    primary key (tenant_id, user_id)
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table regarding.mailbox, regarding.item`.execute(db);
}
