import {
  booleans,
  createOnly,
  guids,
  lookups,
  memos,
  noYes,
  picklist,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit, currency, imported, process } from '../common.ts';
import { table } from '../define.ts';

export const team = table({
  schemaName: 'Team',
  objectTypeCode: 9,
  primaryName: 'name',
  ownership: 'business',
  isConnectable: true,
  isChangeTracked: true,
  required: 'name businessunitid',
  filled: 'administratorid teamtype',
  initial: { teamtype: 0 },
  columns: {
    ...audit,
    ...imported,
    ...process,
    ...currency,
    ...texts({
      100: 'EMailAddress',
      160: 'Name YomiName',
    }),
    ...memos({ 2000: 'Description' }),
    ...guids('TeamId', createOnly),
    ...guids('OrganizationId', readOnly),
    ...booleans('IsDefault SystemManaged', false, noYes, readOnly),
    ...picklists(
      { TeamType: { 0: 'Owner', 1: 'Access', 2: 'AAD Security Group', 3: 'AAD Office Group' } },
      createOnly,
    ),
    ...lookups({ AdministratorId: 'systemuser', BusinessUnitId: 'businessunit', QueueId: 'queue' }),
    ...lookups(
      { RegardingObjectId: 'knowledgearticle opportunity', TeamTemplateId: 'teamtemplate' },
      createOnly,
    ),
    ...guids('AzureActiveDirectoryObjectId', createOnly),
    ...picklist(
      'MembershipType',
      { 0: 'Members and guests', 1: 'Members', 2: 'Owners', 3: 'Guests' },
      0,
      createOnly,
    ),
  },
  collections: {
    teammembership_association: {
      table: 'systemuser',
      through: { table: 'teammembership', from: 'teamid', to: 'systemuserid' },
    },
    teamroles_association: {
      table: 'role',
      through: { table: 'teamroles', from: 'teamid', to: 'roleid' },
    },
    teamprofiles_association: {
      table: 'fieldsecurityprofile',
      through: { table: 'teamprofiles', from: 'teamid', to: 'fieldsecurityprofileid' },
    },
  },
});
