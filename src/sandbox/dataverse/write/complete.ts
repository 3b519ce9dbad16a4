import type { Context } from '../api/types.ts';
import type { Table } from '../metadata/index.ts';
import { findRow, isReference, textOf, type Executor, type RowData } from '../store/rows.ts';
import { completeAttachment, requireFileSize } from './attachments.ts';
import { withDerived } from './derived.ts';

/** How much of the row's currency one unit of the organisation's is. */
export async function exchangeRate(db: Executor, data: RowData): Promise<RowData> {
  const currency = data['transactioncurrencyid'];
  if (!isReference(currency)) return {};
  const row = await findRow(db, ['transactioncurrency'], currency.id);
  return { exchangerate: row?.data['exchangerate'] ?? 1 };
}

/**
 * A row's data with everything the server adds of its own. Throws 400 and 413 for its files;
 * `isUploaded` ones may be larger than one request's.
 */
export async function complete(
  { db }: Context,
  table: Table,
  data: RowData,
  changed: RowData,
  isUploaded = false,
): Promise<RowData> {
  if (table.name === 'activitymimeattachment') return completeAttachment(db, data, isUploaded);
  const file = textOf(changed['documentbody']);
  if (file !== '') await requireFileSize(db, table.entitySet, 'documentbody', file);
  return withDerived(table, data, changed);
}
