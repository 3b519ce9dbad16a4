import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { DataverseError } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import {
  findRow,
  insertRows,
  isReference,
  refersTo,
  textOf,
  type Executor,
  type Reference,
  type RowData,
} from '../store/rows.ts';
import { readChange, type Json } from './payload.ts';

/** participationtypemask of the rows the server makes itself. */
const regardingMask = 8;
const ownerMask = 9;

/** Where a party's address comes from if the activity does not give one: the first it has. */
const addressColumns = ['internalemailaddress', 'emailaddress1', 'emailaddress'];

/** `partyid` and `addressused` (each null if unknown) and `participationtypemask`. */
export type Party = RowData;

async function primaryAddress(db: Executor, { table, id }: Reference): Promise<string | null> {
  const row = await findRow(db, [table], id);
  const column = addressColumns.find((name) => name in tableOf(table).columns);
  const address = column && row?.data[column];
  return typeof address === 'string' ? address : null;
}

async function withAddress(db: Executor, party: Party): Promise<Party> {
  const { partyid = null, addressused = null } = party;
  if (addressused !== null || !isReference(partyid)) return party;
  return { ...party, addressused: await primaryAddress(db, partyid) };
}

async function insertParties(db: Executor, activity: Reference, parties: Party[]): Promise<void> {
  const { table, id } = activity;
  const rows = parties.map((party) => ({
    table: 'activityparty',
    id: randomUUID(),
    ownerId: null,
    businessUnitId: null,
    data: { ispartydeleted: false, ...party, activityid: { table, id } },
  }));
  await insertRows(db, rows);
}

/** The Regarding and Owner parties of an activity, which the server makes itself. */
function serverParties(data: RowData): Party[] {
  const { regardingobjectid = null, ownerid = null } = data;
  const all = [
    { participationtypemask: regardingMask, partyid: regardingobjectid, addressused: null },
    { participationtypemask: ownerMask, partyid: ownerid, addressused: null },
  ];
  return all.filter(({ partyid }) => partyid !== null);
}

async function deleteParties(
  db: Executor,
  activityId: string,
  which: 'given' | 'server' | 'all',
): Promise<void> {
  const mask = sql`(r.data->>'participationtypemask')::int`;
  const own = sql`${mask} in (${sql.lit(regardingMask)}, ${sql.lit(ownerMask)})`;
  const condition = { given: sql`not ${own}`, server: own, all: sql`true` }[which];
  await sql`delete from sandbox_dataverse.row r where r.table_name = 'activityparty'
    and ${refersTo('activityid', activityId)} and ${condition}`.execute(db);
}

async function readParty(context: Context, activity: string, item: Json): Promise<Party | null> {
  const { values } = await readChange(context, tableOf('activityparty'), item);
  const mask = values['participationtypemask'];
  if (mask === regardingMask || mask === ownerMask) return null;
  const masks = Object.values(tableOf(activity).partyLists);
  // Chat participants (12) and related parties (13) have no list of their own in every table.
  if (typeof mask !== 'number' || !(masks.includes(mask) || (masks.length > 0 && mask > 11))) {
    throw new DataverseError(
      'InvalidArgument',
      `participationtypemask ${textOf(mask)} is not valid for a party of '${activity}'.`,
    );
  }
  const { partyid = null, addressused = null } = values;
  if (partyid === null && addressused === null) {
    throw new DataverseError('InvalidArgument', 'A party needs partyid or addressused.');
  }
  return { ...values, partyid, addressused };
}

/** Replaces the parties a client gave; the server's own stay. */
export async function replaceParties(
  context: Context,
  activity: Reference,
  items: readonly Json[],
): Promise<void> {
  if (Object.keys(tableOf(activity.table).partyLists).length === 0) {
    throw new DataverseError('InvalidArgument', `'${activity.table}' has no parties to write.`);
  }
  const parties: Party[] = [];
  for (const item of items) {
    const party = await readParty(context, activity.table, item);
    if (party) parties.push(await withAddress(context.db, party));
  }
  await deleteParties(context.db, activity.id, 'given');
  await insertParties(context.db, activity, parties);
}

/** Makes the Regarding and Owner rows say what the activity says. */
export async function syncServerParties(
  db: Executor,
  activity: Reference,
  data: RowData,
): Promise<void> {
  await deleteParties(db, activity.id, 'server');
  await insertParties(db, activity, serverParties(data));
}

/** Stores the parties of an activity that was loaded, the server's own among them. */
export async function loadParties(
  db: Executor,
  activity: { reference: Reference; data: RowData; isNew: boolean },
  given: readonly Party[],
): Promise<void> {
  const { reference, data, isNew } = activity;
  if (!isNew) await deleteParties(db, reference.id, 'all');
  const parties: Party[] = [];
  for (const party of given) parties.push(await withAddress(db, party));
  await insertParties(db, reference, [...parties, ...serverParties(data)]);
}

/** The activity's collection of parties: `email_activity_parties`. */
export const partyCollection = (table: string): string => `${table}_activity_parties`;
