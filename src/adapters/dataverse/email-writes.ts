import type { MailAttachment } from '../../domain/mail/message.ts';
import type { NewEmail } from '../../ports/crm.ts';
import { dateTime, partyOf, priority } from './activity-writes.ts';
import type { BatchRequest } from './batch.ts';
import { send } from './dataverse-client.ts';
import { regardingBind } from './tables.ts';
import type { Table } from './tables.ts';

/** Completed; received or sent (E-01). `statecode` is refused on create, so it is a second write. */
const completed = {
  incoming: { statecode: 1, statuscode: 4 },
  outgoing: { statecode: 1, statuscode: 3 },
} as const;

/** A file of an email; `index` from 0. */
export const attachmentOf = (emailId: string, file: MailAttachment, index: number): BatchRequest =>
  send('POST', 'activitymimeattachments', {
    'objectid_activitypointer@odata.bind': `/activitypointers(${emailId})`,
    objecttypecode: 'email',
    filename: file.name,
    mimetype: file.contentType,
    body: file.content,
    attachmentnumber: index + 1,
    ...(file.contentId !== null && { attachmentcontentid: file.contentId }),
  });

/** Why it is there, in the columns that can be written (E-22); the method cannot. */
function threadValues(thread: NewEmail['thread']): object {
  const { answers = null, acceptedBy = null } = thread ?? {};
  const email = answers && `/emails(${answers.id})`;
  const bind = acceptedBy && `acceptingentityid_${acceptedBy.table}@odata.bind`;
  return {
    ...(email && { 'correlatedactivityid@odata.bind': email }),
    ...(answers?.isParent && { 'parentactivityid@odata.bind': email }),
    ...(bind && { [bind]: `/${acceptedBy.table}s(${acceptedBy.id})` }),
  };
}

/**
 * The change set that makes the email: created under our own id and never updated, then its files,
 * then completed, after which it is read-only.
 */
export function createRequests(email: NewEmail, table: Table | null): BatchRequest[] {
  const path = `emails(${email.id})`;
  const values = {
    subject: email.subject,
    description: email.description,
    directioncode: email.direction === 'outgoing',
    ...(email.messageId && { messageid: email.messageId }),
    prioritycode: priority[email.importance],
    ...(email.at !== null && { actualend: dateTime(email.at) }),
    ...(email.ownerId && { 'ownerid@odata.bind': `/systemusers(${email.ownerId})` }),
    ...(table && email.regarding && regardingBind(table, email.regarding)),
    ...threadValues(email.thread),
    email_activity_parties: email.parties.map(partyOf),
  };
  return [
    send('PATCH', path, values, { 'If-None-Match': '*' }),
    ...email.attachments.map((file, index) => attachmentOf(email.id, file, index)),
    send('PATCH', path, completed[email.direction], { 'If-Match': '*' }),
  ];
}
