import { sql } from 'kysely';
import { rootBusinessUnitId } from '../fixed-ids.ts';
import {
  findRow,
  findRows,
  insertMissing,
  insertRow,
  textOf,
  type Executor,
  type Row,
} from '../store/rows.ts';
import { isoSeconds } from '../write/values.ts';
import { bitOf } from './rights-mask.ts';
import { addMissingPrivileges, newStamp, rootOf, touchRole } from './role-store.ts';
import {
  privilegeId,
  privilegeNames,
  privilegesOf,
  roleCopyId,
  roleId,
  roleNames,
  verbs,
  type Verb,
} from './roles.ts';

const verbOf = (name: string): Verb | undefined =>
  [...verbs].reverse().find((verb) => name.startsWith(`prv${verb}`));

function privilegeRow(name: string): { id: string; data: Row['data'] } {
  const verb = verbOf(name);
  const isDeep = verb !== undefined;
  return {
    id: privilegeId(name),
    data: {
      name,
      accessright: verb ? bitOf(verb) : 0,
      canbebasic: isDeep,
      canbelocal: isDeep,
      canbedeep: isDeep,
      canbeglobal: true,
    },
  };
}

interface NewRole {
  id: string;
  name: string;
  businessUnitId: string;
  rootId: string;
  /** Of a copy: the role of the business unit above. */
  parentId?: string;
}

const reference = (id: string) => ({ table: 'role', id });

/** Roles that every organisation is delivered with, by what Microsoft calls their templates. */
const templates: Record<string, string> = {
  'System Administrator': '627090ff-40a3-4053-8790-584edc5be201',
};

const templateOf = (name: string) => {
  const id = templates[name];
  return id === undefined ? {} : { roletemplateid: { table: 'roletemplate', id } };
};

/** Adds a role, unless it is there. */
async function insertRole(db: Executor, now: Date, role: NewRole): Promise<boolean> {
  const at = isoSeconds(now);
  return insertRow(db, {
    table: 'role',
    id: role.id,
    ownerId: null,
    businessUnitId: role.businessUnitId,
    data: {
      name: role.name,
      businessunitid: { table: 'businessunit', id: role.businessUnitId },
      parentroleid: role.parentId ? reference(role.parentId) : null,
      parentrootroleid: reference(role.rootId),
      isinherited: 1,
      ...templateOf(role.name),
      ...newStamp(),
      createdon: at,
      modifiedon: at,
    },
  });
}

/** The roles that always have every privilege, also of tables that come later. */
const administrators = new Set(['System Administrator', 'Regarding Service']);

/** Privileges and the roles of the root business unit, with what they allow as delivered. */
export async function seedRoles(db: Executor, now: Date): Promise<void> {
  await insertMissing(db, 'privilege', privilegeNames().map(privilegeRow));
  for (const name of roleNames) {
    const id = roleId(name);
    const role = { id, name, businessUnitId: rootBusinessUnitId, rootId: id };
    const isNew = await insertRole(db, now, role);
    const isBare = isNew || !(await hasPrivileges(db, id));
    if (!isBare && !administrators.has(name)) continue;
    await addMissingPrivileges(db, id, privilegesOf([name]));
    if (!isNew) await touchRole(db, id);
  }
}

async function hasPrivileges(db: Executor, rootId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sandbox_dataverse.row r
    where r.table_name = 'roleprivileges' and r.data->'roleid'->>'id' = ${rootId}
    limit 1`.execute(db);
  return rows.length > 0;
}

const isRoot = (role: Row): boolean => rootOf(role) === role.id;

/** The id of a root role's copy in a business unit; the root itself in its own. */
const copyIdOf = (root: Row, businessUnitId: string): string => {
  if (root.businessUnitId === businessUnitId) return root.id;
  const name = textOf(root.data['name']);
  return roleCopyId(root.id === roleId(name) ? name : root.id, businessUnitId);
};

/** Every root role has a copy in every business unit; a new one of either gets its copies. */
async function copyRole(db: Executor, now: Date, root: Row, unit: string, parent: string) {
  const id = copyIdOf(root, unit);
  if (id === root.id) return;
  const name = textOf(root.data['name']);
  const parentId = copyIdOf(root, parent);
  await insertRole(db, now, { id, name, businessUnitId: unit, rootId: root.id, parentId });
}

/** Copies all roles into a business unit below `parent`. */
export async function copyRolesInto(
  db: Executor,
  now: Date,
  unit: string,
  parent: string,
): Promise<void> {
  const roles = await findRows(db, sql`r.table_name = 'role'`);
  for (const root of roles.filter(isRoot)) await copyRole(db, now, root, unit, parent);
}

/** Makes a new role a root role and copies it into the other business units. */
export async function completeNewRole(db: Executor, now: Date, roleRowId: string): Promise<void> {
  const root = JSON.stringify({ parentrootroleid: reference(roleRowId), ...newStamp() });
  await sql`update sandbox_dataverse.row set data = data || ${root}::jsonb
    where table_name = 'role' and id = ${roleRowId}::uuid`.execute(db);
  const role = await findRow(db, ['role'], roleRowId);
  const units = await findRows(db, sql`r.table_name = 'businessunit'`);
  for (const unit of units) {
    if (role) await copyRole(db, now, role, unit.id, role.businessUnitId ?? unit.id);
  }
}

/** The role of that name in a business unit. */
export const roleIn = (name: string, businessUnitId: string): string =>
  businessUnitId === rootBusinessUnitId ? roleId(name) : roleCopyId(name, businessUnitId);
