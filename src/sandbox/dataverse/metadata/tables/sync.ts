import {
  booleans,
  createOnly,
  days,
  guids,
  lookups,
  memos,
  picklists,
  readOnly,
  texts,
} from '../columns.ts';
import { audit } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';
import type { Columns } from '../types.ts';

const solution: Columns = {
  ...guids('SolutionId SupportingSolutionId', readOnly),
  ...days('OverwriteTime', readOnly),
  ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
  ...picklists({ ComponentState: componentStates }, readOnly),
};

const directions = { 0: 'None', 1: 'ToExchange', 2: 'ToCRM', 3: 'Bidirectional' };

/** Which column of a row is which of an Outlook item, and which way it is copied. */
export const syncattributemapping = table({
  schemaName: 'SyncAttributeMapping',
  entitySet: 'syncattributemappings',
  label: 'Sync Attribute Mapping',
  objectTypeCode: 1401,
  ownership: 'organization',
  privilege: 'SyncAttributeMappingProfile',
  primaryName: 'mappingname',
  columns: {
    ...solution,
    ...guids('SyncAttributeMappingId', createOnly),
    ...guids('SyncAttributeMappingIdUnique', readOnly),
    ...texts({
      100: 'AttributeCRMName AttributeExchangeName MappingName',
      500: 'ComputedProperties',
    }),
    ...booleans('IsComputed', false, ['No', 'Yes'], readOnly),
    ...picklists({
      AllowedSyncDirection: directions,
      DefaultSyncDirection: directions,
      SyncDirection: directions,
    }),
    ...lookups({
      ParentSyncAttributeMappingId: 'syncattributemapping',
      SyncAttributeMappingProfileId: 'syncattributemappingprofile',
    }),
  },
  collections: {
    syncattributemapping_syncattributemapping_parentsyncattributemappingid: {
      table: 'syncattributemapping',
      via: 'parentsyncattributemappingid',
    },
  },
});

/** The mappings in force for users or teams. */
export const syncattributemappingprofile = table({
  schemaName: 'SyncAttributeMappingProfile',
  label: 'Sync Attribute Mapping Profile',
  objectTypeCode: 1400,
  primaryName: 'name',
  ownership: 'organization',
  columns: {
    ...audit,
    ...solution,
    ...guids('SyncAttributeMappingProfileId', createOnly),
    ...guids('SyncAttributeMappingProfileIdUnique', readOnly),
    ...texts({ 100: 'Name' }),
    ...memos({ 2000: 'Description' }),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
  },
  collections: {
    syncattributemappingprofile_syncattributemapping: {
      table: 'syncattributemapping',
      via: 'syncattributemappingprofileid',
    },
  },
});
