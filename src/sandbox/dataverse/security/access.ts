import { sql, type RawBuilder } from 'kysely';
import { DataverseError } from '../errors.ts';
import { storedIn, tableOf, type Table } from '../metadata/index.ts';
import { isReference, type Executor, type Row } from '../store/rows.ts';
import { depthOf, principalText, type Principal } from './principal.ts';
import { bitOf } from './rights-mask.ts';
import { privilegeId, privilegeName, verbs, type Depth, type Verb } from './roles.ts';

/** Whose rights count: the user, and with impersonation the caller too (the intersection). */
export type Principals = readonly [Principal, ...Principal[]];

const uuids = (ids: Iterable<string>): RawBuilder<unknown> =>
  sql.join([...ids].map((id) => sql`${id}::uuid`));

/** Condition: the row is shared with the principal or a team of it, with that right. */
const isShared = (
  { ownerIds }: Principal,
  verb: Verb,
  row: RawBuilder<unknown>,
): RawBuilder<boolean> =>
  sql`${row}.id in (select (s.data->>'objectid')::uuid from sandbox_dataverse.row s
    where s.table_name = 'principalobjectaccess'
      and s.data->>'principalid' in (${sql.join([...ownerIds])})
      and ((s.data->>'accessrightsmask')::int | (s.data->>'inheritedaccessrightsmask')::int)
        & ${sql.lit(bitOf(verb))} <> 0)`;

/** Whose rows and the rows of which business units the grants of a privilege reach. */
function scope(
  principal: Principal,
  privilege: string,
): { owners: Set<string>; units: Set<string> } {
  const owners = new Set<string>();
  const units = new Set<string>();
  for (const grant of principal.grants) {
    const depth: Depth = grant.privileges.get(privilege) ?? 0;
    if (depth > 0) for (const id of grant.basicOwnerIds) owners.add(id);
    if (depth === 2) units.add(grant.businessUnitId);
    if (depth === 3) for (const id of grant.businessUnitIds) units.add(id);
  }
  return { owners, units };
}

/** The rows (by alias `row`) of a table that a principal's privilege reaches. */
function reach(
  principal: Principal,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const depth = depthOf(principal, verb, table.privilege);
  if (depth === 0) return sql`false`;
  const isEverywhere = depth === 4 || !['user', 'business'].includes(table.ownership);
  if (isEverywhere) return sql`true`;
  const { owners, units } = scope(principal, privilegeName(verb, table.privilege));
  const conditions = [
    sql<boolean>`${row}.owner_id in (${uuids(owners)})`,
    ...(units.size > 0 ? [sql<boolean>`${row}.business_unit_id in (${uuids(units)})`] : []),
    ...(verb === 'Create' || table.ownership !== 'user' ? [] : [isShared(principal, verb, row)]),
  ];
  return sql`(${sql.join(conditions, sql` or `)})`;
}

const r = sql.raw('r');

/** The look-up by which rows without an owner belong to another, whose rights count. */
const parentColumns = ['activityid', 'parentid'];

const parentColumn = (table: Table): string | undefined =>
  table.ownership === 'none' ? parentColumns.find((name) => name in table.columns) : undefined;

/** Whether rows have no owner but follow the row they belong to: parties, attachments, addresses. */
export const isPart = (table: Table): boolean => parentColumn(table) !== undefined;

function followsParent(
  principal: Principal,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown>,
): RawBuilder<boolean> {
  const column = parentColumn(table) ?? '';
  const targets = new Set(Object.values(table.columns[column]?.navigation ?? {}));
  const rights = [...targets].map((name) => {
    const target = tableOf(name);
    return sql`(p.table_name in (${sql.join([...storedIn(target)])})
      and ${reach(principal, verb, target, sql.raw('p'))})`;
  });
  if (rights.length === 0) return sql`false`;
  return sql`exists (select 1 from sandbox_dataverse.row p
    where p.id = (${row}.data->${sql.lit(column)}->>'id')::uuid
      and (${sql.join(rights, sql` or `)}))`;
}

/**
 * SQL condition: the rows all principals may `verb`: by depth of their roles and their teams'
 * roles, ownership, and shares. Never throws; no privilege is `false`.
 */
export function accessible(
  principals: Principals,
  verb: Verb,
  table: Table,
  row: RawBuilder<unknown> = r,
): RawBuilder<boolean> {
  const condition = isPart(table) ? followsParent : reach;
  const all = principals.map((principal) => condition(principal, verb, table, row));
  return sql`(${sql.join(all, sql` and `)})`;
}

const missingPrivilege = (lacking: Principal, caller: Principal, name: string, of: string) =>
  new DataverseError(
    'PrivilegeDenied',
    `${principalText(lacking)}, is missing ${name} privilege (Id=${privilegeId(name)})${of}. ` +
      `context.Caller=${caller.id}`,
  );

/** Throws `PrivilegeDenied` where a principal lacks a privilege at any depth. */
export function requirePrivilege(principals: Principals, verb: Verb, table: Table): void {
  const lacking = principals.find((p) => depthOf(p, verb, table.privilege) === 0);
  if (!lacking) return;
  throw missingPrivilege(
    lacking,
    principals[0],
    privilegeName(verb, table.privilege),
    ` on OTC=${table.objectTypeCode} for entity '${table.name}' (LocalizedName='${table.label}')`,
  );
}

/** Throws `PrivilegeDenied` where a principal lacks a privilege that is of no table. */
export function requireNamedPrivilege(principals: Principals, name: string): void {
  const lacking = principals.find(({ privileges }) => !privileges.has(name));
  if (lacking) throw missingPrivilege(lacking, principals[0], name, '');
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
  const owner = row.data['ownerid'];
  const ownerType = isReference(owner) && owner.table === 'team' ? 9 : 8;
  throw new DataverseError(
    'unManagedIdsAccessDenied',
    `SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: ${row.id}, ` +
      `OwnerId: ${row.ownerId ?? ''}, OwnerIdType: ${ownerType} and ` +
      `CallingUser: ${principals[0].id}. ObjectTypeCode: ${table.objectTypeCode}, ` +
      `objectBusinessUnitId: ${row.businessUnitId ?? ''}, AccessRights: ${verb}Access `,
  );
}

/** The rights all principals have on one row. */
export async function accessRights(
  db: Executor,
  principals: Principals,
  row: Row,
): Promise<Verb[]> {
  const table = tableOf(row.table);
  const conditions = verbs.map(
    (verb) => sql`${accessible(principals, verb, table)} as ${sql.ref(verb)}`,
  );
  const found = await sql<Record<Verb, boolean>>`select ${sql.join(conditions)}
    from sandbox_dataverse.row r
    where r.table_name = ${row.table} and r.id = ${row.id}::uuid`.execute(db);
  const held = found.rows[0];
  return verbs.filter((verb) => held?.[verb]);
}
