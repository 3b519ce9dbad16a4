import type { Context } from '../api/types.ts';
import { DataverseError, notFound } from '../errors.ts';
import { tableOf } from '../metadata/index.ts';
import { requireAccess, requirePrivilege } from '../security/access.ts';
import {
  addMissingPrivileges,
  dropPrivileges,
  privilegesOfRoots,
  rootOf,
  stampOf,
  touchRole,
} from '../security/role-store.ts';
import { privilegeNameOf, type Depth, type Privileges } from '../security/roles.ts';
import { findRow, type Row } from '../store/rows.ts';
import { boundRow, guidOf, listOf, requiredText } from './parameters.ts';
import { rolePrivilege } from './user-privileges.ts';
import type { Call, Operation } from './types.ts';

const depths = ['Basic', 'Local', 'Deep', 'Global'];

function readDepth(value: unknown): Depth {
  const index = typeof value === 'number' ? value : depths.indexOf(String(value));
  if (index >= 0 && index < depths.length) return (index + 1) as Depth;
  throw new DataverseError('InvalidPrivilegeDepth', `Invalid privilege depth '${String(value)}'.`);
}

function readPrivileges(body: Call['body']): Privileges {
  return new Map(
    listOf(body['Privileges'], 'Privileges').map((item): [string, Depth] => {
      const id = guidOf(item['PrivilegeId'], 'PrivilegeId');
      const name = privilegeNameOf(id);
      if (!name) throw notFound('privilege', id);
      return [name, readDepth(item['Depth'])];
    }),
  );
}

/** Only root roles are changed; their copies follow. */
async function writableRole(context: Context, role: Row): Promise<string> {
  await requireAccess(context.db, context.principals, 'Write', role);
  if (rootOf(role) === role.id) return role.id;
  throw new DataverseError(
    'RestrictInheritedRole',
    'The role is inherited from a parent business unit and cannot be changed.',
  );
}

/** `AddPrivilegesRole` and `ReplacePrivilegesRole`, bound to a role. */
const changing = (isReplacing: boolean): Operation => ({
  method: 'POST',
  boundTo: 'role',
  run: async (context, call) => {
    const id = await writableRole(context, boundRow(call));
    const privileges = readPrivileges(call.body);
    await dropPrivileges(context.db, id, isReplacing ? undefined : [...privileges.keys()]);
    await addMissingPrivileges(context.db, id, privileges);
    await touchRole(context.db, id);
    return undefined;
  },
});

export const addPrivilegesRole = changing(false);
export const replacePrivilegesRole = changing(true);

/** `RemovePrivilegeRole`, bound to a role: takes one privilege away. */
export const removePrivilegeRole: Operation = {
  method: 'POST',
  boundTo: 'role',
  run: async (context, call) => {
    const id = await writableRole(context, boundRow(call));
    const privilege = guidOf(call.body['PrivilegeId'], 'PrivilegeId');
    await dropPrivileges(context.db, id, [privilegeNameOf(privilege) ?? '']);
    await touchRole(context.db, id);
    return undefined;
  },
};

/** `RetrieveRolePrivilegesRole(RoleId=…)`: what a role, or the root of a copy, allows. */
export const retrieveRolePrivileges: Operation = {
  method: 'GET',
  run: async (context, call) => {
    requirePrivilege(context.principals, 'Read', tableOf('role'));
    const id = guidOf(requiredText(call, 'RoleId'), 'RoleId');
    const role = await findRow(context.db, ['role'], id);
    const root = role && (await findRow(context.db, ['role'], rootOf(role)));
    if (!root) throw notFound('role', id);
    const found = await privilegesOfRoots(context.db, [
      { rootId: root.id, rootStamp: stampOf(root) },
    ]);
    return {
      RolePrivileges: [...(found.get(root.id) ?? [])].map(([name, depth]) =>
        rolePrivilege(role.businessUnitId ?? '', name, depth),
      ),
    };
  },
};
