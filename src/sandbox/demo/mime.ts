import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { DemoMail } from './types.ts';

/** The mail as MIME; the same mail gives the same bytes. */
export function toMime(mail: DemoMail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    date: mail.at,
    messageId: mail.messageId,
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo, references: mail.references } : {}),
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ contentId, ...attachment }) =>
      contentId ? { ...attachment, cid: contentId } : attachment,
    ),
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 16),
    newline: '\r\n',
  });
  return composer.compile().build();
}
