import { booleans, createOnly, guids, lookupOf, memos, states, texts } from '../columns.ts';
import { activityColumns, imported } from '../common.ts';
import { table } from '../define.ts';

export const phonecall = table({
  schemaName: 'PhoneCall',
  objectTypeCode: 4210,
  primaryName: 'subject',
  ownership: 'user',
  isActivity: true,
  hasNotes: true,
  isConnectable: true,
  isQueued: true,
  isChangeTracked: true,
  id: 'activityid',
  privilege: 'Activity',
  isSearched: true,
  partyLists: { From: 1, To: 2 },
  wanted: 'subject',
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({
      200: 'PhoneNumber Subject',
      250: 'Category Subcategory',
    }),
    ...memos({
      2000: 'Description',
      8192: 'ActivityAdditionalParams',
    }),
    ...guids('SubscriptionId', createOnly),
    ...booleans('DirectionCode', true, ['Incoming', 'Outgoing']),
    ...booleans('LeftVoiceMail', false),
    ...states({
      0: { label: 'Open', statuses: { 1: 'Open' } },
      1: { label: 'Completed', statuses: { 2: 'Made', 4: 'Received' } },
      2: { label: 'Canceled', statuses: { 3: 'Canceled' } },
    }),
    ...lookupOf('RegardingObjectId', 'hasActivities', {
      suffix: '_phonecall',
      onDelete: 'cascade',
    }),
  },
  collections: { phonecall_activity_parties: { table: 'activityparty', via: 'activityid' } },
});
