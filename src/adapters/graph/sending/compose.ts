import type { MailAddress, MailAttachment } from '../../../domain/mail/message.ts';
import type { ComposedMail } from '../../../domain/sync/sending/compose.ts';

/** By what a mail that was made by us is found again; recipients see at most the id. */
export const markProperty = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingOutgoing';

const recipient = ({ name, address }: MailAddress): object => ({
  emailAddress: { address, ...(name && { name }) },
});

/** The draft without its files. */
export const draftOf = (mail: ComposedMail, mark: string): object => ({
  subject: mail.subject,
  body: { contentType: 'html', content: mail.body },
  importance: mail.importance,
  toRecipients: mail.to.map(recipient),
  ccRecipients: mail.cc.map(recipient),
  bccRecipients: mail.bcc.map(recipient),
  isDeliveryReceiptRequested: mail.wantsDeliveryReceipt,
  isReadReceiptRequested: mail.wantsReadReceipt,
  ...(mail.from && { from: recipient(mail.from) }),
  singleValueExtendedProperties: [{ id: markProperty, value: mark }],
});

const inline = ({ contentId }: MailAttachment): object =>
  contentId === null ? {} : { isInline: true, contentId };

/** A file below 3 MB, in one request. */
export const fileOf = (file: MailAttachment): object => ({
  '@odata.type': '#microsoft.graph.fileAttachment',
  name: file.name,
  contentType: file.contentType,
  contentBytes: file.content,
  ...inline(file),
});

/** What an upload session is opened with. */
export const uploadOf = (file: MailAttachment): object => ({
  AttachmentItem: {
    attachmentType: 'file',
    name: file.name,
    contentType: file.contentType,
    size: file.size,
    ...inline(file),
  },
});
