import { createHash } from 'node:crypto';
import { malformedId } from '../errors.ts';

/**
 * Ids of everything in a mailbox. Like Exchange's they are opaque, case-sensitive base64 with `-`
 * for `/` and `_` for `+`; unlike Exchange's they carry a checksum, so that a changed letter never
 * finds something. A regular id also carries how often the item moved, hence ends with a move.
 */
export interface ItemKey {
  kind: ItemKind;
  /** Object id (GUID) of the mailbox's owner. */
  mailbox: string;
  number: number;
  /** How often the item has moved; 0 in immutable ids. */
  generation: number;
  /** Which meeting of a series (calendar/occurrence-key.ts); 0: no occurrence. */
  occurrence: number;
}

const kinds = [
  'message',
  'event',
  'contact',
  'folder',
  'attachment',
  'conversation',
  'task',
] as const;
export type ItemKind = (typeof kinds)[number];

const prefixes = {
  regular: '00032400',
  immutable: '0009002e',
  conversation: '00042400',
  entry: '00000000',
  immutableEntry: 'ef000000',
} as const;
export type IdForm = keyof typeof prefixes;

/** The provider every immutable id of Exchange Online names. */
const provider = Buffer.from('000000001d840311aa6611cd9bc800aa002f845a0d00', 'hex');

const isShort = (form: IdForm): boolean => form === 'immutable' || form === 'immutableEntry';
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

function numberBytes(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

function longBytes(key: ItemKey): Buffer[] {
  const store = sha256(key.mailbox);
  return [
    Buffer.from(key.mailbox, 'ascii'),
    Buffer.from('004600000000', 'hex'),
    store.subarray(0, 16),
    Buffer.from('0700', 'hex'),
    store.subarray(16),
    numberBytes(kinds.indexOf(key.kind), 1),
    numberBytes(key.number, 6),
    numberBytes(key.generation, 4),
    numberBytes(key.occurrence, 4),
    sha256(`${key.mailbox} ${key.number} ${key.generation}`).subarray(0, 14),
  ];
}

const shortBytes = (key: ItemKey): Buffer[] => [
  provider,
  Buffer.from(key.mailbox.replaceAll('-', ''), 'hex'),
  numberBytes(kinds.indexOf(key.kind), 1),
  numberBytes(key.number, 6),
  numberBytes(key.occurrence, 4),
];

/** `/` and `+` of an EWS id as REST writes them; the same swap Office.js does. */
export const toRestForm = (ewsId: string): string =>
  ewsId.replaceAll('/', '-').replaceAll('+', '_');
const toEwsForm = (restId: string): string => restId.replaceAll('-', '/').replaceAll('_', '+');

/** The id of an item in REST form: 152 characters, 76 the immutable one. */
export function encodeId(form: IdForm, key: ItemKey): string {
  const body = Buffer.concat([
    Buffer.from(prefixes[form], 'hex'),
    ...(isShort(form) ? shortBytes(key) : longBytes(key)),
  ]);
  return toRestForm(Buffer.concat([body, sha256(body).subarray(0, 4)]).toString('base64'));
}

/** An id as EWS and Office.js show it in Outlook on the web. */
export const toEwsId = (restId: string): string => toEwsForm(restId);

const readGuid = (hex: string): string =>
  hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function readKey(form: IdForm, bytes: Buffer): ItemKey | undefined {
  const start = isShort(form) ? 42 : 80;
  const kind = kinds[bytes[start] ?? -1];
  if (!kind) return undefined;
  const mailbox = isShort(form)
    ? readGuid(bytes.toString('hex', 26, 42))
    : bytes.toString('ascii', 4, 40);
  const number = bytes.readUIntBE(start + 1, 6);
  if (isShort(form)) {
    return { kind, mailbox, number, generation: 0, occurrence: bytes.readUInt32BE(start + 7) };
  }
  const generation = bytes.readUInt32BE(start + 7);
  return { kind, mailbox, number, generation, occurrence: bytes.readUInt32BE(start + 11) };
}

const formOf = (prefix: string): IdForm | undefined =>
  (Object.keys(prefixes) as IdForm[]).find((form) => prefixes[form] === prefix);

/** Reads an id in REST or EWS letters. Throws `ErrorInvalidIdMalformed`. */
export function decodeId(id: string): ItemKey & { form: IdForm } {
  const bytes = Buffer.from(toEwsForm(id), 'base64');
  const form = formOf(bytes.toString('hex', 0, 4));
  const length = form && isShort(form) ? 57 : 113;
  const isWhole = bytes.length === length && toEwsForm(id) === bytes.toString('base64');
  if (!form || !isWhole) throw malformedId();
  const body = bytes.subarray(0, -4);
  const key = sha256(body).subarray(0, 4).equals(bytes.subarray(-4)) && readKey(form, bytes);
  if (!key) throw malformedId();
  return { ...key, form };
}

/** Reads an id given in a URL or a body of REST, where EWS letters are wrong. */
export function decodeRestId(id: string): ItemKey & { form: IdForm } {
  if (/[/+]/.test(id)) throw malformedId();
  return decodeId(id);
}

/** Change key of an item or folder: 40 characters, another one after every change. */
export const changeKey = (mailbox: string, change: number): string =>
  Buffer.concat([
    Buffer.from('0900000016000000', 'hex'),
    sha256(mailbox).subarray(0, 16),
    numberBytes(change, 6),
  ]).toString('base64');
