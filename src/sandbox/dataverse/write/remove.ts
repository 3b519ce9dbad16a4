import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { activityNames, tableOf, tables } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import {
  deleteRow,
  findRows,
  isReference,
  refersTo,
  type Executor,
  type Row,
} from '../store/rows.ts';
import { countAttachments } from './attachments.ts';
import { refuseReadOnlyTable } from './create.ts';
import { verbFor } from './rights.ts';

/** Parties and attachments go with their activity. */
async function deleteParts(db: Executor, activityId: string): Promise<void> {
  await sql`delete from sandbox_dataverse.row r
    where r.table_name in ('activityparty', 'activitymimeattachment')
      and ${refersTo('activityid', activityId)}`.execute(db);
}

/** A deleted row stays a party by name, marked as deleted. */
async function markParties(db: Executor, id: string): Promise<void> {
  await sql`update sandbox_dataverse.row r set data = r.data || '{"ispartydeleted": true}'
    where r.table_name = 'activityparty' and ${refersTo('partyid', id)}`.execute(db);
}

/** Look-ups of other rows that referred to it are empty from now on. */
async function clearLookups(db: Executor, table: string, id: string): Promise<void> {
  const parts = new Set(['activityparty', 'activitymimeattachment', ...activityNames]);
  for (const other of tables.filter((candidate) => !parts.has(candidate.name))) {
    for (const [name, column] of Object.entries(other.columns)) {
      if (!Object.values(column.navigation ?? {}).includes(table)) continue;
      await sql`update sandbox_dataverse.row r
        set data = r.data || jsonb_build_object(${sql.lit(name)}::text, null)
        where r.table_name = ${other.name} and ${refersTo(name, id)}`.execute(db);
    }
  }
}

async function deleteActivities(context: Context, id: string): Promise<void> {
  const regarding = await findRows(
    context.db,
    sql`r.table_name in (${sql.join(activityNames)}) and ${refersTo('regardingobjectid', id)}`,
  );
  for (const activity of regarding) {
    await deleteParts(context.db, activity.id);
    await deleteRow(context.db, activity.table, activity.id);
  }
}

const kept = new Set(['systemuser', 'businessunit', 'organization', 'role']);

/**
 * Deletes a row and what goes with it: an activity's parties and attachments, the activities
 * regarding a record. Call it in a transaction. Throws a `DataverseError` (403, 405).
 */
export async function removeRow(context: Context, row: Row): Promise<void> {
  const table = tableOf(row.table);
  refuseReadOnlyTable(table, 'DELETE');
  if (kept.has(table.name)) {
    throw new DataverseError('MethodNotAllowed', `Rows of '${table.name}' cannot be deleted.`);
  }
  await requireAccess(context.db, context.principals, verbFor(table, 'Delete'), row);
  await deleteRow(context.db, row.table, row.id);
  if (table.isActivity) await deleteParts(context.db, row.id);
  if (table.hasActivities) await deleteActivities(context, row.id);
  await markParties(context.db, row.id);
  await clearLookups(context.db, row.table, row.id);
  const activity = row.data['objectid'];
  if (isReference(activity)) await countAttachments(context.db, activity.id);
}
