import {
  booleans,
  createOnly,
  entityNames,
  guids,
  integers,
  lookups,
  memos,
  noYes,
  readOnly,
  activeOrInactive,
  picklists,
  texts,
  unlimited,
} from '../columns.ts';
import { audit, owned } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';
import type { Columns } from '../types.ts';

/** What views of everybody and of one person have in common. */
const view: Columns = {
  ...texts({ 200: 'Name' }),
  ...memos({ 2000: 'Description' }),
  ...memos({ [unlimited]: 'FetchXml LayoutXml LayoutJson ColumnSetXml' }),
  ...memos({ [unlimited]: 'OfflineSqlQuery' }, readOnly),
  ...memos({ 4000: 'ConditionalFormatting AdvancedGroupBy' }),
  ...integers('QueryType'),
  ...entityNames('ReturnedTypeCode', createOnly),
  ...activeOrInactive,
};

/** Views of everybody: "Active Contacts". */
export const savedquery = table({
  schemaName: 'SavedQuery',
  entitySet: 'savedqueries',
  label: 'View',
  objectTypeCode: 1039,
  primaryName: 'name',
  ownership: 'organization',
  privilege: 'Query',
  required: 'name returnedtypecode querytype',
  initial: { isdefault: false, isquickfindquery: false, querytype: 0, componentstate: 0 },
  columns: {
    ...audit,
    ...view,
    ...guids('SavedQueryId', createOnly),
    ...guids('SavedQueryIdUnique SolutionId', readOnly),
    ...texts({ 48: 'IntroducedVersion' }, createOnly),
    ...booleans('IsCustom IsDefault IsQuickFindQuery IsUserDefined', false),
    ...booleans('IsPrivate', false, noYes, readOnly),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...texts({ 100: 'QueryAPI' }),
    ...picklists({ ComponentState: componentStates }, readOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
  },
});

/** Views somebody made for themself. */
export const userquery = table({
  schemaName: 'UserQuery',
  entitySet: 'userqueries',
  label: 'Saved View',
  objectTypeCode: 4230,
  primaryName: 'name',
  ownership: 'user',
  privilege: 'UserQuery',
  required: 'name returnedtypecode querytype fetchxml',
  initial: { querytype: 0 },
  columns: {
    ...owned,
    ...view,
    ...guids('UserQueryId', createOnly),
    ...lookups({ ParentQueryId: 'savedquery' }),
  },
});
