import { isObject } from '../call.ts';
import { fromWall, ianaZone } from '../calendar/time-zone.ts';
import type { Json } from '../store/schema.ts';

/** How item attachments that are no messages are kept: as the JSON they came in. */
export const itemTypes = {
  event: 'application/vnd.sandbox.event+json',
  contact: 'application/vnd.sandbox.contact+json',
} as const;

export const readItem = (content: Uint8Array): Json =>
  JSON.parse(Buffer.from(content).toString()) as Json;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const inner = (value: unknown, name: string): string => (isObject(value) ? text(value[name]) : '');
const escape = (value: string): string =>
  value.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** Lines of at most 75 bytes, as both formats want. */
const fold = (line: string): string => line.replaceAll(/(.{60})(?=.)/gu, '$1\r\n ');

const written = (lines: [string, string][]): Buffer =>
  Buffer.from(
    lines
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`)
      .join(''),
  );

function utc(value: unknown): string {
  const wall = new Date(`${inner(value, 'dateTime').slice(0, 19)}Z`);
  if (Number.isNaN(wall.getTime())) return '';
  const instant = fromWall(wall, ianaZone(inner(value, 'timeZone') || 'UTC'));
  return `${instant.toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;
}

const calendarOf = (event: Json): Buffer =>
  written([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Sandbox//Graph//EN'],
    ['BEGIN', 'VEVENT'],
    ['UID', text(event['iCalUId']) || `${utc(event['start'])}@sandbox.localhost`],
    ['DTSTAMP', utc(event['start'])],
    ['DTSTART', utc(event['start'])],
    ['DTEND', utc(event['end'])],
    ['SUMMARY', escape(text(event['subject']))],
    ['LOCATION', escape(inner(event['location'], 'displayName'))],
    ['DESCRIPTION', escape(inner(event['body'], 'content'))],
    ['END', 'VEVENT'],
    ['END', 'VCALENDAR'],
  ]);

function cardOf(contact: Json): Buffer {
  const list = (name: string): unknown[] => {
    const value = contact[name];
    return Array.isArray(value) ? value : [];
  };
  const [surname, given] = [text(contact['surname']), text(contact['givenName'])];
  return written([
    ['BEGIN', 'VCARD'],
    ['VERSION', '3.0'],
    ['N', `${escape(surname)};${escape(given)};;;`],
    ['FN', escape(text(contact['displayName']) || `${given} ${surname}`.trim())],
    ['ORG', escape(text(contact['companyName']))],
    ['TITLE', escape(text(contact['jobTitle']))],
    ...list('emailAddresses').map((one): [string, string] => ['EMAIL', inner(one, 'address')]),
    ...list('businessPhones').map((one): [string, string] => ['TEL;TYPE=WORK', text(one)]),
    ['TEL;TYPE=CELL', text(contact['mobilePhone'])],
    ['END', 'VCARD'],
  ]);
}

/** What `$value` of an item attachment is: MIME, iCalendar or vCard. */
export function itemValue(
  contentType: string,
  content: Buffer,
): { contentType: string; bytes: Buffer } {
  if (contentType === itemTypes.event) {
    return { contentType: 'text/calendar', bytes: calendarOf(readItem(content)) };
  }
  if (contentType === itemTypes.contact) {
    return { contentType: 'text/vcard', bytes: cardOf(readItem(content)) };
  }
  return { contentType: 'message/rfc822', bytes: content };
}

/** Name of the file that an item becomes where it leaves the mailbox. */
export function itemFileName(name: string, contentType: string): string {
  if (contentType === itemTypes.event) return `${name}.ics`;
  return contentType === itemTypes.contact ? `${name}.vcf` : `${name}.eml`;
}
