import type { Mailbox } from '../../call.ts';
import type { Json } from '../../store/schema.ts';
import type { NewMail, Recipient } from '../parse-mail.ts';
import { plainText } from '../quote.ts';

/** A mail and whose rules look at it. */
export interface Looked {
  mail: NewMail;
  mailbox: Mailbox;
  /** Bytes of the whole mail. */
  size: number;
}
type Test = (wanted: unknown, looked: Looked) => boolean;

const people = (value: unknown): Recipient[] => [value ?? []].flat() as Recipient[];
const written = (value: unknown): string =>
  people(value)
    .map(({ emailAddress: { name, address } }) => `${name} ${address}`)
    .join(' ')
    .toLowerCase();
const addresses = (value: unknown): string[] =>
  people(value).map((one) => one.emailAddress.address.toLowerCase());

const toAndCc = ({ doc }: NewMail): Recipient[] => [
  ...people(doc['toRecipients']),
  ...people(doc['ccRecipients']),
];
const has = (text: string, wanted: unknown): boolean =>
  (wanted as string[]).some((one) => text.includes(one.toLowerCase()));
const subject = ({ mail }: Looked): string => ((mail.doc['subject'] ?? '') as string).toLowerCase();
const body = ({ mail }: Looked): string => plainText(mail.body).toLowerCase();
const hasHeader = ({ mail }: Looked, pattern: RegExp): boolean =>
  mail.headers.some(({ name, value }) => pattern.test(`${name}: ${value}`));

const isAmong = (list: Recipient[], { mailbox }: Looked): boolean =>
  addresses(list).includes(mailbox.address.toLowerCase());
const sentTo = (looked: Looked): boolean =>
  isAmong(people(looked.mail.doc['toRecipients']), looked);
const sentCc = (looked: Looked): boolean =>
  isAmong(people(looked.mail.doc['ccRecipients']), looked);

const truth =
  (test: (looked: Looked) => boolean): Test =>
  (wanted, looked) =>
    test(looked) === wanted;
const header = (pattern: RegExp): Test => truth((looked) => hasHeader(looked, pattern));

/** What the conditions of a rule mean; all given must hold. */
export const predicates: Record<string, Test> = {
  bodyContains: (wanted, looked) => has(body(looked), wanted),
  bodyOrSubjectContains: (wanted, looked) => has(`${subject(looked)} ${body(looked)}`, wanted),
  categories: (wanted, { mail }) =>
    (wanted as string[]).some((one) => (mail.doc['categories'] as string[]).includes(one)),
  fromAddresses: (wanted, { mail }) =>
    addresses(wanted).some((one) => addresses(mail.doc['from']).includes(one)),
  hasAttachments: truth(({ mail }) => mail.doc['hasAttachments'] === true),
  headerContains: (wanted, { mail }) =>
    has(
      mail.headers.map(({ name, value }) => `${name}: ${value}`.toLowerCase()).join('\n'),
      wanted,
    ),
  importance: (wanted, { mail }) => mail.doc['importance'] === wanted,
  isApprovalRequest: truth(() => false),
  isAutomaticForward: header(/^x-ms-exchange-generated-message-source: .*forward/i),
  isAutomaticReply: header(/^auto-submitted: auto-(?:replied|generated)/i),
  isEncrypted: header(/^content-type: application\/(?:x-)?pkcs7-mime/i),
  isMeetingRequest: header(/^content-type: text\/calendar.*method="?request/i),
  isMeetingResponse: header(/^content-type: text\/calendar.*method="?reply/i),
  isNonDeliveryReport: header(/^x-ms-exchange-message-is-ndr:/i),
  isPermissionControlled: header(/^x-ms-exchange-organization-rights-protected/i),
  isReadReceipt: header(/^content-type: multipart\/report.*disposition-notification/i),
  isSigned: header(/^content-type: multipart\/signed/i),
  isVoicemail: header(/^content-class: voice/i),
  notSentToMe: truth((looked) => !sentTo(looked)),
  recipientContains: (wanted, { mail }) => has(written(toAndCc(mail)), wanted),
  senderContains: (wanted, { mail }) => has(written(mail.doc['from']), wanted),
  sentCcMe: truth(sentCc),
  sentOnlyToMe: truth((looked) => sentTo(looked) && toAndCc(looked.mail).length === 1),
  sentToAddresses: (wanted, { mail }) =>
    addresses(wanted).some((one) => addresses(toAndCc(mail)).includes(one)),
  sentToMe: truth(sentTo),
  sentToOrCcMe: truth((looked) => sentTo(looked) || sentCc(looked)),
  subjectContains: (wanted, looked) => has(subject(looked), wanted),
  withinSizeRange: (wanted, { size }) => {
    const { minimumSize, maximumSize } = wanted as { minimumSize?: number; maximumSize?: number };
    const kilobytes = size / 1024;
    return kilobytes >= (minimumSize ?? 0) && kilobytes <= (maximumSize ?? Infinity);
  },
};

/** Whether all conditions hold; none given hold for every mail. */
export const holds = (conditions: Json, looked: Looked): boolean =>
  Object.entries(conditions).every(([name, wanted]) => predicates[name]?.(wanted, looked) ?? false);
