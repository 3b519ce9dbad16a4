import {
  change,
  booleans,
  createOnly,
  guids,
  integers,
  lookups,
  picklists,
  readOnly,
  states,
  texts,
  without,
} from '../columns.ts';
import { audit, owned, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { recordTypes } from '../option-sets.ts';

export const duplicaterule = table({
  schemaName: 'DuplicateRule',
  label: 'Duplicate Detection Rule',
  objectTypeCode: 4414,
  primaryName: 'name',
  ownership: 'user',
  hasNotes: true,
  required: 'name',
  filled: 'statuscode',
  wanted: 'baseentityname',
  columns: {
    ...without(owned, 'versionnumber'),
    ...timeZones,
    ...texts({
      160: 'Name',
      2000: 'Description',
    }),
    ...texts({ 160: 'BaseEntityName MatchingEntityName' }, createOnly),
    ...texts({ 50: 'BaseEntityMatchCodeTable MatchingEntityMatchCodeTable' }, readOnly),
    ...guids('DuplicateRuleId', createOnly),
    ...booleans('ExcludeInactiveRecords IsCaseSensitive', false, ['False', 'True']),
    ...picklists(
      { BaseEntityTypeCode: recordTypes, MatchingEntityTypeCode: recordTypes },
      readOnly,
    ),
    // Only PublishDuplicateRule and UnpublishDuplicateRule change the state.
    ...change(
      change(
        states({
          0: { label: 'Inactive', statuses: { 0: 'Unpublished', 1: 'Publishing' } },
          1: { label: 'Active', statuses: { 2: 'Published' } },
        }),
        'statecode',
        readOnly,
      ),
      'statuscode',
      createOnly,
    ),
  },
  collections: {
    DuplicateRule_DuplicateRuleConditions: {
      table: 'duplicaterulecondition',
      via: 'regardingobjectid',
    },
  },
});

export const duplicaterulecondition = table({
  schemaName: 'DuplicateRuleCondition',
  objectTypeCode: 4416,
  ownership: 'organization',
  privilege: 'DuplicateRule',
  required: 'baseattributename',
  wanted: 'owningbusinessunit owninguser',
  columns: {
    ...without(audit, 'versionnumber'),
    ...texts({ 50: 'BaseAttributeName MatchingAttributeName' }),
    ...integers('OperatorParam', { min: 1 }),
    ...guids('DuplicateRuleConditionId', createOnly),
    ...guids('OwningBusinessUnit OwningUser', readOnly),
    ...booleans('IgnoreBlankValues', false, ['False', 'True']),
    ...picklists({
      OperatorCode: {
        0: 'Exact Match',
        1: 'Same First Characters',
        2: 'Same Last Characters',
        3: 'Same Date',
        4: 'Same Date and Time',
        5: 'Exact Match (Pick List Label)',
        6: 'Exact Match (Pick List Value)',
      },
    }),

    ...lookups({ RegardingObjectId: 'duplicaterule' }, { ...createOnly, onDelete: 'cascade' }),
  },
});
