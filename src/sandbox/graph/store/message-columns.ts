import { sql, type RawBuilder } from 'kysely';
import type { Column } from '../../odata/to-sql.ts';

const text = (path: string): Column => ({
  sql: sql`item.doc #>> ${sql.lit(`{${path.replaceAll('/', ',')}}`)}::text[]`,
  type: 'string',
});
const flag = (name: string): Column => ({
  sql: sql`(item.doc ->> ${sql.lit(name)})::boolean`,
  type: 'boolean',
});
const moment = (name: string): Column => ({
  sql: sql`(item.doc #>> ${sql.lit(`{${name.replaceAll('/', ',')}}`)}::text[])::timestamptz`,
  type: 'date',
});

const person = (name: string): Record<string, Column> => ({
  [`${name.toLowerCase()}/emailaddress/address`]: text(`${name}/emailAddress/address`),
  [`${name.toLowerCase()}/emailaddress/name`]: text(`${name}/emailAddress/name`),
});

/** Properties of a message; those after the gap only on request. */
export const messageProperties = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'webLink',
  'inferenceClassification',
  'body',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'flag',

  'uniqueBody',
  'internetMessageHeaders',
] as const;

/** What `$filter` and `$orderby` of messages take, by lower-case path, over the table `item`. */
export const messageColumnsByName: Record<string, Column> = {
  receiveddatetime: { sql: sql`item.at`, type: 'date' },
  sentdatetime: moment('sentDateTime'),
  subject: text('subject'),
  bodypreview: text('bodyPreview'),
  'body/content': { sql: sql`item.body ->> 'content'`, type: 'string' },
  importance: text('importance'),
  // The expression of the index.
  internetmessageid: { sql: sql`item.doc ->> 'internetMessageId'`, type: 'string' },
  conversationid: { sql: sql`item.conversation`, type: 'string' },
  isread: flag('isRead'),
  isdraft: flag('isDraft'),
  isdeliveryreceiptrequested: flag('isDeliveryReceiptRequested'),
  isreadreceiptrequested: flag('isReadReceiptRequested'),
  hasattachments: flag('hasAttachments'),
  inferenceclassification: text('inferenceClassification'),
  'flag/flagstatus': text('flag/flagStatus'),
  'flag/startdatetime/datetime': moment('flag/startDateTime/dateTime'),
  'flag/duedatetime/datetime': moment('flag/dueDateTime/dateTime'),
  'flag/completeddatetime/datetime': moment('flag/completedDateTime/dateTime'),
  ...person('from'),
  ...person('sender'),
};

/** Elements of a recipient list, for `toRecipients/any(r: r/emailAddress/address eq '…')`. */
export const recipientLists: Record<string, RawBuilder<unknown>> = {
  torecipients: sql`item.doc -> 'toRecipients'`,
  ccrecipients: sql`item.doc -> 'ccRecipients'`,
  bccrecipients: sql`item.doc -> 'bccRecipients'`,
  replyto: sql`item.doc -> 'replyTo'`,
};

/** Conditions on these find few messages; a list in order of time is better made from those. */
export const selectiveNames: readonly string[] = [
  'internetmessageid',
  'conversationid',
  'singlevalueextendedproperties',
];
