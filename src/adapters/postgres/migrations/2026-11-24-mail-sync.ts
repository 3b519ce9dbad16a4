import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * How many requests each process has under way at each far side's account (by hash), and until when
 * nobody asks it. Lost with a crash of the database, like the requests. One call takes, renews or
 * gives back: `wanted` is what the process wants to have in all.
 */
async function makePermits(db: Kysely<unknown>): Promise<void> {
  await sql`create unlogged table regarding.permit (
    key text primary key,
    holders jsonb not null default '{}',
    resume_at timestamptz
  )`.execute(db);
  await sql`create index permit_resume on regarding.permit (resume_at) where resume_at is not null`.execute(
    db,
  );
  await sql`create function regarding.take_permits(
      account text, who text, wanted integer, most integer, lease double precision, tell text,
      out granted boolean, out rest_ms double precision)
    language plpgsql as $$
    declare
      moment timestamptz := clock_timestamp();
      known regarding.permit;
      others jsonb;
      taken integer;
    begin
      select * into known from regarding.permit where key = account for update;
      if known.key is null then
        insert into regarding.permit (key) values (account)
          on conflict (key) do update set key = excluded.key returning * into known;
      end if;
      rest_ms := greatest(0, coalesce(extract(epoch from known.resume_at - moment) * 1000, 0));
      select coalesce(jsonb_object_agg(h.key, h.value), '{}'), coalesce(sum((h.value->>0)::integer), 0)
        into others, taken
        from jsonb_each(known.holders) h
        where h.key <> who and (h.value->>1)::double precision > extract(epoch from moment);
      granted := wanted = 0 or (taken + wanted <= most and (rest_ms = 0 or tell = 'free'));
      if granted then
        update regarding.permit set holders = case when wanted = 0 then others else others
          || jsonb_build_object(who, jsonb_build_array(wanted, extract(epoch from moment) + lease)) end
          where key = account;
      end if;
      if tell = 'free' or (not granted and rest_ms = 0) then
        perform pg_notify('regarding_permit',
          jsonb_build_object('key', account, 'who', who, 'event', tell)::text);
      end if;
    end $$`.execute(db);
}

/**
 * Server-side sync of mail: each mailbox's clock, how far each folder was read, copies of tracked
 * mail, what correlates, folder rules and mail to send. Ids, hashes, counts, times and settings only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table regarding.mailbox
    add column process_from timestamptz not null default now(),
    add column paused boolean not null default false,
    add column category_id text,
    add column category_names text[] not null default '{}',
    add column category_lost_at timestamptz,
    add column mark_earlier_than timestamptz,
    add column tree_link text`.execute(db);
  await sql`alter table regarding.item
    add column reason text,
    add column correlation_method smallint,
    add column correlated_activity uuid,
    add column accepted_by uuid,
    add column folder_id text,
    add column received_at timestamptz,
    add column in_bulk boolean not null default false,
    add column strikes smallint not null default 0`.execute(db);
  await sql`create index item_in_bulk on regarding.item (tenant_id, requested_by, received_at)
    where in_bulk`.execute(db);
  await sql`create index item_failed on regarding.item (tenant_id, requested_by, changed_at)
    where state = 'failed'`.execute(db);
  await sql`create table regarding.workload (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    workload text not null,
    epoch bigint not null default 0,
    due_at timestamptz not null default now(),
    late_ms integer not null default 0,
    started_at timestamptz,
    ended_at timestamptz,
    hinted_at timestamptz,
    not_before timestamptz,
    paused_at timestamptz,
    strikes integer not null default 0,
    volume double precision not null default 0,
    idle_cycles integer not null default 0,
    failures integer not null default 0,
    failing_since timestamptz,
    problem text,
    primary key (tenant_id, user_id, workload)
  )`.execute(db);
  await sql`create index workload_due on regarding.workload (due_at)`.execute(db);
  await sql`create table regarding.subscription (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    folder text not null,
    id uuid,
    secret text not null,
    expires_at timestamptz,
    renew_at timestamptz not null default now(),
    failures integer not null default 0,
    primary key (tenant_id, user_id, folder)
  )`.execute(db);
  await makePermits(db);
  await sql`create unique index subscription_id on regarding.subscription (id)`.execute(db);
  await sql`create table regarding.folder_cursor (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    folder_id text not null,
    parent_id text,
    well_known text,
    link text,
    is_round_open boolean not null default false,
    first_round_at timestamptz,
    start_again boolean not null default false,
    read_at timestamptz,
    primary key (tenant_id, user_id, folder_id)
  )`.execute(db);
  await sql`create table regarding.copy (
    shard smallint not null default 0,
    tenant_id uuid not null,
    user_id uuid not null,
    item_id text not null,
    key uuid not null,
    folder_id text not null,
    has_category boolean not null,
    category_refused boolean not null default false,
    reason text not null,
    day date,
    seen_at timestamptz not null default now(),
    left_at timestamptz,
    primary key (tenant_id, user_id, item_id)
  )`.execute(db);
  await sql`create index copy_of_folder on regarding.copy (tenant_id, user_id, folder_id)
    where left_at is null`.execute(db);
  await sql`create index copy_of_item on regarding.copy (key)`.execute(db);
  await sql`create table regarding.thread_key (
    shard smallint not null default 0,
    tenant_id uuid not null,
    hash text not null,
    key uuid not null,
    addresses text[] not null default '{}',
    at timestamptz not null default now(),
    primary key (tenant_id, hash, key)
  )`.execute(db);
  await sql`create index thread_key_of_item on regarding.thread_key (key)`.execute(db);
  await sql`create table regarding.folder_rule (
    shard smallint not null default 0,
    id uuid primary key,
    tenant_id uuid not null,
    user_id uuid not null,
    folder_id text not null,
    regarding_table text,
    regarding_id uuid,
    include_subfolders boolean not null,
    keeps_manual boolean not null,
    paused boolean not null default false,
    batch_id uuid,
    created_at timestamptz not null default now(),
    unique (tenant_id, user_id, folder_id)
  )`.execute(db);
  await sql`create table regarding.outgoing (
    shard smallint not null default 0,
    tenant_id uuid not null,
    activity_id uuid not null,
    user_id uuid not null,
    mark uuid not null,
    state text not null,
    item_id text,
    internet_message_id text,
    sent_at timestamptz,
    failures integer not null default 0,
    failing_since timestamptz,
    retry_at timestamptz,
    problem text,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, activity_id)
  )`.execute(db);
  await sql`create index outgoing_open on regarding.outgoing (tenant_id, user_id)
    where state not in ('done', 'failed')`.execute(db);
  await sql`create index outgoing_sent on regarding.outgoing (tenant_id, user_id, sent_at)`.execute(
    db,
  );
  await sql`create table regarding.organization (
    shard smallint not null default 0,
    tenant_id uuid primary key,
    settings jsonb not null default '{}',
    changed_at timestamptz not null default now()
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function regarding.take_permits`.execute(db);
  await sql`drop table regarding.permit, regarding.outgoing, regarding.subscription, regarding.organization, regarding.thread_key, regarding.folder_rule, regarding.copy,
    regarding.folder_cursor, regarding.workload`.execute(db);
  await sql`alter table regarding.item drop column reason, drop column correlation_method,
    drop column correlated_activity, drop column accepted_by,
    drop column folder_id, drop column received_at, drop column in_bulk, drop column strikes`.execute(
    db,
  );
  await sql`alter table regarding.mailbox drop column process_from, drop column paused,
    drop column category_id, drop column category_names,
    drop column category_lost_at, drop column mark_earlier_than, drop column tree_link`.execute(db);
}
