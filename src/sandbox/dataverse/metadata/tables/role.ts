import {
  bigints,
  booleans,
  createOnly,
  days,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  picklist,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit, imported } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';

export const role = table({
  schemaName: 'Role',
  label: 'Security Role',
  objectTypeCode: 1036,
  primaryName: 'name',
  ownership: 'business',
  isChangeTracked: true,
  refuses: ['DELETE'],
  required: 'businessunitid name',
  columns: {
    ...audit,
    ...imported,
    ...texts({ 100: 'Name' }),
    ...days('OverwriteTime', readOnly),
    ...guids('RoleId', createOnly),
    ...guids('OrganizationId RoleIdUnique SolutionId SupportingSolutionId', readOnly),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({ ComponentState: componentStates }, readOnly),
    ...lookups({ BusinessUnitId: 'businessunit' }, createOnly),
    ...lookups(
      { ParentRoleId: 'role', ParentRootRoleId: 'role', RoleTemplateId: 'roletemplate' },
      readOnly,
    ),
    ...memos({ 2000: 'Description' }),
    ...picklist(
      'IsInherited',
      { 0: 'Team privileges only', 1: 'Direct User (Basic) access level and Team privileges' },
      1,
    ),
  },
  collections: {
    systemuserroles_association: {
      table: 'systemuser',
      through: { table: 'systemuserroles', from: 'roleid', to: 'systemuserid' },
    },
    teamroles_association: {
      table: 'team',
      through: { table: 'teamroles', from: 'roleid', to: 'teamid' },
    },
    roleprivileges_association: {
      table: 'privilege',
      through: { table: 'roleprivileges', from: 'roleid', to: 'privilegeid' },
    },
    role_parent_role: { table: 'role', via: 'parentroleid' },
    role_parent_root_role: { table: 'role', via: 'parentrootroleid' },
  },
});

export const privilege = table({
  schemaName: 'Privilege',
  objectTypeCode: 1023,
  primaryName: 'name',
  ownership: 'organization',
  refuses: ['POST', 'PATCH', 'DELETE'],
  privilege: 'Role',
  filled: 'privilegerowid',
  columns: {
    ...texts({ 256: 'Name' }),
    ...texts({ 48: 'IntroducedVersion' }, createOnly),
    ...integers('AccessRight'),
    ...bigints('VersionNumber', readOnly),
    ...days('OverwriteTime', readOnly),
    ...guids('PrivilegeId PrivilegeRowId', createOnly),
    ...guids('SolutionId SupportingSolutionId', readOnly),
    ...booleans(
      `
      CanBeBasic CanBeDeep CanBeEntityReference CanBeGlobal CanBeLocal
      CanBeParentEntityReference
    `,
      false,
    ),
    ...booleans('IsDisabledWhenIntegrated', false, noYes, readOnly),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({ ComponentState: componentStates }, readOnly),
  },
  collections: {
    roleprivileges_association: {
      table: 'role',
      through: { table: 'roleprivileges', from: 'privilegeid', to: 'roleid' },
    },
  },
});
