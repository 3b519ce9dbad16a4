import { sql } from 'kysely';
import type { Graph } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import type { Folder } from '../store/folders.ts';
import { changeOf, findItem, type WholeItem } from '../store/items.ts';
import { nextChange, type Db } from '../store/schema.ts';

async function copyRows(tx: Db, item: number, folder: Folder, now: Date): Promise<number> {
  const change = await nextChange(tx);
  const { rows } = await sql<{ number: number }>`
    insert into sandbox_graph.item (mailbox, folder, kind, change, arrived, created, modified, at,
      until, conversation, doc, body, headers, mime, search)
    select mailbox, ${folder.number}, kind, ${change}, ${change}, ${now}, ${now}, at, until,
      conversation, doc, body, headers, mime, search
    from sandbox_graph.item where number = ${item} returning number`.execute(tx);
  const copy = rows[0]?.number ?? 0;
  await sql`insert into sandbox_graph.attachment (item, type, name, content_type, is_inline,
      content_id, content_location, modified, content)
    select ${copy}, type, name, content_type, is_inline, content_id, content_location, modified,
      content
    from sandbox_graph.attachment where item = ${item} order by number`.execute(tx);
  await sql`insert into sandbox_graph.extended (item, key, id, value, list)
    select ${copy}, key, id, value, list
    from sandbox_graph.extended where item = ${item}`.execute(tx);
  return copy;
}

/** A copy is a new item with all that belongs to the first. */
export async function copyItem(graph: Graph, item: number, folder: Folder): Promise<WholeItem> {
  const number = await graph.db
    .transaction()
    .execute((tx) => copyRows(tx, item, folder, graph.now()));
  const copy = await findItem(graph.db, number);
  if (!copy) throw itemNotFound();
  graph.notify(changeOf(copy, 'created'));
  return copy;
}
