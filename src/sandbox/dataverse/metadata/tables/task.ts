import { createOnly, guids, integers, lookupOf, memos, states, texts } from '../columns.ts';
import { activityColumns, imported } from '../common.ts';
import { table } from '../define.ts';

export const task = table({
  schemaName: 'Task',
  objectTypeCode: 4212,
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
  wanted: 'subject',
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({
      200: 'Subject',
      250: 'Category Subcategory',
    }),
    ...memos({
      2000: 'Description',
      8192: 'ActivityAdditionalParams',
    }),
    ...integers('PercentComplete', { min: 0, max: 100 }),
    ...guids('CrmTaskAssignedUniqueId'),
    ...guids('SubscriptionId', createOnly),
    ...states({
      0: {
        label: 'Open',
        statuses: {
          2: 'Not Started',
          3: 'In Progress',
          4: 'Waiting on someone else',
          7: 'Deferred',
        },
      },
      1: { label: 'Completed', statuses: { 5: 'Completed' } },
      2: { label: 'Canceled', statuses: { 6: 'Canceled' } },
    }),
    ...lookupOf('RegardingObjectId', 'hasActivities', { suffix: '_task', onDelete: 'cascade' }),
  },
  collections: { task_activity_parties: { table: 'activityparty', via: 'activityid' } },
});
