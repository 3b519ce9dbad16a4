import { randomUUID } from 'node:crypto';
import type { Context } from '../api/types.ts';
import { DataverseError, duplicateRecord, methodNotAllowed } from '../errors.ts';
import { findNavigation, tableOf, type Collection, type Table } from '../metadata/index.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import { afterRowCreated } from '../security/after-write.ts';
import { requireColumnRights } from '../security/columns.ts';
import { findRow, insertRow, isReference, type Row, type RowData } from '../store/rows.ts';
import { associate, insertLink } from './association.ts';
import { countAttachments } from './attachments.ts';
import { createdNow } from './audit.ts';
import { complete, exchangeRate } from './complete.ts';
import { requireUniqueKeys } from './keys.ts';
import { ownershipOf, type Ownership } from './owner.ts';
import { partyCollection, replaceParties, syncServerParties } from './parties.ts';
import { readChange, type Change, type Json } from './payload.ts';
import { requireAppend, requireOwner, verbFor } from './rights.ts';
import { resolveState } from './state.ts';

/** Throws 405 for a table whose rows others write. */
export function refuseMethod(table: Table, method: 'POST' | 'PATCH' | 'DELETE'): void {
  if (table.refuses.includes(method)) throw methodNotAllowed(method);
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
  const given: RowData = { ...initial, ...values };
  const data: RowData = {
    ...given,
    ...(await exchangeRate(context.db, given)),
    ...resolveState(table, id, initial, values),
    ...(table.isActivity && { activitytypecode: table.name }),
    ...createdNow(context),
    ...overriddenCreation(values),
  };
  return complete(context, table, data, values);
}

/** `overriddencreatedon` of a row that is moved here becomes its `createdon`. */
const overriddenCreation = ({ overriddencreatedon = null }: RowData): RowData =>
  overriddencreatedon === null ? {} : { createdon: overriddencreatedon };

/** The rows a body makes to refer to: `primarycontactid: { … }`. */
async function createSingles(
  context: Context,
  table: Table,
  { values, singles = {} }: Change,
): Promise<RowData> {
  const made: RowData = {};
  for (const [property, body] of Object.entries(singles)) {
    const navigation = findNavigation(table, property);
    const target = tableOf(navigation?.target ?? '');
    const row = await createRow(context, target, await readChange(context, target, body));
    made[navigation?.name ?? ''] = { table: row.table, id: row.id };
  }
  return { ...values, ...made };
}

/** Makes a row in another's collection: `POST accounts(id)/contact_customer_accounts`. */
export async function createChild(
  context: Context,
  row: Row,
  collection: Collection,
  body: Json,
): Promise<Row> {
  const child = tableOf(collection.table);
  const change = await readChange(context, child, body);
  const parent = { table: row.table, id: row.id };
  const { via, through } = collection;
  const values = via ? { ...change.values, [via]: parent } : change.values;
  const made = await createRow(context, child, { ...change, values });
  if (through) await insertLink(context.db, through, parent, made);
  return made;
}

async function createChildren(context: Context, row: Row, change: Change): Promise<void> {
  const table = tableOf(row.table);
  for (const [property, items] of Object.entries(change.collections)) {
    const collection = table.collections[property];
    if (property === partyCollection(table.name)) await replaceParties(context, row, items);
    else if (collection) {
      for (const item of items) await createChild(context, row, collection, item);
    }
  }
  for (const [property, children] of Object.entries(change.links ?? {})) {
    const collection = table.collections[property];
    if (!collection) continue;
    for (const child of children) await associate(context, row, collection, child);
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
  await afterRowCreated(context, row);
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
  refuseMethod(table, 'POST');
  requirePrivilege(context.principals, verbFor(table, 'Create'), table);
  const givenId = change.values[table.id];
  const id = wantedId ?? (typeof givenId === 'string' ? givenId : randomUUID());
  const values = creatable(table, await createSingles(context, table, change));
  requireColumnRights(context.principals, table, 'create', Object.keys(values));
  requireColumns(table, { ...initialValues(table), ...values });
  await requireOwner(context, table, values['ownerid']);
  const owner = await ownership(context, table, id, values);
  const data = { ...(await newData(context, table, id, values)), ...owner.columns };
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
