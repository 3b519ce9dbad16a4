import type { Executor, RowData, Value } from './store/rows.ts';
import type { LoadedRow } from './door.ts';
import { tableOf, type Table } from './metadata/index.ts';
import { insertRow, updateRow } from './store/rows.ts';
import { completeAttachment, countAttachments } from './write/attachments.ts';
import { initialValues } from './write/create.ts';
import { withDerived } from './write/derived.ts';
import { ownershipOf, type Ownership } from './write/owner.ts';
import { loadParties, type Party } from './write/parties.ts';
import { isoSeconds, toStored } from './write/values.ts';

function toValue(table: Table, name: string, value: LoadedRow['values'][string]): Value {
  const column = table.columns[name];
  if (!column) throw new Error(`Table '${table.name}' has no column '${name}'.`);
  const isLookup = typeof value === 'object' && value !== null;
  if (isLookup) return { table: value.table, id: value.id.toLowerCase() };
  return toStored(table, name, column, value);
}

/** A closed state brings its first status where none is given. */
function withStatus(table: Table, data: RowData, values: RowData): RowData {
  if (!('statecode' in values) || 'statuscode' in values) return data;
  const first = table.columns['statuscode']?.options?.find(
    ({ state }) => state === values['statecode'],
  );
  return { ...data, statuscode: first?.value ?? null };
}

/** A loaded row's data with what the server fills in. */
export function loadedData(table: Table, row: LoadedRow, owner: Ownership, now: Date): RowData {
  const values = Object.fromEntries(
    Object.entries(row.values).map(([name, value]) => [name, toValue(table, name, value)]),
  );
  const user = owner.columns['ownerid'] ?? null;
  const at = values['createdon'] ?? isoSeconds(now);
  const data: RowData = {
    ...initialValues(table),
    createdon: at,
    modifiedon: at,
    createdby: user,
    modifiedby: user,
    ...(table.ownership === 'user' && owner.columns),
    ...(table.isActivity && { activitytypecode: table.name }),
    ...values,
  };
  return { ...withDerived(table, withStatus(table, data, values)), ...values };
}

const partyOf = ({ mask, address, record }: NonNullable<LoadedRow['parties']>[number]): Party => ({
  participationtypemask: mask,
  addressused: address,
  partyid: record ?? null,
});

async function loadRow(db: Executor, row: LoadedRow, owner: Ownership, now: Date): Promise<void> {
  const table = tableOf(row.table);
  const plain = loadedData(table, row, owner, now);
  const isAttachment = table.name === 'activitymimeattachment';
  const data = isAttachment ? await completeAttachment(db, plain) : plain;
  const isOwned = table.ownership === 'user';
  const stored = {
    table: row.table,
    id: row.id,
    ownerId: isOwned ? owner.ownerId : null,
    businessUnitId: isOwned ? owner.businessUnitId : null,
    data,
  };
  const isNew = await insertRow(db, stored);
  if (!isNew) await updateRow(db, stored);
  const reference = { table: row.table, id: row.id };
  const parties = (row.parties ?? []).map(partyOf);
  if (table.isActivity) await loadParties(db, { reference, data, isNew }, parties);
  const activity = data['objectid'];
  if (isAttachment && typeof activity === 'object' && activity) {
    await countAttachments(db, activity.id);
  }
}

/** Stores rows as they are, past all rights, all or none; a row that is there is replaced. */
export async function loadRows(db: Executor, rows: LoadedRow[], now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const owners = new Map<string, Ownership>();
    for (const given of rows) {
      const row = { ...given, id: given.id.toLowerCase() };
      const known = owners.get(row.owner);
      const user = { table: 'systemuser', id: row.owner };
      const owner = known ?? (await ownershipOf(transaction, user));
      owners.set(row.owner, owner);
      await loadRow(transaction, row, owner, now);
    }
  });
}
