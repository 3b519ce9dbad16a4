import {
  booleans,
  createOnly,
  datetimes,
  guids,
  integers,
  lookupOf,
  memos,
  picklists,
  readOnly,
  states,
  texts,
  unlimited,
} from '../columns.ts';
import { activityColumns, imported } from '../common.ts';
import { table } from '../define.ts';
import { instanceTypes } from '../option-sets.ts';

export const appointment = table({
  schemaName: 'Appointment',
  objectTypeCode: 4201,
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
  partyLists: { RequiredAttendees: 5, OptionalAttendees: 6, Organizer: 7 },
  required: 'scheduledstart scheduledend',
  wanted: 'subject',
  initial: { instancetypecode: 0, attachmentcount: 0 },
  columns: {
    ...activityColumns,
    ...imported,
    ...texts({
      200: 'Location Subject',
      250: 'Category Subcategory',
      300: 'GlobalObjectId',
    }),
    ...memos({
      8192: 'ActivityAdditionalParams',
      1_048_576: 'Description',
    }),
    ...memos({ [unlimited]: 'ModifiedFieldsMask' }, readOnly),
    ...integers('OutlookOwnerApptId'),
    ...integers('ScheduledDurationMinutes', { min: 0 }),
    ...integers('AttachmentCount', { ...readOnly, min: 0 }),
    ...datetimes('ActualEnd ActualStart'),
    ...datetimes('OriginalStartDate', readOnly),
    ...guids('SubscriptionId', createOnly),
    ...guids('SeriesId', readOnly),
    ...booleans('IsAllDayEvent IsMapiPrivate', false),
    ...picklists({
      AttachmentErrors: {
        0: 'None',
        1: 'The appointment was saved as a Microsoft Dynamics 365 appointment record, but not all the attachments could be saved with it. An attachment cannot be saved if it is blocked or if its file type is invalid.',
      },
    }),
    ...picklists({ InstanceTypeCode: instanceTypes }, readOnly),
    ...states({
      0: { label: 'Open', statuses: { 1: 'Free', 2: 'Tentative' } },
      1: { label: 'Completed', statuses: { 3: 'Completed' } },
      2: { label: 'Canceled', statuses: { 4: 'Canceled' } },
      3: { label: 'Scheduled', statuses: { 5: 'Busy', 6: 'Out of Office' } },
    }),
    ...lookupOf('RegardingObjectId', 'hasActivities', {
      suffix: '_appointment',
      onDelete: 'cascade',
    }),
    ...booleans('IsOnlineMeeting IsDraft', false),
  },
  collections: {
    appointment_activity_parties: { table: 'activityparty', via: 'activityid' },
    activity_pointer_activity_mime_attachment: { table: 'activitymimeattachment', via: 'objectid' },
    appointment_activity_mime_attachment: { table: 'activitymimeattachment', via: 'objectid' },
  },
});
