import { booleans, lookupOf, memos, states, texts } from '../columns.ts';
import { activityColumns, imported } from '../common.ts';
import { table } from '../define.ts';

export const serviceappointment = table({
  schemaName: 'ServiceAppointment',
  label: 'Service Activity',
  collectionLabel: 'Service Activities',
  objectTypeCode: 4214,
  id: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  privilege: 'Activity',
  isActivity: true,
  hasNotes: true,
  isConnectable: true,
  isQueued: true,
  partyLists: { Customers: 11, Resources: 10 },
  required: 'scheduledstart scheduledend',
  wanted: 'subject',
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({ 200: 'Subject', 250: 'Category Subcategory', 500: 'Location' }),
    ...memos({ 2000: 'Description' }),
    ...booleans('IsAllDayEvent', false),
    ...lookupOf('RegardingObjectId', 'hasActivities', {
      suffix: '_serviceappointment',
      onDelete: 'cascade',
    }),
    ...states({
      0: { label: 'Open', statuses: { 1: 'Requested', 2: 'Tentative' } },
      1: { label: 'Closed', statuses: { 8: 'Completed' } },
      2: { label: 'Canceled', statuses: { 9: 'Canceled', 10: 'No Show' } },
      3: {
        label: 'Scheduled',
        statuses: { 3: 'Pending', 4: 'Reserved', 6: 'In Progress', 7: 'Arrived' },
        first: 4,
      },
    }),
  },
  collections: {
    serviceappointment_activity_parties: { table: 'activityparty', via: 'activityid' },
  },
});
