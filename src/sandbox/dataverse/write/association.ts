import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { notFound } from '../errors.ts';
import { tableOf, type Collection } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { requireLinkable } from '../security/links.ts';
import {
  deleteRow,
  findRow,
  findRows,
  insertRow,
  isReference,
  type Executor,
  type Reference,
  type Row,
} from '../store/rows.ts';
import { changeRow } from './update.ts';

type Through = NonNullable<Collection['through']>;

async function findLink(
  db: Executor,
  through: Through,
  from: string,
  to: string,
): Promise<Row | undefined> {
  const [link] = await findRows(
    db,
    sql`r.table_name = ${through.table} and r.data->${sql.lit(through.from)}->>'id' = ${from}
      and r.data->${sql.lit(through.to)}->>'id' = ${to}`,
  );
  return link;
}

/** Links two rows of a many-to-many relation, unless they are linked already. */
export async function insertLink(
  db: Executor,
  through: Through,
  from: Reference,
  to: Reference,
): Promise<void> {
  if (await findLink(db, through, from.id, to.id)) return;
  await insertRow(db, {
    table: through.table,
    id: randomUUID(),
    ownerId: null,
    businessUnitId: null,
    data: {
      [through.from]: { table: from.table, id: from.id },
      [through.to]: { table: to.table, id: to.id },
    },
  });
}

async function childOf(context: Context, child: Reference): Promise<Row> {
  const row = await findRow(context.db, [child.table], child.id);
  if (row) return row;
  throw notFound(child.table, child.id);
}

/** `POST contacts(id)/Contact_Tasks/$ref`. */
export async function associate(
  context: Context,
  row: Row,
  collection: Collection,
  child: Reference,
): Promise<void> {
  if (collection.via) {
    const values = { [collection.via]: { table: row.table, id: row.id } };
    await changeRow(context, await childOf(context, child), { values, collections: {} });
    return;
  }
  await requireAccess(context.db, context.principals, 'Write', row);
  const relation = collection.through?.table ?? '';
  await requireLinkable(context.db, context.principals, relation, [row, child]);
  if (collection.through) await insertLink(context.db, collection.through, row, child);
}

/** `DELETE contacts(id)/Contact_Tasks(id)/$ref`. */
export async function disassociate(
  context: Context,
  row: Row,
  collection: Collection,
  childId: string,
): Promise<void> {
  const child = await childOf(context, { table: tableOf(collection.table).name, id: childId });
  const { via, through } = collection;
  if (via) {
    const current = child.data[via];
    if (!isReference(current) || current.id !== row.id) return;
    await changeRow(context, child, { values: { [via]: null }, collections: {} });
    return;
  }
  await requireAccess(context.db, context.principals, 'Write', row);
  const link = through && (await findLink(context.db, through, row.id, childId));
  if (link) await deleteRow(context.db, link.table, link.id);
}
