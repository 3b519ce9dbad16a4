import { randomUUID } from 'node:crypto';
import { toUSVString } from 'node:util';
import { sql, type ColumnType, type Generated, type Kysely, type RawBuilder } from 'kysely';
import type { MailboxRight } from '../delegates/grants.ts';
import type { SubscriptionTable } from '../subscriptions/store.ts';

export type Json = Record<string, unknown>;
type JsonColumn<T> = ColumnType<T, RawBuilder<T>, RawBuilder<T>>;

export interface FolderTable {
  number: Generated<number>;
  mailbox: string;
  parent: number | null;
  kind: 'mail' | 'calendar' | 'calendarGroup' | 'contact' | 'task';
  /** `inbox`, `sentitems`, …; null for folders people made. */
  well_known: string | null;
  name: string;
  is_hidden: boolean;
  change: number;
  /** Graph properties of a calendar that other columns do not give. */
  details: ColumnType<Json, RawBuilder<Json> | undefined, RawBuilder<Json>>;
}

export interface ItemTable {
  number: Generated<number>;
  mailbox: string;
  folder: number;
  kind: 'message' | 'event' | 'contact' | 'task';
  /** Moves so far; part of the regular id. */
  generation: Generated<number>;
  /** Position of the last change in the store's history; makes change keys and delta tokens. */
  change: number;
  /** Position at which the item came into its folder. */
  arrived: number;
  created: Date;
  modified: Date;
  /** When a message was received, an event starts, a contact was made. Lists sort by it. */
  at: Date;
  /** End of an event or of its series; null: no end, or no event. */
  until: Date | null;
  conversation: string | null;
  /** Graph properties as served, without those other columns give. */
  doc: JsonColumn<Json>;
  body: JsonColumn<{ contentType: 'text' | 'html'; content: string }>;
  headers: JsonColumn<{ name: string; value: string }[]>;
  mime: Uint8Array | null;
  /** What `$search` looks through (search-text.ts); null for what it does not. */
  search: ColumnType<string | null, RawBuilder<string> | undefined, RawBuilder<string>>;
  /** Of a changed meeting of a series: the master's number, and which meeting it is (`ItemKey`). */
  series: ColumnType<number | null, number | undefined, never>;
  occurrence: ColumnType<number | null, number | undefined, never>;
}

export interface AttachmentTable {
  number: Generated<number>;
  item: number;
  type: 'file' | 'item' | 'reference';
  name: string;
  content_type: string;
  is_inline: boolean;
  content_id: string | null;
  content_location: ColumnType<string | null, string | null | undefined, string | null>;
  modified: Date;
  content: Uint8Array;
}

interface ExtendedTable {
  key: string;
  id: string;
  /** Empty where the property has many values. */
  value: string;
  list: JsonColumn<string[]> | null;
}

export interface UploadSessionTable {
  id: string;
  mailbox: string;
  item: number;
  expires: Date;
  size: number;
  /** The attachment-to-be without its content. */
  attachment: JsonColumn<Json>;
}

export interface Tables {
  setting: { name: string; value: string };
  mailbox: { id: string; name: string; address: string };
  folder: FolderTable;
  item: ItemTable;
  /** Items that left a folder, for delta queries. */
  departure: { folder: number; item: number; generation: number; change: number; kind: string };
  folder_removal: { mailbox: string; folder: number; change: number; kind: string };
  /** What a delta query of a view told its client: change by meeting. Tokens name it. */
  view_state: { number: Generated<number>; mailbox: string; told: JsonColumn<[string, number][]> };
  /** Named MAPI properties; `key` is the hex of the normalised id, which keeps its case. */
  extended: ExtendedTable & { item: number };
  folder_extended: ExtendedTable & { folder: number };
  /** Bytes of attachments on their way, and what they are to become. */
  upload_session: UploadSessionTable;
  upload_range: { session: string; start: number; content: Uint8Array };
  /** Settings of mailboxes, message rules and the like, as Graph serves them. */
  mailbox_setting: { mailbox: string; name: string; value: JsonColumn<Json> };
  message_rule: { id: string; mailbox: string; sequence: number; value: JsonColumn<Json> };
  subscription: SubscriptionTable;
  mailbox_grant: { owner: string; delegate: string; rights: JsonColumn<MailboxRight[]> };
  /** Mailboxes an application is limited to. */
  application_scope: { app: string; mailboxes: JsonColumn<string[]> };
  classification: { id: string; mailbox: string; address: string; value: JsonColumn<Json> };
  attachment: AttachmentTable;
  category: { id: string; mailbox: string; name: string; color: string };
  conversation: { id: string; mailbox: string; guid: string; started: Date };
  conversation_link: { mailbox: string; link: string; conversation: string };
}

export type Db = Kysely<Tables>;

const statements = [
  `create schema if not exists sandbox_graph`,
  `create sequence if not exists sandbox_graph.change as integer`,
  `create table if not exists sandbox_graph.setting (name text primary key, value text not null)`,
  `create table if not exists sandbox_graph.mailbox (
    id text primary key, name text not null, address text not null)`,
  `create table if not exists sandbox_graph.folder (
    number serial primary key, mailbox text not null, parent integer, kind text not null,
    well_known text, name text not null, is_hidden boolean not null, change integer not null,
    unique (mailbox, well_known))`,
  `create table if not exists sandbox_graph.item (
    number serial primary key, mailbox text not null,
    folder integer not null references sandbox_graph.folder (number), kind text not null,
    generation integer not null default 0, change integer not null, arrived integer not null,
    created timestamptz not null, modified timestamptz not null, at timestamptz not null,
    until timestamptz, conversation text, doc jsonb not null, body jsonb not null,
    headers jsonb not null, mime bytea,
    is_unread boolean generated always as (doc -> 'isRead' = 'false'::jsonb) stored)`,
  `create index if not exists item_counts on sandbox_graph.item (mailbox, kind, folder, is_unread)`,
  `create index if not exists item_folder on sandbox_graph.item (folder, kind, at desc, number desc)`,
  `create index if not exists item_mailbox on sandbox_graph.item (mailbox, kind, at desc, number desc)`,
  `create index if not exists item_change on sandbox_graph.item (folder, change)`,
  `create index if not exists item_message_id on sandbox_graph.item
    (mailbox, lower(doc ->> 'internetMessageId'))`,
  `create index if not exists item_conversation on sandbox_graph.item (mailbox, lower(conversation))`,
  `create table if not exists sandbox_graph.departure (
    folder integer not null, item integer not null, generation integer not null,
    change integer not null, kind text not null)`,
  `create index if not exists departure_change on sandbox_graph.departure (folder, change)`,
  `create table if not exists sandbox_graph.folder_removal (
    mailbox text not null, folder integer not null, change integer not null)`,
  `alter table sandbox_graph.folder add column if not exists details jsonb not null default '{}'`,
  `alter table sandbox_graph.folder_removal add column if not exists kind text not null default 'mail'`,
  `alter table sandbox_graph.item add column if not exists series integer
    references sandbox_graph.item (number) on delete cascade`,
  `alter table sandbox_graph.item add column if not exists occurrence integer`,
  `create unique index if not exists item_series on sandbox_graph.item (series, occurrence)`,
  `create table if not exists sandbox_graph.view_state (
    number serial primary key, mailbox text not null, told jsonb not null)`,
  `create table if not exists sandbox_graph.extended (
    item integer not null references sandbox_graph.item (number) on delete cascade,
    key text not null, id text not null, value text not null, primary key (item, key))`,
  `alter table sandbox_graph.extended add column if not exists list jsonb`,
  `create index if not exists extended_key on sandbox_graph.extended (key)`,
  // Values may be longer than a tree's keys.
  `create index if not exists extended_value on sandbox_graph.extended using hash (lower(value))`,
  `create table if not exists sandbox_graph.folder_extended (
    folder integer not null references sandbox_graph.folder (number) on delete cascade,
    key text not null, id text not null, value text not null, list jsonb,
    primary key (folder, key))`,
  `alter table sandbox_graph.item add column if not exists search tsvector`,
  `create index if not exists item_search on sandbox_graph.item using gin (search)`,
  // Nothing is looked up by these, and their statistics would take most of the time.
  ...['doc', 'body', 'headers', 'mime'].map(
    (name) => `alter table sandbox_graph.item alter column ${name} set statistics 0`,
  ),
  `create index if not exists departure_item on sandbox_graph.departure (item, folder)`,
  `create table if not exists sandbox_graph.upload_session (
    id text primary key, mailbox text not null,
    item integer not null references sandbox_graph.item (number) on delete cascade,
    expires timestamptz not null, size integer not null, attachment jsonb not null)`,
  `create table if not exists sandbox_graph.upload_range (
    session text not null references sandbox_graph.upload_session (id) on delete cascade,
    start integer not null, content bytea not null, primary key (session, start))`,
  `create table if not exists sandbox_graph.mailbox_setting (
    mailbox text not null, name text not null, value jsonb not null, primary key (mailbox, name))`,
  `create table if not exists sandbox_graph.message_rule (
    id text primary key, mailbox text not null, sequence integer not null, value jsonb not null)`,
  `create table if not exists sandbox_graph.classification (
    id text primary key, mailbox text not null, address text not null, value jsonb not null,
    unique (mailbox, address))`,
  `create table if not exists sandbox_graph.attachment (
    number serial primary key,
    item integer not null references sandbox_graph.item (number) on delete cascade,
    type text not null, name text not null, content_type text not null,
    is_inline boolean not null, content_id text, modified timestamptz not null,
    content bytea not null)`,
  `alter table sandbox_graph.attachment add column if not exists content_location text`,
  `create index if not exists attachment_item on sandbox_graph.attachment (item)`,
  `create table if not exists sandbox_graph.category (
    id text primary key, mailbox text not null, name text not null, color text not null)`,
  `create unique index if not exists category_name
    on sandbox_graph.category (mailbox, lower(name))`,
  `create table if not exists sandbox_graph.conversation (
    id text primary key, mailbox text not null, guid text not null, started timestamptz not null)`,
  `create table if not exists sandbox_graph.conversation_link (
    mailbox text not null, link text not null, conversation text not null,
    primary key (mailbox, link))`,
];

/** Makes what is missing and answers the store's secret, which signs its delta tokens. */
export async function prepareSchema(shared: Kysely<never>): Promise<{ db: Db; secret: string }> {
  for (const statement of statements) await sql.raw(statement).execute(shared);
  const db = (shared as unknown as Db).withSchema('sandbox_graph');
  await db
    .insertInto('setting')
    .values({ name: 'secret', value: randomUUID() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'secret')
    .executeTakeFirstOrThrow();
  return { db, secret: value };
}

/** Text as PostgreSQL takes it: without NUL and without halves of surrogate pairs. */
export const storableText = (text: string): string => toUSVString(text.replaceAll('\0', ''));

const storable = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? storableText(value) : value;

/** A value for a jsonb column. */
export const jsonb = <T>(value: T): RawBuilder<T> =>
  sql<T>`${JSON.stringify(value, storable)}::text::jsonb`;

/** The next positions in the history of the whole store. */
export async function nextChanges(db: Db, count: number): Promise<number[]> {
  const { rows } = await sql<{ change: number }>`
    select nextval('sandbox_graph.change')::integer as change
    from generate_series(1, ${count}::integer)`.execute(db);
  return rows.map((row) => row.change);
}

export const nextChange = async (db: Db): Promise<number> => (await nextChanges(db, 1))[0] ?? 0;
