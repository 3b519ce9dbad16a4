import { sql, type RawBuilder } from 'kysely';
import { DataverseError } from '../errors.ts';
import { activityNames, tableOf, type Table } from '../metadata/index.ts';
import type { Executor, Row } from '../store/rows.ts';
import { depthOf, type Principal } from './principal.ts';
import { privilegeId, privilegeName, verbs, type Verb } from './roles.ts';

/** Whose rights count: the user, and with impersonation the caller too (the intersection). */
export type Principals = readonly [Principal, ...Principal[]];

const uuids = (ids: readonly string[]): RawBuilder<unknown> =>
  sql.join(ids.map((id) => sql`${id}::uuid`));

/** The rows (by alias `row`) of a table that a principal's privilege reaches. */
function reach(
  principal: Principal,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const depth = depthOf(principal, verb, table.privilege);
  if (depth === 0) return sql`false`;
  if (depth === 4 || table.ownership === 'organization') return sql`true`;
  if (depth === 3) return sql`${row}.business_unit_id in (${uuids(principal.businessUnitIds)})`;
  if (depth === 2) return sql`${row}.business_unit_id = ${principal.businessUnitId}::uuid`;
  return sql`${row}.owner_id in (${uuids(principal.ownerIds)})`;
}

const r = sql.raw('r');

/** Rows without an owner (parties, attachments) follow the activity they belong to. */
function followsActivity(
  principal: Principal,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const rights = reach(principal, verb, table, sql.raw('p'));
  return sql`exists (select 1 from sandbox_dataverse.row p
    where p.id = (${row}.data->'activityid'->>'id')::uuid
      and p.table_name in (${sql.join(activityNames)}) and ${rights})`;
}

/** SQL condition: the rows all principals may `verb`. Never throws; no privilege is `false`. */
export function accessible(
  principals: Principals,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown> = r,
): RawBuilder<boolean> {
  const condition = table.ownership === 'none' ? followsActivity : reach;
  const all = principals.map((principal) => condition(principal, verb, table, row));
  return sql`(${sql.join(all, sql` and `)})`;
}

/** Throws `PrivilegeDenied` where a principal lacks a privilege at any depth. */
export function requirePrivilege(principals: Principals, verb: Verb, table: Table): void {
  const lacking = principals.find((p) => depthOf(p, verb, table.privilege) === 0);
  if (!lacking) return;
  const name = privilegeName(verb, table.privilege);
  throw new DataverseError(
    'PrivilegeDenied',
    `Principal user (Id=${lacking.id}, type=8, roleCount=${lacking.roles.length}, ` +
      `privilegeCount=${lacking.privileges.size}, accessMode=0), is missing ${name} privilege ` +
      `(Id=${privilegeId(name)}) on OTC=${table.objectTypeCode} for entity '${table.name}' ` +
      `(LocalizedName='${table.label}'). context.Caller=${principals[0].id}`,
  );
}

async function holds(db: Executor, row: Row, condition: RawBuilder<boolean>): Promise<boolean> {
  const found = await sql`select 1 from sandbox_dataverse.row r
    where r.table_name = ${row.table} and r.id = ${row.id}::uuid and ${condition}`.execute(db);
  return found.rows.length > 0;
}

/** Throws `PrivilegeDenied` (no privilege) or `unManagedIdsAccessDenied` (not on this row). */
export async function requireAccess(
  db: Executor,
  principals: Principals,
  verb: Verb,
  row: Row,
): Promise<void> {
  const table = tableOf(row.table);
  requirePrivilege(principals, verb, table);
  if (await holds(db, row, accessible(principals, verb, table))) return;
  throw new DataverseError(
    'unManagedIdsAccessDenied',
    `SecLib::AccessCheckEx failed. ObjectID: ${row.id}, OwnerId: ${row.ownerId ?? ''}, ` +
      `CallingUser: ${principals[0].id}. ObjectTypeCode: ${table.objectTypeCode}, ` +
      `objectBusinessUnitId: ${row.businessUnitId ?? ''}, AccessRights: ${verb}Access`,
  );
}

/** The rights principals have on one row, as `ReadAccess`, `WriteAccess`, … */
export async function accessRights(
  db: Executor,
  principals: Principals,
  row: Row,
): Promise<string[]> {
  const table = tableOf(row.table);
  const rights: string[] = [];
  for (const verb of verbs) {
    if (await holds(db, row, accessible(principals, verb, table))) rights.push(`${verb}Access`);
  }
  return rights;
}
