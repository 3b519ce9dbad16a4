import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from '../call.ts';
import { newMessageId } from './store-mail.ts';

const reason =
  '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup';

const statusOf = (domain: string, addresses: string[]): string =>
  [
    `Reporting-MTA: dns;${domain}`,
    ...addresses.map((address) =>
      [
        '',
        `Final-Recipient: rfc822;${address}`,
        'Action: failed',
        'Status: 5.1.10',
        `Diagnostic-Code: smtp;${reason}`,
      ].join('\r\n'),
    ),
    '',
  ].join('\r\n');

const textOf = (addresses: string[]): string =>
  [
    'Delivery has failed to these recipients or groups:',
    '',
    ...addresses.flatMap((address) => [
      address,
      "The email address you entered couldn't be found.",
      '',
    ]),
    `Remote server returned '${reason}'`,
    '',
  ].join('\r\n');

interface Undelivered {
  mime: Buffer;
  subject: string;
  messageId: string;
}

/** Exchange's non-delivery report about addresses of the organisation that nobody has. */
export async function bounce(
  sender: Mailbox,
  { mime, subject, messageId }: Undelivered,
  addresses: string[],
  at: Date,
): Promise<Buffer> {
  const domain = sender.address.split('@').at(-1) ?? '';
  const report = new MailComposer({
    from: {
      name: 'Microsoft Outlook',
      address: `MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${domain}`,
    },
    to: { name: sender.name, address: sender.address },
    subject: `Undeliverable: ${subject}`,
    messageId: newMessageId(),
    date: at,
    inReplyTo: messageId,
    references: [messageId],
    headers: { 'Auto-Submitted': 'auto-replied', 'X-MS-Exchange-Message-Is-Ndr': '' },
    text: textOf(addresses),
    attachments: [
      { contentType: 'message/delivery-status', content: statusOf(domain, addresses) },
      { contentType: 'message/rfc822', content: mime },
    ],
  }).compile();
  report.setHeader('Content-Type', 'multipart/report; report-type=delivery-status');
  return report.build();
}
