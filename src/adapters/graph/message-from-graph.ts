import type { MailAddress, MailAttachment, MailMessage } from '../../domain/mail/message.ts';
import type { MarkedItem } from '../../ports/mailbox.ts';
import type {
  GraphAttachment,
  GraphMarkedMessage,
  GraphMessage,
  GraphRecipient,
} from './message-schema.ts';

const toAddress = (recipient: GraphRecipient | null | undefined): MailAddress | null => {
  const address = recipient?.emailAddress?.address ?? '';
  const name = recipient?.emailAddress?.name ?? '';
  return address || name ? { name, address } : null;
};

const toAddresses = (recipients: GraphRecipient[] | null | undefined): MailAddress[] =>
  (recipients ?? []).flatMap((recipient) => toAddress(recipient) ?? []);

const kindOf = (message: GraphMessage): MailMessage['kind'] => {
  if (message.isDraft) return 'draft';
  return /eventMessage/i.test(message['@odata.type'] ?? '') ? 'meeting' : 'message';
};

const importanceOf = (text: string | null | undefined): MailMessage['importance'] => {
  const value = text?.toLowerCase();
  return value === 'low' || value === 'high' ? value : 'normal';
};

export const toMarkedItem = (message: GraphMarkedMessage): MarkedItem => ({
  id: message.id,
  etag: message['@odata.etag'] ?? '',
  categories: message.categories ?? [],
  internetMessageId: message.internetMessageId ?? '',
});

/** Decoded length of base64 text, in bytes. */
const bytesOf = (base64: string): number => Math.floor((base64.replace(/=+$/, '').length * 3) / 4);

/** An attachment whose content came; `content` is base64. */
export const toAttachment = (file: GraphAttachment, content: string): MailAttachment => {
  const isItem = /itemAttachment/i.test(file['@odata.type'] ?? '');
  return {
    name: isItem ? `${file.name ?? 'message'}.eml` : (file.name ?? ''),
    contentType: isItem ? 'message/rfc822' : (file.contentType ?? 'application/octet-stream'),
    contentId: file.contentId?.replace(/^<|>$/g, '') ?? null,
    content,
    size: bytesOf(content),
  };
};

/** Graph's message in the domain's words. */
export function toMailMessage(message: GraphMessage, attachments: MailAttachment[]): MailMessage {
  return {
    ...toMarkedItem(message),
    kind: kindOf(message),
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
    importance: importanceOf(message.importance),
    attachments,
  };
}
