import { DataverseError } from '../errors.ts';
import type { Principal } from '../security/principal.ts';
import { privilegeId, privilegeNameOf, type Depth } from '../security/roles.ts';
import { jsonOf, requiredText } from './parameters.ts';
import { boundPrincipal } from './principal-access.ts';
import type { Operation } from './types.ts';

const depths = ['None', 'Basic', 'Local', 'Deep', 'Global'];
const noFilter = '00000000-0000-0000-0000-000000000000';

/** One `RolePrivilege` of an answer. */
export const rolePrivilege = (businessUnitId: string, name: string, depth: Depth): object => ({
  Depth: depths[depth],
  PrivilegeId: privilegeId(name),
  BusinessUnitId: businessUnitId,
  PrivilegeName: name,
  RecordFilterId: noFilter,
  RecordFilterUniqueName: '',
});

const listed = (user: Principal, names: readonly string[]): object[] =>
  names.flatMap((name) => {
    const depth = user.privileges.get(name);
    return depth ? [rolePrivilege(user.businessUnitId, name, depth)] : [];
  });

/** `RetrieveUserPrivileges`, `RetrieveTeamPrivileges`: everything that roles allow. */
const allPrivileges = (table: 'systemuser' | 'team'): Operation => ({
  method: 'GET',
  boundTo: table,
  run: async (context, call) => {
    const principal = await boundPrincipal(context, call);
    return { RolePrivileges: listed(principal, [...principal.privileges.keys()]) };
  },
});

export const retrieveUserPrivileges = allPrivileges('systemuser');
export const retrieveTeamPrivileges = allPrivileges('team');

/** `RetrieveUserPrivilegeByPrivilegeName(PrivilegeName=@p)`: one privilege, if the user has it. */
export const retrieveUserPrivilegeByName: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundPrincipal(context, call);
    return { RolePrivileges: listed(user, [requiredText(call, 'PrivilegeName')]) };
  },
};

/** `RetrieveUserPrivilegeByPrivilegeId(PrivilegeId=…)`. */
export const retrieveUserPrivilegeById: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundPrincipal(context, call);
    const name = privilegeNameOf(requiredText(call, 'PrivilegeId').toLowerCase());
    return { RolePrivileges: listed(user, name ? [name] : []) };
  },
};

/** `RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@p)`: those of the names the user has. */
export const retrieveUserSetOfPrivileges: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundPrincipal(context, call);
    const names = jsonOf(call, 'PrivilegeNames');
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
      throw new DataverseError('InvalidArgument', "'PrivilegeNames' must be an array of texts.");
    }
    return { RolePrivileges: listed(user, names) };
  },
};
