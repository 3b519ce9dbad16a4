import MailComposer from 'nodemailer/lib/mail-composer';
import type { Recipient } from './parse-mail.ts';
import type { WholeItem } from '../store/items.ts';
import type { Db } from '../store/schema.ts';

/** One recipient, several, or null. */
const addresses = (value: unknown): { name: string; address: string }[] =>
  ([value ?? []].flat() as Recipient[]).map(({ emailAddress: { name, address } }) => ({
    name: name === address ? '' : name,
    address,
  }));

/** Headers that are not made from the message's properties. */
const isKept = ({ name }: { name: string }): boolean =>
  /^(x-.*|in-reply-to|references)$/i.test(name);

/** MIME of a message written in JSON, with its BCC. */
export async function composeMail(db: Db, item: WholeItem): Promise<Buffer> {
  const { doc, body } = item;
  const attachments = await db
    .selectFrom('attachment')
    .selectAll()
    .where('item', '=', item.number)
    .orderBy('number')
    .execute();
  const [from] = addresses(doc['from']);
  const node = new MailComposer({
    ...(from && { from }),
    to: addresses(doc['toRecipients']),
    cc: addresses(doc['ccRecipients']),
    bcc: addresses(doc['bccRecipients']),
    replyTo: addresses(doc['replyTo']),
    subject: doc['subject'] as string,
    messageId: doc['internetMessageId'] as string,
    date: item.at,
    headers: [
      ...item.headers.filter(isKept).map(({ name, value }) => ({ key: name, value })),
      { key: 'Thread-Index', value: doc['conversationIndex'] as string },
    ],
    ...(body.contentType === 'html' ? { html: body.content } : { text: body.content }),
    attachments: attachments.map((attachment) => ({
      filename: attachment.name,
      contentType: attachment.content_type,
      content: Buffer.from(attachment.content),
      contentDisposition: attachment.is_inline ? 'inline' : 'attachment',
      ...(attachment.content_id && { cid: attachment.content_id }),
    })),
  }).compile();
  node.keepBcc = true;
  return node.build();
}
