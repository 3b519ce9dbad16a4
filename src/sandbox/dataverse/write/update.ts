import type { Context } from '../api/types.ts';
import { DataverseError, notFound } from '../errors.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { afterRowChanged } from '../security/after-write.ts';
import { requireColumnRights } from '../security/columns.ts';
import { findRow, isReference, lockRow, updateRow, type Row, type RowData } from '../store/rows.ts';
import { countAttachments } from './attachments.ts';
import { modifiedNow } from './audit.ts';
import { complete, exchangeRate } from './complete.ts';
import { refuseMethod } from './create.ts';
import { requireUniqueKeys } from './keys.ts';
import { ownershipOf } from './owner.ts';
import { partyCollection, replaceParties, syncServerParties } from './parties.ts';
import type { Change } from './payload.ts';
import { requireAppend, requireOwner, verbFor } from './rights.ts';
import { refuseActionState, refuseClosed, resolveState } from './state.ts';
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
    ...('transactioncurrencyid' in values && (await exchangeRate(context.db, values))),
    ...state,
    ...modifiedNow(context),
  };
  return complete(context, table, data, values);
}

async function assign(context: Context, row: Row, values: RowData): Promise<Row> {
  const owner = values['ownerid'];
  if (!isReference(owner) || owner.id === row.ownerId) return row;
  await requireAccess(context.db, context.principals, 'Assign', row);
  await requireOwner(context, tableOf(row.table), owner);
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
    if (table.name === 'activitymimeattachment' && isReference(activity)) {
      await countAttachments(context.db, activity.id);
    }
  }
  await afterRowChanged(context, before, row);
}

/** PATCH makes no other rows but parties: a deep update is refused as the Web API does. */
function refuseDeepUpdate(table: Table, change: Change): void {
  const { collections, singles = {}, links = {} } = change;
  const other = Object.keys({ ...collections, ...singles, ...links }).find(
    (name) => name !== partyCollection(table.name),
  );
  if (!other) return;
  throw new DataverseError('InvalidArgument', `'${other}' cannot be changed by PATCH; use $ref.`);
}

/** Whether the change comes from an action that may set every state. */
export interface ChangeOptions {
  isAction?: boolean;
}

/**
 * Changes a row; parties given replace all parties given before. Call it in a transaction. Throws a
 * `DataverseError` (400, 403).
 */
export async function changeRow(
  context: Context,
  { id, ...of }: Row,
  change: Change,
  { isAction = false }: ChangeOptions = {},
): Promise<Row> {
  const row = await lockRow(context.db, [of.table], id);
  if (!row) throw notFound(of.table, id);
  const table = tableOf(row.table);
  refuseMethod(table, 'PATCH');
  refuseDeepUpdate(table, change);
  await requireAccess(context.db, context.principals, verbFor(table, 'Write'), row);
  const values = updatable(table, change.values);
  requireColumnRights(context.principals, table, 'update', Object.keys(values));
  refuseNullRequired(table, values);
  refuseClosed(table, row.data, values);
  if (!isAction) refuseActionState(table, row.data, values);
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
