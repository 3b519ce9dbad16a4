import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Call, Graph, Mailbox } from '../call.ts';
import type { ChangedItem, MailboxChange } from '../door.ts';
import { changeConflict, itemNotFound, malformedId } from '../errors.ts';
import type { Folder } from './folders.ts';
import { changeKey, decodeRestId, encodeId, type ItemKey } from './ids.ts';
import type { Preferences } from '../preferences.ts';
import { jsonb, nextChange, type Db, type ItemTable } from './schema.ts';

type Row = Selectable<ItemTable>;
/** An item as lists read it; the large columns only where they are asked for. */
export type Item = Omit<Row, 'body' | 'headers' | 'mime' | 'search'> &
  Partial<Pick<Row, 'body' | 'headers'>>;
export type WholeItem = Omit<Row, 'mime' | 'search'>;
export type ItemKind = Row['kind'];

export const lightColumns = [
  'number',
  'mailbox',
  'folder',
  'kind',
  'generation',
  'change',
  'arrived',
  'created',
  'modified',
  'at',
  'until',
  'conversation',
  'doc',
  'series',
  'occurrence',
] as const satisfies (keyof Row)[];
const wholeColumns = [...lightColumns, 'body', 'headers'] as const;

/** The id a client gets: immutable where it prefers that. */
export const itemId = (
  item: Pick<Row, 'kind' | 'mailbox' | 'number' | 'generation'> &
    Partial<Pick<Row, 'series' | 'occurrence'>>,
  prefer: Pick<Preferences, 'isImmutableId'>,
  occurrence = item.occurrence ?? 0,
): string => {
  const { kind, mailbox, generation } = item;
  // A changed meeting of a series keeps the id it had before: one of its series.
  const number = item.series ?? item.number;
  const key: ItemKey = { kind, mailbox, number, generation, occurrence };
  return encodeId(prefer.isImmutableId ? 'immutable' : 'regular', key);
};

export const etagOf = (item: Pick<Row, 'mailbox' | 'change'>): string =>
  `W/"${changeKey(item.mailbox, item.change)}"`;

export const findItem = (db: Db, number: number): Promise<WholeItem | undefined> =>
  db.selectFrom('item').select(wholeColumns).where('number', '=', number).executeTakeFirst();

const isStale = (key: { form: string; generation: number }, item: Row | Item): boolean =>
  key.form === 'regular' && key.generation !== item.generation;

const findException = (db: Db, series: number, occurrence: number) =>
  db
    .selectFrom('item')
    .select(wholeColumns)
    .where('series', '=', series)
    .where('occurrence', '=', occurrence)
    .executeTakeFirst();

/**
 * An item of the mailbox by regular or immutable id, with the occurrence it names: the changed
 * meeting where there is one, else its series.
 */
export async function resolveOccurrence(
  { graph, mailbox }: { graph: Graph; mailbox: Mailbox },
  kind: ItemKind,
  id: string,
): Promise<{ item: WholeItem; occurrence: number }> {
  const key = decodeRestId(id);
  if (key.form !== 'regular' && key.form !== 'immutable') throw malformedId();
  if (key.kind !== kind || key.mailbox !== mailbox.id) throw itemNotFound();
  const item = await findItem(graph.db, key.number);
  if (item?.kind !== kind || item.mailbox !== mailbox.id) throw itemNotFound();
  if (isStale(key, item)) throw itemNotFound();
  if (key.occurrence === 0) return { item, occurrence: 0 };
  const exception = await findException(graph.db, item.number, key.occurrence);
  return { item: exception ?? item, occurrence: key.occurrence };
}

/** Throws `ErrorItemNotFound`, `ErrorInvalidIdMalformed`. */
export const resolveItem = async (
  call: { graph: Graph; mailbox: Mailbox },
  kind: ItemKind,
  id: string,
): Promise<WholeItem> => (await resolveOccurrence(call, kind, id)).item;

/** Throws 412 where the caller's `If-Match` is of another version. */
function checkMatch(call: Call, item: WholeItem): void {
  const header = call.request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return;
  const wanted = header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
  if (!wanted.includes(changeKey(item.mailbox, item.change))) throw changeConflict();
}

/** Tells of an item by its number, which is read only where somebody subscribed. */
export async function notifyOf(
  graph: Graph,
  { userId, kind }: { userId: string; kind: ItemKind },
  number: number,
  changeType: ChangedItem['changeType'] = 'created',
): Promise<void> {
  const item = graph.subscriptions.watches(userId) ? await findItem(graph.db, number) : undefined;
  graph.notify(item ? changeOf(item, changeType) : { userId, kind });
}

async function lockItem(call: Call, tx: Db, number: number): Promise<WholeItem> {
  const item = await tx
    .selectFrom('item')
    .select(wholeColumns)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!item) throw itemNotFound();
  checkMatch(call, item);
  return item;
}

/** What listeners and subscriptions are told of an item. */
export const changeOf = (
  item: Pick<Row, 'kind' | 'mailbox' | 'number' | 'generation' | 'change' | 'folder'>,
  changeType: ChangedItem['changeType'],
): MailboxChange => ({
  userId: item.mailbox,
  kind: item.kind,
  item: {
    changeType,
    id: (prefer) => itemId(item, prefer),
    etag: etagOf(item),
    container: item.folder,
  },
});

type NewItem = Omit<
  Insertable<ItemTable>,
  'change' | 'arrived' | 'created' | 'modified' | 'headers' | 'conversation' | 'mime'
>;

/** Stores an item; `also` stores what belongs to it. */
export async function addItem(
  graph: Graph,
  values: NewItem,
  also: (item: WholeItem, tx: Db) => Promise<void> = async () => {},
): Promise<WholeItem> {
  const item = await graph.db.transaction().execute(async (tx) => {
    const change = await nextChange(tx);
    const [created, modified] = [graph.now(), graph.now()];
    const rest = { conversation: null, headers: jsonb([]), mime: null };
    const row = await tx
      .insertInto('item')
      .values({ ...values, ...rest, change, arrived: change, created, modified })
      .returning(wholeColumns)
      .executeTakeFirstOrThrow();
    await also(row, tx);
    return row;
  });
  graph.notify(changeOf(item, 'created'));
  return item;
}

/**
 * Changes an item and gives it a new change key; `plan` sees it as it is under the lock. Throws 412
 * for another `If-Match`.
 */
export async function changeItem(
  call: Call,
  number: number,
  plan: (item: WholeItem, tx: Db) => Promise<Updateable<ItemTable>> | Updateable<ItemTable>,
): Promise<WholeItem> {
  const { graph } = call;
  const changed = await graph.db.transaction().execute(async (tx) => {
    const changes = await plan(await lockItem(call, tx, number), tx);
    return tx
      .updateTable('item')
      .set({ ...changes, change: await nextChange(tx), modified: graph.now() })
      .where('number', '=', number)
      .returning(wholeColumns)
      .executeTakeFirstOrThrow();
  });
  graph.notify(changeOf(changed, 'updated'));
  return changed;
}

const recordDeparture = (tx: Db, item: Item, change: number) =>
  tx
    .insertInto('departure')
    .values({
      folder: item.folder,
      item: item.number,
      generation: item.generation,
      kind: item.kind,
      change,
    })
    .execute();

/** Moves an item: its regular id ends, the immutable one stays. `changes` are made with it. */
export async function moveItem(
  call: Call,
  number: number,
  folder: Folder,
  changes: Updateable<ItemTable> = {},
): Promise<WholeItem> {
  const { graph } = call;
  const { left, moved } = await graph.db.transaction().execute(async (tx) => {
    const left = await lockItem(call, tx, number);
    await recordDeparture(tx, left, await nextChange(tx));
    const change = await nextChange(tx);
    const place = { folder: folder.number, generation: left.generation + 1, arrived: change };
    const moved = await tx
      .updateTable('item')
      .set({ ...changes, ...place, change, modified: graph.now() })
      .where('number', '=', number)
      .returning(wholeColumns)
      .executeTakeFirstOrThrow();
    return { left, moved };
  });
  graph.generations.set(moved.number, moved.generation);
  graph.notify(changeOf(left, 'deleted'));
  graph.notify(changeOf(moved, 'created'));
  return moved;
}

/** Deletes an item for good. */
export async function removeItem(call: Call, number: number): Promise<void> {
  const removed = await call.graph.db.transaction().execute(async (tx) => {
    const item = await lockItem(call, tx, number);
    await recordDeparture(tx, item, await nextChange(tx));
    await tx.deleteFrom('item').where('number', '=', number).execute();
    return item;
  });
  call.graph.notify(changeOf(removed, 'deleted'));
}

/** How often every item moved that ever did, for ids made without asking the store. */
export async function readGenerations(db: Db): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('item')
    .select(['number', 'generation'])
    .where('generation', '>', 0)
    .execute();
  return new Map(rows.map((row) => [row.number, row.generation]));
}
