import { sql, type RawBuilder } from 'kysely';
import { uuidV5 } from '../../../lib/uuid-v5.ts';
import { activityNames } from '../metadata/index.ts';
import {
  findRow,
  isReference,
  refersTo,
  type Executor,
  type Reference,
  type Row,
} from '../store/rows.ts';
import { everyRight } from './rights-mask.ts';

/** One row of `principalobjectaccess`: what a user or team was given on a row. */
export interface Share {
  principal: Reference;
  /** Given on the row itself. */
  mask: number;
  /** Come down from the row an activity is regarding. */
  inherited: number;
}

const namespace = '0d5a7d3e-51d0-4f2c-9a44-5a4db0c50de2';
const shareId = (object: Reference, principal: Reference): string =>
  uuidV5(namespace, `${object.table}/${object.id} ${principal.id}`);

/** Condition on `r`: shares of a row. */
const sharesOf = (objectId: string): RawBuilder<boolean> =>
  sql`r.table_name = 'principalobjectaccess' and (r.data->>'objectid')::uuid = ${objectId}::uuid`;

interface Stored {
  principalId: string;
  principalTable: string;
  mask: number;
  inherited: number;
}

/** With whom a row is shared, and how. */
export async function listShares(db: Executor, objectId: string): Promise<Share[]> {
  const { rows } = await sql<Stored>`select r.data->>'principalid' as "principalId",
      r.data->>'principaltypecode' as "principalTable",
      (r.data->>'accessrightsmask')::int as mask,
      (r.data->>'inheritedaccessrightsmask')::int as inherited
    from sandbox_dataverse.row r where ${sharesOf(objectId)} order by r.version`.execute(db);
  return rows.map(({ principalId, principalTable, mask, inherited }) => ({
    principal: { table: principalTable, id: principalId },
    mask,
    inherited,
  }));
}

async function store(db: Executor, object: Reference, share: Share, now: Date): Promise<void> {
  const id = shareId(object, share.principal);
  if ((share.mask | share.inherited) === 0) {
    await sql`delete from sandbox_dataverse.row
      where table_name = 'principalobjectaccess' and id = ${id}::uuid`.execute(db);
    return;
  }
  const data = {
    objectid: object.id,
    objecttypecode: object.table,
    principalid: share.principal.id,
    principaltypecode: share.principal.table,
    accessrightsmask: share.mask,
    inheritedaccessrightsmask: share.inherited,
    changedon: now.toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  await sql`insert into sandbox_dataverse.row (table_name, id, data)
    values ('principalobjectaccess', ${id}::uuid, ${JSON.stringify(data)}::jsonb)
    on conflict (table_name, id) do update
      set data = excluded.data, version = nextval('sandbox_dataverse.version')`.execute(db);
}

const shareOf = async (db: Executor, object: Reference, principal: Reference): Promise<Share> =>
  (await listShares(db, object.id)).find((share) => share.principal.id === principal.id) ?? {
    principal,
    mask: 0,
    inherited: 0,
  };

async function activitiesOf(db: Executor, id: string): Promise<Reference[]> {
  const { rows } = await sql<Reference>`select r.table_name as "table", r.id::text as id
    from sandbox_dataverse.row r where r.table_name in (${sql.join([...activityNames])})
      and ${refersTo('regardingobjectid', id)}`.execute(db);
  return rows;
}

/**
 * Sets what a principal is given on a row; the activities regarding it follow (the relation is
 * parental: shares cascade). A mask of 0 takes the share away.
 */
export async function setShare(
  db: Executor,
  object: Reference,
  principal: Reference,
  mask: number,
  now: Date,
): Promise<void> {
  const share = { ...(await shareOf(db, object, principal)), mask };
  await store(db, object, share, now);
  for (const activity of await activitiesOf(db, object.id)) {
    const below = await shareOf(db, activity, principal);
    await store(db, activity, { ...below, inherited: mask | share.inherited }, now);
  }
}

/** Adds rights to what a principal is given already. */
export async function addShare(
  db: Executor,
  object: Reference,
  principal: Reference,
  mask: number,
  now: Date,
): Promise<void> {
  const share = await shareOf(db, object, principal);
  await setShare(db, object, principal, share.mask | mask, now);
}

/** What an activity inherits from the row it is regarding: its shares, and its owner's access. */
async function inheritance(db: Executor, activity: Row): Promise<Share[]> {
  const regarding = activity.data['regardingobjectid'];
  if (!isReference(regarding)) return [];
  const parent = await findRow(db, [regarding.table], regarding.id);
  const owner = parent?.data['ownerid'];
  const shares = (await listShares(db, regarding.id)).map(({ principal, mask, inherited }) => ({
    principal,
    mask: 0,
    inherited: mask | inherited,
  }));
  const isForeign = isReference(owner) && owner.id !== activity.ownerId;
  return isForeign ? [...shares, { principal: owner, mask: 0, inherited: everyRight }] : shares;
}

/** After an activity was made regarding a row, or regarding another: inherited shares anew. */
export async function inheritShares(db: Executor, activity: Row, now: Date): Promise<void> {
  const inherited = await inheritance(db, activity);
  const before = await listShares(db, activity.id);
  const object = { table: activity.table, id: activity.id };
  const principals = new Map(
    [...before, ...inherited].map(({ principal }) => [principal.id, principal]),
  );
  for (const [id, principal] of principals) {
    const own = before.find((share) => share.principal.id === id);
    const masks = inherited.filter((share) => share.principal.id === id);
    const mask = masks.reduce((sum, share) => sum | share.inherited, 0);
    await store(db, object, { principal, mask: own?.mask ?? 0, inherited: mask }, now);
  }
}

/** A deleted row is shared with nobody. */
export async function forgetShares(db: Executor, objectId: string): Promise<void> {
  await sql`delete from sandbox_dataverse.row r where ${sharesOf(objectId)}`.execute(db);
}
