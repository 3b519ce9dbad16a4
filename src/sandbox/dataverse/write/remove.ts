import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { isA, tableOf, tables } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { afterRowRemoved } from '../security/after-write.ts';
import { deleteRow, findRows, isReference, type Executor, type Row } from '../store/rows.ts';
import { countAttachments } from './attachments.ts';
import { refuseMethod } from './create.ts';
import { verbFor } from './rights.ts';

interface Use {
  row: Row;
  /** Look-ups of the row that refer to the deleted one. */
  names: string[];
}

/** Tables with a look-up of `table`, and those look-ups. */
const looking = new Map<string, Map<string, string[]>>();

function lookupsOf(table: string): Map<string, string[]> {
  const known = looking.get(table);
  if (known) return known;
  const found = tables.map((other): [string, string[]] => [
    other.name,
    Object.entries(other.columns)
      .filter(([name, { navigation = {} }]) =>
        [...Object.values(navigation), ...(name === 'ownerid' ? ['team'] : [])].some((target) =>
          isA(table, target),
        ),
      )
      .map(([name]) => name),
  ]);
  const used = new Map(found.filter(([, names]) => names.length > 0));
  looking.set(table, used);
  return used;
}

/** The rows that refer to a row, in one pass over the tables that may. */
async function usesOf(db: Executor, { table, id }: Row): Promise<Use[]> {
  const lookups = lookupsOf(table);
  if (lookups.size === 0) return [];
  const rows = await findRows(
    db,
    sql`r.table_name in (${sql.join([...lookups.keys()])}) and r.data::text like ${`%"${id}"%`}`,
  );
  return rows.flatMap((row) => {
    const names = (lookups.get(row.table) ?? []).filter((name) => {
      const value = row.data[name];
      return isReference(value) && value.id === id;
    });
    return names.length > 0 ? [{ row, names }] : [];
  });
}

const behaviour = ({ row, names }: Use, kind: 'cascade' | 'restrict'): boolean =>
  names.some((name) => tableOf(row.table).columns[name]?.onDelete === kind);

function refuseRestricted(row: Row, uses: readonly Use[]): void {
  const holder = uses.find((use) => behaviour(use, 'restrict'));
  if (!holder) return;
  throw new DataverseError(
    'CannotDeleteDueToAssociation',
    `The object you tried to delete is associated with another object and cannot be deleted: ` +
      `${row.table} ${row.id} is used by ${holder.row.table} ${holder.row.id}.`,
  );
}

/** A deleted row stays a party by name, marked as deleted; other look-ups are empty from now on. */
async function release(db: Executor, { row, names }: Use): Promise<void> {
  const emptied =
    row.table === 'activityparty'
      ? { ispartydeleted: true }
      : Object.fromEntries(names.map((name) => [name, null]));
  await sql`update sandbox_dataverse.row set data = data || ${JSON.stringify(emptied)}::jsonb
    where table_name = ${row.table} and id = ${row.id}::uuid`.execute(db);
}

/** Deletes a row and, as the look-ups of other rows say, those rows or what they say of it. */
async function deleteWithUses(context: Context, row: Row): Promise<void> {
  const { db } = context;
  const uses = await usesOf(db, row);
  refuseRestricted(row, uses);
  await deleteRow(db, row.table, row.id);
  for (const use of uses) {
    if (behaviour(use, 'cascade')) await deleteWithUses(context, use.row);
    else await release(db, use);
  }
  await afterRowRemoved(context, row);
}

/**
 * Deletes a row and what goes with it: an activity's parties and attachments, the activities and
 * notes of a record. Call it in a transaction. Throws a `DataverseError` (403, 405).
 */
export async function removeRow(context: Context, row: Row): Promise<void> {
  const table = tableOf(row.table);
  refuseMethod(table, 'DELETE');
  await requireAccess(context.db, context.principals, verbFor(table, 'Delete'), row);
  await deleteWithUses(context, row);
  const activity = row.data['objectid'];
  if (table.name === 'activitymimeattachment' && isReference(activity)) {
    await countAttachments(context.db, activity.id);
  }
}
