import { bigints, datetimes, entityNames, guids, integers, readOnly } from '../columns.ts';
import { table } from '../define.ts';

/** What users and teams were given on single rows; written by `GrantAccess` and its siblings. */
export const principalobjectaccess = table({
  schemaName: 'PrincipalObjectAccess',
  entitySet: 'principalobjectaccessset',
  collectionLabel: 'Principal Object Access',
  objectTypeCode: 11,
  ownership: 'organization',
  refuses: ['POST', 'PATCH', 'DELETE'],
  messages: [],
  columns: {
    ...guids('PrincipalObjectAccessId ObjectId PrincipalId', readOnly),
    ...entityNames('ObjectTypeCode PrincipalTypeCode', readOnly),
    ...integers('AccessRightsMask InheritedAccessRightsMask', readOnly),
    ...datetimes('ChangedOn', readOnly),
    ...bigints('VersionNumber', readOnly),
  },
});
