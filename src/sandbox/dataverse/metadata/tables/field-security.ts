import {
  bigints,
  booleans,
  createOnly,
  days,
  entityNames,
  guids,
  lookups,
  memos,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit } from '../common.ts';
import { table } from '../define.ts';
import { componentStates, permission } from '../option-sets.ts';

export const fieldsecurityprofile = table({
  schemaName: 'FieldSecurityProfile',
  objectTypeCode: 1200,
  primaryName: 'name',
  ownership: 'organization',
  required: 'name',
  columns: {
    ...audit,
    ...texts({ 100: 'Name' }),
    ...memos({ 2000: 'Description' }),
    ...days('OverwriteTime', readOnly),
    ...guids('FieldSecurityProfileId', createOnly),
    ...guids('FieldSecurityProfileIdUnique SolutionId SupportingSolutionId', readOnly),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({ ComponentState: componentStates }, readOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
  },
  collections: {
    lk_fieldpermission_fieldsecurityprofileid: {
      table: 'fieldpermission',
      via: 'fieldsecurityprofileid',
    },
    systemuserprofiles_association: {
      table: 'systemuser',
      through: { table: 'systemuserprofiles', from: 'fieldsecurityprofileid', to: 'systemuserid' },
    },
    teamprofiles_association: {
      table: 'team',
      through: { table: 'teamprofiles', from: 'fieldsecurityprofileid', to: 'teamid' },
    },
  },
});

export const fieldpermission = table({
  schemaName: 'FieldPermission',
  objectTypeCode: 1201,
  ownership: 'organization',
  privilege: 'FieldSecurityProfile',
  required: 'attributelogicalname entityname fieldsecurityprofileid',
  filled: 'cancreate canread canupdate',
  initial: { cancreate: 0, canread: 0, canupdate: 0 },
  columns: {
    ...texts({ 128: 'AttributeLogicalName' }, createOnly),
    ...bigints('VersionNumber', readOnly),
    ...days('OverwriteTime', readOnly),
    ...guids('FieldPermissionId', createOnly),
    ...guids('FieldPermissionIdUnique SolutionId SupportingSolutionId', readOnly),
    ...entityNames('EntityName', createOnly),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({ CanCreate: permission, CanRead: permission, CanUpdate: permission }),
    ...picklists({ ComponentState: componentStates }, readOnly),

    ...lookups(
      { FieldSecurityProfileId: 'fieldsecurityprofile' },
      { ...createOnly, onDelete: 'cascade' },
    ),
  },
});
