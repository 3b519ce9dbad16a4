import {
  booleans,
  createOnly,
  days,
  entityImage,
  guids,
  lookupOf,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  activeOrInactive,
  texts,
} from '../columns.ts';
import { currency, imported, owned } from '../common.ts';
import { table } from '../define.ts';
import { recordTypes } from '../option-sets.ts';

export const connection = table({
  schemaName: 'Connection',
  objectTypeCode: 3234,
  primaryName: 'name',
  ownership: 'user',
  isChangeTracked: true,
  wanted: 'name relatedconnectionid',
  columns: {
    ...owned,
    ...imported,
    ...currency,
    ...entityImage,
    ...texts({ 500: 'Name' }, readOnly),
    ...memos({ 2000: 'Description' }),
    ...days('EffectiveEnd EffectiveStart'),
    ...guids('ConnectionId', createOnly),
    ...booleans('IsMaster', false, noYes, readOnly),
    ...picklists(
      { Record1ObjectTypeCode: recordTypes, Record2ObjectTypeCode: recordTypes },
      readOnly,
    ),
    ...lookups({ Record1RoleId: 'connectionrole', Record2RoleId: 'connectionrole' }),
    ...lookups({ RelatedConnectionId: 'connection' }, readOnly),
    ...activeOrInactive,
    ...lookupOf('Record1Id', 'isConnectable', { onDelete: 'cascade' }),
    ...lookupOf('Record2Id', 'isConnectable', { onDelete: 'cascade' }),
  },
  collections: {
    connection_related_connection: { table: 'connection', via: 'relatedconnectionid' },
  },
});
