import MailComposer from 'nodemailer/lib/mail-composer';
import type { Body } from './body.ts';
import { itemFileName, itemValue } from './item-value.ts';
import type { NewAttachment, NewMail, Recipient } from './parse-mail.ts';
import { storedAttachments } from './stored-attachments.ts';
import type { WholeItem } from '../store/items.ts';
import type { Db, Json } from '../store/schema.ts';
import { replyPrefix } from './conversation.ts';

/** One recipient, several, or null. */
const addresses = (value: unknown): { name: string; address: string }[] =>
  ([value ?? []].flat() as Recipient[]).map(({ emailAddress: { name, address } }) => ({
    name: name === address ? '' : name,
    address,
  }));

/** Headers that are not made from the message's properties. */
const isKept = ({ name }: { name: string }): boolean =>
  /^(x-(?!priority).*|in-reply-to|references)$/i.test(name);

/** Whom reports about the message go to. */
const receipts = (doc: Json, address: string): { key: string; value: string }[] => [
  ...(doc['isReadReceiptRequested'] === true
    ? [{ key: 'Disposition-Notification-To', value: `<${address}>` }]
    : []),
  ...(doc['isDeliveryReceiptRequested'] === true
    ? [{ key: 'Return-Receipt-To', value: `<${address}>` }]
    : []),
];

const importanceHeaders: Record<string, { key: string; value: string }[]> = {
  high: [
    { key: 'Importance', value: 'high' },
    { key: 'X-Priority', value: '1' },
  ],
  low: [
    { key: 'Importance', value: 'low' },
    { key: 'X-Priority', value: '5' },
  ],
};

/** A message as its MIME is made from. */
export interface Composed {
  doc: Json;
  body: Body;
  headers: NewMail['headers'];
  attachments: NewAttachment[];
  date: Date;
}

function attached({ type, name, contentType, isInline, contentId, content }: NewAttachment) {
  const bytes = Buffer.from(content);
  const value = type === 'item' ? itemValue(contentType, bytes) : { contentType, bytes };
  return {
    filename: type === 'item' ? itemFileName(name, contentType) : name,
    contentType: value.contentType,
    content: value.bytes,
    contentDisposition: isInline ? ('inline' as const) : ('attachment' as const),
    ...(contentId && { cid: contentId }),
  };
}

/** MIME of a message written in JSON, with its BCC. Links to files in the cloud stay out of it. */
export function composeMime({ doc, body, headers, attachments, date }: Composed): Promise<Buffer> {
  const [from] = addresses(doc['from']);
  const [sender] = addresses(doc['sender']);
  const node = new MailComposer({
    ...(from && { from }),
    ...(sender && sender.address !== from?.address && { sender }),
    to: addresses(doc['toRecipients']),
    cc: addresses(doc['ccRecipients']),
    bcc: addresses(doc['bccRecipients']),
    replyTo: addresses(doc['replyTo']),
    subject: doc['subject'] as string,
    messageId: doc['internetMessageId'] as string,
    date,
    headers: [
      ...headers.filter(isKept).map(({ name, value }) => ({ key: name, value })),
      { key: 'Thread-Topic', value: String(doc['subject']).replace(replyPrefix, '') },
      ...(doc['conversationIndex']
        ? [{ key: 'Thread-Index', value: doc['conversationIndex'] as string }]
        : []),
      ...(importanceHeaders[doc['importance'] as string] ?? []),
      ...receipts(doc, from?.address ?? ''),
    ],
    ...(body.contentType === 'html' ? { html: body.content } : { text: body.content }),
    attachments: attachments.filter(({ type }) => type !== 'reference').map(attached),
  }).compile();
  node.keepBcc = true;
  return node.build();
}

/** MIME of a stored message. */
export async function composeMail(db: Db, item: WholeItem): Promise<Buffer> {
  const { doc, body, headers, at } = item;
  const attachments = await storedAttachments(db, item.number);
  return composeMime({ doc, body, headers, attachments, date: at });
}
