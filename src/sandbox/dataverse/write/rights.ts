import type { Context } from '../api/types.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import type { Verb } from '../security/roles.ts';
import { findRow, isReference, type Row, type RowData } from '../store/rows.ts';

/** Attachments are made, changed and deleted with the right to change their activity. */
export const verbFor = (table: Table, verb: Verb): Verb =>
  table.ownership === 'none' ? 'Write' : verb;

/** Checks Append on the row and AppendTo on every row its changed look-ups refer to. */
export async function requireAppend(context: Context, row: Row, change: RowData): Promise<void> {
  if (tableOf(row.table).ownership === 'none') return;
  const targets = Object.entries(change).flatMap(([name, value]) =>
    isReference(value) && name !== 'ownerid' ? [value] : [],
  );
  if (targets.length === 0) return;
  await requireAccess(context.db, context.principals, 'Append', row);
  for (const { table, id } of targets) {
    const target = await findRow(context.db, [table], id);
    if (target) await requireAccess(context.db, context.principals, 'AppendTo', target);
  }
}
