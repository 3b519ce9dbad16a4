import type { SendingMailbox } from '../../../domain/sync/sending/permission.ts';
import type { BatchRequest } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import type { Row } from '../tables.ts';

/** `statuscode` of an e-mail (wire.md 1.6). */
export const emailStatus = { draft: 1, sent: 3, pending: 6, sending: 7, failed: 8 } as const;

/** Those the user sends, or had sent in another's name; one that is to go out later waits. */
export function pendingEmails(me: string, now: Date, limit: number): BatchRequest {
  const filter = [
    `statuscode eq ${emailStatus.pending}`,
    'directioncode eq true',
    `(_emailsender_value eq ${me} or _ownerid_value eq ${me})`,
    `(delayedemailsendtime eq null or delayedemailsendtime le ${now.toISOString()})`,
  ].join(' and ');
  const query = ['$select=activityid', parameter('$filter', filter), '$orderby=modifiedon%20asc'];
  return get(`emails?${query.join('&')}&$top=${limit}`);
}

/** The mailbox record of a user or queue. */
export const mailboxOf = (owner: string): BatchRequest =>
  get(
    'mailboxes?$select=statecode,outgoingemaildeliverymethod,emailrouteraccessapproval,' +
      `isemailaddressapprovedbyo365admin&$filter=_regardingobjectid_value%20eq%20${owner}&$top=1`,
  );

export const organization: BatchRequest = get(
  'organizations?$select=allowunresolvedpartiesonemailsend,requireapprovalforuseremail,requireapprovalforqueueemail',
);

const methods = { 0: 'none', 1: 'outlook', 2: 'server-side' } as const;
const approved = 1;

/** What the records say; what the organisation does not tell is as strict as it is delivered. */
export function sendingMailboxOf(
  mailbox: Row | undefined,
  settings: Row | undefined,
  owner: 'user' | 'queue' = 'user',
): SendingMailbox | null {
  if (!mailbox) return null;
  const method = mailbox['outgoingemaildeliverymethod'];
  return {
    isActive: mailbox['statecode'] !== 1,
    method: method === 0 || method === 1 || method === 2 ? methods[method] : null,
    isApproved:
      mailbox['emailrouteraccessapproval'] === approved ||
      mailbox['isemailaddressapprovedbyo365admin'] === true,
    needsApproval: settings?.[`requireapprovalfor${owner}email`] !== false,
  };
}

const emailColumns = [
  'subject',
  'description',
  'statecode',
  'statuscode',
  'prioritycode',
  'trackingtoken',
  'messageid',
  'deliveryreceiptrequested',
  'readreceiptrequested',
  '_emailsender_value',
  '_regardingobjectid_value',
];

export const wholeEmail = (id: string): BatchRequest =>
  get(
    `emails(${id})?$select=${emailColumns.join(',')}` +
      '&$expand=email_activity_parties($select=participationtypemask,addressused,_partyid_value)',
  );

export const filesOf = (id: string): BatchRequest =>
  get(
    `emails(${id})/activity_pointer_activity_mime_attachment` +
      '?$select=filename,mimetype,attachmentcontentid,filesize,body,attachmentnumber',
  );
