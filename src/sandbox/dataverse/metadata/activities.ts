import {
  boolean,
  createOnly,
  datetime,
  direction,
  entityName,
  guid,
  id,
  integer,
  lookup,
  lookups,
  memo,
  owned,
  picklist,
  polymorphic,
  priority,
  readOnly,
  required,
  stateAndStatus,
  text,
  unlimited,
} from './columns.ts';
import { regardingTables } from './activity-targets.ts';
import type { Column, Columns, Table } from './types.ts';

/**
 * An activity's `regarding`: each target has the property inherited from activitypointer
 * (`regardingobjectid_contact`) and the table's own (`regardingobjectid_contact_email`). The own
 * one comes last, since it is the one answers name.
 */
const regarding = (table: string): Column =>
  lookup({
    ...polymorphic('regardingobjectid', regardingTables).navigation,
    ...polymorphic('regardingobjectid', regardingTables, {}, `_${table}`).navigation,
  });

const common: Columns = {
  activityid: id(),
  activitytypecode: entityName(readOnly),
  scheduledstart: datetime(),
  scheduledend: datetime(),
  actualstart: datetime(),
  actualend: datetime(),
  sortdate: datetime(),
  prioritycode: priority,
  isregularactivity: boolean(true, readOnly),
  activityadditionalparams: memo(8192),
  ...owned,
};

const labels = { category: text(250), subcategory: text(250) };

const activity = {
  id: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  privilege: 'Activity',
  isActivity: true,
  hasActivities: false,
  keys: [],
} as const;

const attachments = {
  activity_pointer_activity_mime_attachment: { table: 'activitymimeattachment', via: 'objectid' },
};

const parties = (table: string) => ({
  [`${table}_activity_parties`]: { table: 'activityparty', via: 'activityid' },
});

export const email: Table = {
  ...activity,
  name: 'email',
  entitySet: 'emails',
  label: 'Email',
  objectTypeCode: 4202,
  keys: [],
  columns: {
    ...common,
    ...labels,
    subject: text(800),
    description: memo(unlimited, { isUnfilterable: true }),
    directioncode: direction,
    messageid: text(320),
    inreplyto: text(320, readOnly),
    conversationindex: text(2048, readOnly),
    correlationmethod: picklist(
      {
        0: 'None',
        1: 'Skipped',
        2: 'XHeader',
        3: 'InReplyTo',
        4: 'TrackingToken',
        5: 'ConversationIndex',
        6: 'SmartMatching',
        7: 'CustomCorrelation',
      },
      undefined,
      readOnly,
    ),
    senton: datetime(readOnly),
    ...lookups({ sendermailboxid: 'mailbox', sendersaccount: 'account' }, readOnly),
    emailsender: polymorphic('emailsender', ['account', 'contact', 'lead', 'systemuser'], readOnly),
    sender: text(250),
    torecipients: text(500),
    submittedby: text(250),
    mimetype: text(256),
    trackingtoken: text(50),
    baseconversationindexhash: integer(),
    conversationtrackingid: guid(createOnly),
    emailtrackingid: guid(createOnly),
    parentactivityid: lookup({ parentactivityid: 'email' }, createOnly),
    correlatedactivityid: lookup({ correlatedactivityid: 'email' }),
    acceptingentityid: polymorphic('acceptingentityid', ['queue', 'systemuser']),
    receivingmailboxid: lookup({ receivingmailboxid: 'mailbox' }),
    deliveryreceiptrequested: boolean(false),
    readreceiptrequested: boolean(false),
    compressed: boolean(false, readOnly),
    attachmentcount: { ...integer(readOnly), initial: 0 },
    regardingobjectid: regarding('email'),
    ...stateAndStatus({
      0: { label: 'Open', statuses: { 1: 'Draft', 8: 'Failed' } },
      1: {
        label: 'Completed',
        statuses: { 2: 'Completed', 3: 'Sent', 4: 'Received', 6: 'Pending Send', 7: 'Sending' },
      },
      2: { label: 'Canceled', statuses: { 5: 'Canceled' } },
    }),
  },
  collections: {
    ...parties('email'),
    ...attachments,
    email_activity_mime_attachment: { table: 'activitymimeattachment', via: 'objectid' },
  },
};

export const appointment: Table = {
  ...activity,
  name: 'appointment',
  entitySet: 'appointments',
  label: 'Appointment',
  objectTypeCode: 4201,
  columns: {
    ...common,
    ...labels,
    subject: text(200),
    description: memo(1_048_576),
    location: text(200),
    isalldayevent: boolean(false),
    globalobjectid: text(300),
    ismapiprivate: boolean(false),
    outlookownerapptid: integer(),
    instancetypecode: picklist(
      {
        0: 'Not Recurring',
        1: 'Recurring Master',
        2: 'Recurring Instance',
        3: 'Recurring Exception',
        4: 'Recurring Future Exception',
      },
      0,
      readOnly,
    ),
    seriesid: guid(readOnly),
    originalstartdate: datetime(readOnly),
    attachmentcount: { ...integer(readOnly), initial: 0 },
    scheduledstart: datetime(required),
    scheduledend: datetime(required),
    regardingobjectid: regarding('appointment'),
    ...stateAndStatus({
      0: { label: 'Open', statuses: { 1: 'Free', 2: 'Tentative' } },
      1: { label: 'Completed', statuses: { 3: 'Completed' } },
      2: { label: 'Canceled', statuses: { 4: 'Canceled' } },
      3: { label: 'Scheduled', statuses: { 5: 'Busy', 6: 'Out of Office' } },
    }),
  },
  collections: { ...parties('appointment'), ...attachments },
};

export const task: Table = {
  ...activity,
  name: 'task',
  entitySet: 'tasks',
  label: 'Task',
  objectTypeCode: 4212,
  columns: {
    ...common,
    ...labels,
    subject: text(200),
    description: memo(2000),
    percentcomplete: integer(),
    crmtaskassigneduniqueid: guid(),
    regardingobjectid: regarding('task'),
    ...stateAndStatus({
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
  },
  collections: {},
};

export const phonecall: Table = {
  ...activity,
  name: 'phonecall',
  entitySet: 'phonecalls',
  label: 'Phone Call',
  objectTypeCode: 4210,
  columns: {
    ...common,
    ...labels,
    subject: text(200),
    description: memo(2000),
    directioncode: direction,
    phonenumber: text(200),
    leftvoicemail: boolean(false),
    regardingobjectid: regarding('phonecall'),
    ...stateAndStatus({
      0: { label: 'Open', statuses: { 1: 'Open' } },
      1: { label: 'Completed', statuses: { 2: 'Made', 4: 'Received' } },
      2: { label: 'Canceled', statuses: { 3: 'Canceled' } },
    }),
  },
  collections: parties('phonecall'),
};

/** Every activity, whatever its table; read-only. */
export const activitypointer: Table = {
  ...activity,
  name: 'activitypointer',
  entitySet: 'activitypointers',
  label: 'Activity',
  objectTypeCode: 4200,
  columns: {
    ...common,
    subject: text(400),
    description: memo(2000, { isUnfilterable: true }),
    senton: datetime(readOnly),
    ismapiprivate: boolean(),
    ownerid: lookup({ ownerid: 'systemuser' }, createOnly),
    regardingobjectid: polymorphic('regardingobjectid', regardingTables),
    // The statuses differ by activity; the states are those of all.
    ...stateAndStatus({
      0: { label: 'Open', statuses: { 1: 'Open' } },
      1: { label: 'Completed', statuses: { 2: 'Completed' } },
      2: { label: 'Canceled', statuses: { 3: 'Canceled' } },
      3: { label: 'Scheduled', statuses: { 4: 'Scheduled' } },
    }),
  },
  collections: {
    activitypointer_activity_parties: { table: 'activityparty', via: 'activityid' },
    ...attachments,
  },
};
