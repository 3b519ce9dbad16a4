import { randomUUID } from 'node:crypto';
import type { Context } from '../api/types.ts';
import { DataverseError, duplicateRecord, methodNotAllowed } from '../errors.ts';
import { tableOf, type Table } from '../metadata/index.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { findRow, insertRow, isReference, type Row, type RowData } from '../store/rows.ts';
import { completeAttachment, countAttachments } from './attachments.ts';
import { createdNow } from './audit.ts';
import { withDerived } from './derived.ts';
import { requireUniqueKeys } from './keys.ts';
import { ownershipOf, type Ownership } from './owner.ts';
import { partyCollection, replaceParties, syncServerParties } from './parties.ts';
import { readChange, type Change } from './payload.ts';
import { requireAppend, verbFor } from './rights.ts';
import { resolveState } from './state.ts';

/** Only read; their rows are written through others. */
const notWritable = new Set(['activitypointer', 'activityparty']);

export function refuseReadOnlyTable(table: Table, method: string): void {
  if (notWritable.has(table.name)) throw methodNotAllowed(method);
}

/** Values of a new row that gives none. */
export const initialValues = (table: Table): RowData =>
  Object.fromEntries(
    Object.entries(table.columns).flatMap(([name, column]) =>
      column.initial === undefined ? [] : [[name, column.initial]],
    ),
  );

/** What a client may give on create; the rest is ignored, `statecode` among it. */
const creatable = (table: Table, values: RowData): RowData =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => table.columns[name]?.create && name !== table.id),
  );

function requireColumns(table: Table, data: RowData): void {
  for (const [name, column] of Object.entries(table.columns)) {
    const isMissing = name !== table.id && column.required && (data[name] ?? null) === null;
    if (isMissing) {
      throw new DataverseError('RequiredFieldMissing', `Required field '${name}' is missing.`);
    }
  }
}

type NewOwnership = Omit<Ownership, 'ownerId'> & { ownerId: string | null };

const noOwner: NewOwnership = { ownerId: null, businessUnitId: null, columns: {} };

async function ownership(
  context: Context,
  table: Table,
  id: string,
  values: RowData,
): Promise<NewOwnership> {
  const user = { table: 'systemuser', id: context.principals[0].id };
  if (table.ownership === 'user') return ownershipOf(context.db, values['ownerid'] ?? user);
  const unit = values['businessunitid'];
  if (table.ownership !== 'business' || !isReference(unit)) return noOwner;
  return { ownerId: table.name === 'systemuser' ? id : null, businessUnitId: unit.id, columns: {} };
}

async function newData(
  context: Context,
  table: Table,
  id: string,
  values: RowData,
): Promise<RowData> {
  const initial = initialValues(table);
  const data: RowData = {
    ...initial,
    ...values,
    ...resolveState(table, id, initial, values),
    ...(table.isActivity && { activitytypecode: table.name }),
    ...createdNow(context),
  };
  if (table.name === 'activitymimeattachment') return completeAttachment(context.db, data);
  return withDerived(table, data);
}

/** The look-up children of a collection refer to this row by. */
async function createChildren(context: Context, row: Row, change: Change): Promise<void> {
  const table = tableOf(row.table);
  for (const [property, items] of Object.entries(change.collections)) {
    if (property === partyCollection(table.name)) {
      await replaceParties(context, row, items);
      continue;
    }
    const collection = table.collections[property];
    const child = tableOf(collection?.table ?? '');
    if (!collection?.via) throw new DataverseError('InvalidArgument', `'${property}' needs $ref.`);
    for (const item of items) {
      const { values, collections } = await readChange(context, child, item);
      const bound = { ...values, [collection.via]: { table: row.table, id: row.id } };
      await createRow(context, child, { values: bound, collections });
    }
  }
}

async function afterCreate(context: Context, row: Row, change: Change): Promise<void> {
  const table = tableOf(row.table);
  await createChildren(context, row, change);
  if (table.isActivity) await syncServerParties(context.db, row, row.data);
  const activity = row.data['objectid'];
  if (table.name === 'activitymimeattachment' && isReference(activity)) {
    await countAttachments(context.db, activity.id);
  }
}

/**
 * Makes a row with its parties and children; call it in a transaction. Throws a `DataverseError`:
 * 412 where the id is taken, 403 without rights, 400 for values that are not valid.
 */
export async function createRow(
  context: Context,
  table: Table,
  change: Change,
  wantedId?: string,
): Promise<Row> {
  refuseReadOnlyTable(table, 'POST');
  requirePrivilege(context.principals, verbFor(table, 'Create'), table);
  const givenId = change.values[table.id];
  const id = wantedId ?? (typeof givenId === 'string' ? givenId : randomUUID());
  const values = creatable(table, change.values);
  const owner = await ownership(context, table, id, values);
  const data = { ...(await newData(context, table, id, values)), ...owner.columns };
  requireColumns(table, data);
  await requireUniqueKeys(context, table, id, data);
  const { ownerId, businessUnitId } = owner;
  const isNew = await insertRow(context.db, {
    table: table.name,
    id,
    ownerId,
    businessUnitId,
    data,
  });
  const row = await findRow(context.db, [table.name], id);
  if (!isNew || !row) throw duplicateRecord();
  await requireAccess(context.db, context.principals, verbFor(table, 'Create'), row);
  await requireAppend(context, row, values);
  await afterCreate(context, row, change);
  return row;
}
