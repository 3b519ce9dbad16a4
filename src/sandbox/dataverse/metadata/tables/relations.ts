import {
  activeOrInactive,
  booleans,
  createOnly,
  datetimes,
  guids,
  integers,
  lookup,
  lookupOf,
  lookups,
  memos,
  noYes,
  picklists,
  readOnly,
  texts,
  unlimited,
} from '../columns.ts';
import { audit, currency, imported, owned, timeZones } from '../common.ts';
import { table } from '../define.ts';
import { componentStates } from '../option-sets.ts';

/** What one row is to another in a connection: "Stakeholder", "Employee". */
export const connectionrole = table({
  schemaName: 'ConnectionRole',
  objectTypeCode: 3231,
  primaryName: 'name',
  ownership: 'organization',
  wanted: 'name',
  initial: { componentstate: 0 },
  columns: {
    ...audit,
    ...imported,
    ...guids('ConnectionRoleId', createOnly),
    ...guids('ConnectionRoleIdUnique SolutionId', readOnly),
    ...texts({ 100: 'Name' }),
    ...memos({ 2000: 'Description' }),
    ...booleans('IsManaged', false, ['Unmanaged', 'Managed'], readOnly),
    ...picklists({
      Category: {
        1: 'Business',
        2: 'Family',
        3: 'Social',
        4: 'Sales',
        5: 'Other',
        1000: 'Stakeholder',
        1001: 'Sales Team',
        1002: 'Service',
      },
    }),
    ...picklists({ ComponentState: componentStates }, readOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
    ...activeOrInactive,
  },
  collections: {
    connection_role_connections1: { table: 'connection', via: 'record1roleid' },
    connection_role_connections2: { table: 'connection', via: 'record2roleid' },
  },
});

/** A row in a queue, and who works on it. */
export const queueitem = table({
  schemaName: 'QueueItem',
  objectTypeCode: 2029,
  primaryName: 'title',
  ownership: 'organization',
  isChangeTracked: true,
  required: 'objectid',
  filled: 'queueid objecttypecode',
  columns: {
    ...owned,
    ...imported,
    ...timeZones,
    ...currency,
    ...guids('QueueItemId', createOnly),
    ...texts({ 300: 'Title' }, readOnly),
    ...texts({ 250: 'Sender', 500: 'ToRecipients' }, readOnly),
    ...integers('Priority State Status', { min: 0 }),
    ...datetimes('EnteredOn WorkerIdModifiedOn', readOnly),
    ...picklists(
      {
        ObjectTypeCode: {
          112: 'Case',
          4201: 'Appointment',
          4202: 'Email',
          4204: 'Fax',
          4207: 'Letter',
          4210: 'Phone Call',
          4212: 'Task',
          4251: 'Recurring Appointment',
          9953: 'Knowledge Article',
          10042: 'Project',
          10043: 'Site Visit',
        },
      },
      readOnly,
    ),
    ...lookupOf('ObjectId', 'isQueued', { update: false, onDelete: 'cascade' }),
    ...lookup('QueueId', { queueid: 'queue' }, { onDelete: 'cascade' }),
    ...lookups({ WorkerId: 'systemuser team' }),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
    ...activeOrInactive,
  },
});

/** A file once, however many activities have it attached. */
export const attachment = table({
  schemaName: 'Attachment',
  label: 'Attachment',
  objectTypeCode: 1002,
  primaryName: 'filename',
  ownership: 'organization',
  privilege: 'Activity',
  refuses: ['POST', 'PATCH', 'DELETE'],
  messages: [],
  columns: {
    ...guids('AttachmentId', createOnly),
    ...texts({ 255: 'FileName', 256: 'MimeType', 2000: 'Subject' }),
    ...texts({ [unlimited]: 'Body' }, { isUnfilterable: true }),
    ...integers('FileSize', { ...readOnly, min: 0 }),
    ...booleans('IsManaged', false, noYes, readOnly),
  },
  collections: {
    attachment_activity_mime_attachments: {
      table: 'activitymimeattachment',
      via: 'attachmentid',
    },
  },
});

/** A secured column of one row, shared with a person or team. */
export const principalobjectattributeaccess = table({
  schemaName: 'PrincipalObjectAttributeAccess',
  entitySet: 'principalobjectattributeaccessset',
  label: 'Field Sharing',
  collectionLabel: 'Field Sharing',
  objectTypeCode: 44,
  ownership: 'organization',
  privilege: 'FieldSecurityProfile',
  required: 'attributeid objectid principalid',
  columns: {
    ...guids('PrincipalObjectAttributeAccessId', createOnly),
    ...guids('AttributeId', createOnly),
    ...booleans('ReadAccess UpdateAccess', false),
    ...lookupOf('ObjectId', 'hasActivities', { update: false, onDelete: 'cascade' }),
    ...lookups({ PrincipalId: 'systemuser team' }, createOnly),
    ...lookups({ OrganizationId: 'organization' }, readOnly),
  },
});
