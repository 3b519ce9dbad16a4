import type { Context } from '../api/types.ts';
import { DataverseError, notFound } from '../errors.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { findRow, isReference, lockRow, updateRow, type Row, type RowData } from '../store/rows.ts';
import { completeAttachment, countAttachments } from './attachments.ts';
import { modifiedNow } from './audit.ts';
import { refuseReadOnlyTable } from './create.ts';
import { withDerived } from './derived.ts';
import { requireUniqueKeys } from './keys.ts';
import { ownershipOf } from './owner.ts';
import { partyCollection, replaceParties, syncServerParties } from './parties.ts';
import type { Change } from './payload.ts';
import { requireAppend, verbFor } from './rights.ts';
import { refuseClosedEmail, resolveState } from './state.ts';
import { isoSeconds } from './values.ts';

const updatable = (table: Table, values: RowData): RowData =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => table.columns[name]?.update && name !== table.id),
  );

function refuseNullRequired(table: Table, values: RowData): void {
  const name = Object.keys(values).find(
    (key) => table.columns[key]?.required && values[key] === null,
  );
  if (name) throw new DataverseError('RequiredFieldMissing', `Required field '${name}' is null.`);
}

/** `actualend` of an activity that is closed without one. */
function closing(context: Context, table: Table, before: RowData, state: RowData): RowData {
  const isClosed = state['statecode'] === 1 || state['statecode'] === 2;
  if (!table.isActivity || !isClosed || before['statecode'] === state['statecode']) return {};
  return { actualend: before['actualend'] ?? isoSeconds(context.now()) };
}

async function changedData(
  context: Context,
  table: Table,
  row: Row,
  values: RowData,
): Promise<RowData> {
  const state = resolveState(table, row.id, row.data, values);
  const data = {
    ...row.data,
    ...closing(context, table, row.data, state),
    ...values,
    ...state,
    ...modifiedNow(context),
  };
  if (table.name === 'activitymimeattachment') return completeAttachment(context.db, data);
  return withDerived(table, data, values);
}

async function assign(context: Context, row: Row, values: RowData): Promise<Row> {
  const owner = values['ownerid'];
  if (!isReference(owner) || owner.id === row.ownerId) return row;
  await requireAccess(context.db, context.principals, 'Assign', row);
  const { ownerId, businessUnitId, columns } = await ownershipOf(context.db, owner);
  return { ...row, ownerId, businessUnitId, data: { ...row.data, ...columns } };
}

function moveUnit(table: Table, row: Row, values: RowData): Row {
  const unit = values['businessunitid'];
  const isMoved = table.ownership === 'business' && isReference(unit);
  return isMoved ? { ...row, businessUnitId: unit.id } : row;
}

async function afterUpdate(context: Context, before: Row, row: Row, change: Change): Promise<void> {
  const table = tableOf(row.table);
  const parties = change.collections[partyCollection(table.name)];
  if (parties) await replaceParties(context, row, parties);
  const isMoved = 'regardingobjectid' in change.values || 'ownerid' in change.values;
  if (table.isActivity && isMoved) await syncServerParties(context.db, row, row.data);
  for (const activity of [before.data['objectid'], row.data['objectid']]) {
    if (isReference(activity)) await countAttachments(context.db, activity.id);
  }
}

function refuseOtherCollections(table: Table, change: Change): void {
  const other = Object.keys(change.collections).find(
    (name) => name !== partyCollection(table.name),
  );
  if (!other) return;
  throw new DataverseError('InvalidArgument', `'${other}' cannot be changed by PATCH; use $ref.`);
}

/**
 * Changes a row; parties given replace all parties given before. Call it in a transaction. Throws a
 * `DataverseError` (400, 403).
 */
export async function changeRow(
  context: Context,
  { id, ...of }: Row,
  change: Change,
): Promise<Row> {
  const row = await lockRow(context.db, [of.table], id);
  if (!row) throw notFound(of.table, id);
  const table = tableOf(row.table);
  refuseReadOnlyTable(table, 'PATCH');
  refuseOtherCollections(table, change);
  await requireAccess(context.db, context.principals, verbFor(table, 'Write'), row);
  const values = updatable(table, change.values);
  refuseNullRequired(table, values);
  refuseClosedEmail(table, row.data, values);
  const owned = await assign(context, moveUnit(table, row, values), values);
  const data = await changedData(context, table, owned, {
    ...values,
    ...(isReference(values['ownerid']) && { ownerid: owned.data['ownerid'] ?? null }),
  });
  await requireUniqueKeys(context, table, row.id, data);
  await updateRow(context.db, { ...owned, data });
  await requireAppend(context, row, values);
  const changed = (await findRow(context.db, [row.table], row.id)) ?? row;
  await afterUpdate(context, row, changed, { ...change, values });
  return changed;
}
