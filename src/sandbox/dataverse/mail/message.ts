import addressparser from 'nodemailer/lib/addressparser';
import { isObject, type Json } from '../write/payload.ts';

export interface Address {
  name: string;
  /** In lower case; empty where the text holds none. */
  address: string;
}

/** A mail as the messages about e-mail describe it. */
export interface Mail {
  messageId: string;
  subject: string;
  from: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Message-ID of the mail it answers. */
  inReplyTo?: string;
  /** Base64, as Exchange's Thread-Index. */
  conversationIndex?: string;
  conversationTrackingId?: string;
}

/** Addresses of a list with commas or semicolons between. */
export const parseAddresses = (list: string): Address[] =>
  addressparser(list, { flatten: true }).map(({ name, address }) => ({
    name,
    address: address.trim().toLowerCase(),
  }));

/** A text, or an empty one. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A value of `ExtraProperties`, whatever the case of its name. */
function extra(properties: unknown, name: string): string {
  const found = Object.entries(isObject(properties) ? properties : {}).find(
    ([key]) => key.toLowerCase() === name,
  );
  return text(found?.[1]);
}

/** Reads the parameters the messages about e-mail have in common. */
export function readMail(given: Json): Mail {
  const properties = given['ExtraProperties'];
  const inReplyTo = extra(properties, 'inreplyto');
  const conversationIndex = extra(properties, 'conversationindex');
  const conversationTrackingId = extra(properties, 'conversationtrackingid').toLowerCase();
  return {
    messageId: text(given['MessageId']),
    subject: text(given['Subject']),
    from: parseAddresses(text(given['From'])),
    to: parseAddresses(text(given['To'])),
    cc: parseAddresses(text(given['Cc'])),
    bcc: parseAddresses(text(given['Bcc'])),
    ...(inReplyTo && { inReplyTo }),
    ...(conversationIndex && { conversationIndex }),
    ...(conversationTrackingId && { conversationTrackingId }),
  };
}

export const addressesOf = ({ from, to, cc, bcc }: Mail): string[] => [
  ...new Set([...from, ...to, ...cc, ...bcc].map(({ address }) => address).filter(Boolean)),
];
