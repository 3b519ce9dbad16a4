import { DataverseError } from '../errors.ts';
import type { Principal } from '../security/principal.ts';
import { privilegeId } from '../security/roles.ts';
import { boundUser } from './principal-access.ts';
import type { Operation } from './types.ts';

const depths = ['None', 'Basic', 'Local', 'Deep', 'Global'];

const rolePrivilege = (user: Principal, name: string, depth: number): object => ({
  Depth: depths[depth],
  PrivilegeId: privilegeId(name),
  BusinessUnitId: user.businessUnitId,
  PrivilegeName: name,
  RecordFilterId: '00000000-0000-0000-0000-000000000000',
  RecordFilterUniqueName: '',
});

/** `RetrieveUserPrivileges`: everything a user's roles allow. */
export const retrieveUserPrivileges: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundUser(context, call);
    const all = [...user.privileges].map(([name, depth]) => rolePrivilege(user, name, depth));
    return { RolePrivileges: all };
  },
};

/** `RetrieveUserPrivilegeByPrivilegeName(PrivilegeName=@p)`: one privilege, if the user has it. */
export const retrieveUserPrivilegeByName: Operation = {
  method: 'GET',
  boundTo: 'systemuser',
  run: async (context, call) => {
    const user = await boundUser(context, call);
    const name = call.parameters['PrivilegeName'];
    if (name?.kind !== 'string') {
      throw new DataverseError('InvalidArgument', "'PrivilegeName' must be a text.");
    }
    const depth = user.privileges.get(name.value);
    return { RolePrivileges: depth ? [rolePrivilege(user, name.value, depth)] : [] };
  },
};
