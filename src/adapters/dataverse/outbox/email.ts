import { z } from 'zod';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { MailAttachment } from '../../../domain/mail/message.ts';
import { partyRole } from '../../../domain/mail/parties.ts';
import type { OutgoingParty } from '../../../domain/sync/sending/recipients.ts';
import type { OutgoingEmail } from '../../../ports/crm-outbox.ts';
import { idOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { addressKey } from './addresses.ts';
import type { Addressee } from './addresses.ts';
import { emailStatus } from './questions.ts';

/** A row of the party list as it was read. */
export interface PartyRow {
  role: OutgoingParty['role'] | 'sender' | null;
  address: string;
  record: RecordRef | null;
}

const parties = z.object({ email_activity_parties: z.array(z.record(z.string(), z.unknown())) });
const roles = new Map<unknown, PartyRow['role']>(
  (['sender', 'to', 'cc', 'bcc'] as const).map((role) => [partyRole[role], role]),
);

export const partiesOf = (email: Row): PartyRow[] =>
  (parties.safeParse(email).data?.email_activity_parties ?? []).map((row) => ({
    role: roles.get(row['participationtypemask']) ?? null,
    address: text(row, 'addressused'),
    record: idOf(row, '_partyid_value'),
  }));

/** Who sends it: as the CRM settled it, or as it was written. */
export const senderOf = (email: Row, all: readonly PartyRow[]): RecordRef | null =>
  idOf(email, '_emailsender_value') ?? all.find(({ role }) => role === 'sender')?.record ?? null;

const recipientOf =
  (addressees: ReadonlyMap<string, Addressee>) =>
  ({ role, address, record }: PartyRow): OutgoingParty[] => {
    if (role === null || role === 'sender') return [];
    const known = record && (addressees.get(addressKey(record)) ?? { name: '', address: '' });
    return [{ role, address, record: known }];
  };

const importances: Record<number, OutgoingEmail['importance']> = { 0: 'low', 2: 'high' };
const statuses: Record<number, OutgoingEmail['status']> = {
  [emailStatus.pending]: 'pending',
  [emailStatus.sending]: 'sending',
};

export function fileOf(row: Row): MailAttachment {
  const content = text(row, 'body');
  return {
    name: text(row, 'filename') || 'attachment',
    contentType: text(row, 'mimetype') || 'application/octet-stream',
    contentId: text(row, 'attachmentcontentid') || null,
    content,
    size: Buffer.byteLength(content, 'base64'),
  };
}

export const emailOf = (
  row: Row,
  more: {
    id: string;
    parties: readonly PartyRow[];
    addressees: ReadonlyMap<string, Addressee>;
    sender: OutgoingEmail['sender'];
    files: readonly Row[];
  },
): OutgoingEmail => ({
  id: more.id,
  version: text(row, '@odata.etag'),
  status: statuses[Number(row['statuscode'])] ?? 'other',
  subject: text(row, 'subject'),
  body: text(row, 'description'),
  importance: importances[Number(row['prioritycode'])] ?? 'normal',
  token: text(row, 'trackingtoken'),
  messageId: text(row, 'messageid'),
  wantsDeliveryReceipt: row['deliveryreceiptrequested'] === true,
  wantsReadReceipt: row['readreceiptrequested'] === true,
  regarding: idOf(row, '_regardingobjectid_value'),
  sender: more.sender,
  parties: more.parties.flatMap(recipientOf(more.addressees)),
  attachments: [...more.files]
    .sort((a, b) => Number(a['attachmentnumber'] ?? 0) - Number(b['attachmentnumber'] ?? 0))
    .map(fileOf),
});
