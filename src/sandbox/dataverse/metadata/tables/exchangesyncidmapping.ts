import {
  bigints,
  booleans,
  createOnly,
  datetimes,
  guids,
  integers,
  lookup,
  lookups,
  readOnly,
  texts,
} from '../columns.ts';
import { table } from '../define.ts';

export const exchangesyncidmapping = table({
  schemaName: 'ExchangeSyncIdMapping',
  objectTypeCode: 4120,
  ownership: 'user',
  columns: {
    ...texts({
      1024: 'ExchangeEntryId',
      2048: 'LastSyncError',
    }),
    ...integers(`
      FromCrmChangeType LastSyncErrorCode ObjectTypeCode Retries ToCrmChangeType UserDecision
    `),
    ...bigints('VersionNumber', readOnly),
    ...datetimes('LastSyncErrorOccurredOn'),
    ...datetimes('CreatedOn ModifiedOn', readOnly),
    ...guids('ExchangeSyncIdmappingId', createOnly),
    ...guids('ObjectId'),
    ...booleans('IsDeletedInExchange IsUnlinkedInCRM', false),
    ...lookups(
      { OwningBusinessUnit: 'businessunit', OwningTeam: 'team', OwningUser: 'systemuser' },
      readOnly,
    ),
    ...lookup(
      'OwnerId',
      { ownerid: 'systemuser' },
      { ...createOnly, targets: ['systemuser', 'team'], requiredLevel: 'system' },
    ),
    ...texts({ 2048: 'ItemSubject' }),
  },
});
