import type { EmailActivity } from '../../domain/mail/email-activity.ts';
import type { MailAttachment } from '../../domain/mail/message.ts';
import { partyRole } from '../../domain/mail/parties.ts';
import type { Party } from '../../domain/mail/parties.ts';
import type { BatchRequest } from './batch.ts';
import { send } from './dataverse-client.ts';
import { personSources } from './people.ts';
import { regardingBind } from './tables.ts';
import type { Table } from './tables.ts';

const priority = { low: 0, normal: 1, high: 2 } as const;

/** Completed; received or sent (E-01). `statecode` is refused on create, so it is a second write. */
const completed = {
  incoming: { statecode: 1, statuscode: 4 },
  outgoing: { statecode: 1, statuscode: 3 },
} as const;

const entitySetOf = new Map(personSources.map(({ table, entitySet }) => [table, entitySet]));

function partyOf({ role, address, record }: Party): object {
  return {
    participationtypemask: partyRole[role],
    addressused: address,
    ...(record && {
      [`partyid_${record.table}@odata.bind`]: `/${entitySetOf.get(record.table) ?? ''}(${record.id})`,
    }),
  };
}

const attachmentOf = (emailId: string, file: MailAttachment, index: number): BatchRequest =>
  send('POST', 'activitymimeattachments', {
    'objectid_activitypointer@odata.bind': `/activitypointers(${emailId})`,
    objecttypecode: 'email',
    filename: file.name,
    mimetype: file.contentType,
    body: file.content,
    attachmentnumber: index + 1,
    ...(file.contentId !== null && { attachmentcontentid: file.contentId }),
  });

/** Seconds only, as Dataverse writes times. */
const dateTime = (iso: string): string => `${new Date(iso).toISOString().slice(0, 19)}Z`;

/**
 * The change set that makes the email: created under our own id and never updated, then its files,
 * then completed, after which it is read-only.
 */
export function createRequests(
  email: EmailActivity & { id: string },
  table: Table | null,
): BatchRequest[] {
  const path = `emails(${email.id})`;
  const values = {
    subject: email.subject,
    description: email.description,
    directioncode: email.direction === 'outgoing',
    ...(email.messageId && { messageid: email.messageId }),
    prioritycode: priority[email.importance],
    ...(email.at !== null && { actualend: dateTime(email.at) }),
    ...(table && email.regarding && regardingBind(table, email.regarding)),
    email_activity_parties: email.parties.map(partyOf),
  };
  return [
    send('PATCH', path, values, { 'If-None-Match': '*' }),
    ...email.attachments.map((file, index) => attachmentOf(email.id, file, index)),
    send('PATCH', path, completed[email.direction], { 'If-Match': '*' }),
  ];
}
