import type { MailAddress, MailAttachment, MailMessage } from '../../domain/mail/message.ts';
import type { MarkedItem } from '../../ports/mailbox.ts';
import { classId, sensitivityId } from './message-schema.ts';
import type {
  GraphAttachment,
  GraphMarkedMessage,
  GraphMessage,
  GraphRecipient,
} from './message-schema.ts';

export const toAddress = (recipient: GraphRecipient | null | undefined): MailAddress | null => {
  const address = recipient?.emailAddress?.address ?? '';
  const name = recipient?.emailAddress?.name ?? '';
  return address || name ? { name, address } : null;
};

export const toAddresses = (recipients: GraphRecipient[] | null | undefined): MailAddress[] =>
  (recipients ?? []).flatMap((recipient) => toAddress(recipient) ?? []);

const propertyOf = (message: GraphMarkedMessage, wanted: string): string =>
  message.singleValueExtendedProperties?.find(({ id }) => id.toLowerCase() === wanted.toLowerCase())
    ?.value ?? '';

const importanceOf = (text: string | null | undefined): MailMessage['importance'] => {
  const value = text?.toLowerCase();
  return value === 'low' || value === 'high' ? value : 'normal';
};

const kindOf = (message: GraphMarkedMessage): MailMessage['kind'] => {
  if (message.isDraft) return 'draft';
  if (/eventMessage/i.test(message['@odata.type'] ?? '')) return 'meeting';
  return /^REPORT\./i.test(propertyOf(message, classId)) ? 'report' : 'message';
};

/** Encrypted by S/MIME (a signed mail has a longer class) or by rights management (E-16). */
function isEncrypted(message: GraphMarkedMessage): boolean {
  const itemClass = propertyOf(message, classId);
  if (/^IPM\.Note\.SMIME$|^IPM\.Note\.(?:Secure|rpmsg)/i.test(itemClass)) return true;
  return (message.attachments ?? []).some(({ name, contentType }) =>
    /\brpmsg\b/i.test(`${contentType ?? ''} ${name ?? ''}`),
  );
}

/** @param mailboxAddress of somebody else's mailbox it was read from. */
export const toMarkedItem = (
  message: GraphMarkedMessage,
  mailboxAddress: string | null = null,
): MarkedItem => ({
  id: message.id,
  etag: message['@odata.etag'] ?? '',
  kind: kindOf(message),
  categories: message.categories ?? [],
  internetMessageId: message.internetMessageId ?? '',
  isPrivate: /^[123]$/.test(propertyOf(message, sensitivityId)),
  isEncrypted: isEncrypted(message),
  mailboxAddress,
});

/** Decoded length of base64 text, in bytes. */
const bytesOf = (base64: string): number => Math.floor((base64.replace(/=+$/, '').length * 3) / 4);

const asEml = (name: string): string => (/\.eml$/i.test(name) ? name : `${name}.eml`);

/** An attachment whose content came; `content` is base64. */
export const toAttachment = (file: GraphAttachment, content: string): MailAttachment => {
  const isItem = /itemAttachment/i.test(file['@odata.type'] ?? '');
  return {
    name: isItem ? asEml(file.name ?? 'message') : (file.name ?? ''),
    contentType: isItem ? 'message/rfc822' : (file.contentType ?? 'application/octet-stream'),
    contentId: file.contentId?.replace(/^<|>$/g, '') ?? null,
    content,
    size: bytesOf(content),
  };
};

/** Graph's message in the domain's words. */
export function toMailMessage(
  message: GraphMessage,
  attachments: MailAttachment[],
  mailboxAddress: string | null = null,
): MailMessage {
  return {
    ...toMarkedItem(message, mailboxAddress),
    subject: message.subject ?? '',
    body: {
      type: message.body?.contentType.toLowerCase() === 'text' ? 'text' : 'html',
      content: message.body?.content ?? '',
    },
    from: toAddress(message.from) ?? toAddress(message.sender),
    to: toAddresses(message.toRecipients),
    cc: toAddresses(message.ccRecipients),
    bcc: toAddresses(message.bccRecipients),
    sentAt: message.sentDateTime ?? null,
    receivedAt: message.receivedDateTime ?? null,
    ...(message.conversationIndex && { conversationIndex: message.conversationIndex }),
    importance: importanceOf(message.importance),
    attachments,
  };
}
