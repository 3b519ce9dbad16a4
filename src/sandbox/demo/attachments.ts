import { crc32, deflateSync } from 'node:zlib';
import { fold } from './customers.ts';
import type { AttachmentKind } from './data/thread-template.ts';
import type { DemoAttachment, Language } from './types.ts';

/** What an attachment tells; `number` makes its name differ from the next one's. */
export interface Topic {
  number: number;
  language: Language;
  product: string;
  quantity: number;
  amount: string;
  account: string;
}

export const LOGO_ID = 'logo@fabrikam.example';

/** A small real file: PDF, PNG or CSV. */
export function makeAttachment(kind: AttachmentKind, topic: Topic): DemoAttachment {
  const names = NAMES[kind];
  const name = topic.language === 'hu' ? names.hu : names.en;
  const filename = `${name}-${topic.number}.${names.extension}`;
  switch (kind) {
    case 'photo':
      return { filename, contentType: 'image/png', content: photo(topic.number) };
    case 'list':
      return { filename, contentType: 'text/csv', content: priceList(topic) };
    default:
      return { filename, contentType: 'application/pdf', content: pdf(letter(name, topic)) };
  }
}

/** The picture of a signature: shown in the body, yet an attachment of the message. */
export function makeLogo(): DemoAttachment {
  const content = png(48, 16, (x) => (x < 16 ? [15, 108, 189] : [200, 224, 240]));
  return { filename: 'logo.png', contentType: 'image/png', content, contentId: LOGO_ID };
}

const NAMES = {
  offer: { en: 'Offer', hu: 'Ajánlat', extension: 'pdf' },
  order: { en: 'Order', hu: 'Megrendelés', extension: 'pdf' },
  cv: { en: 'CV', hu: 'Önéletrajz', extension: 'pdf' },
  photo: { en: 'Photo', hu: 'Fénykép', extension: 'png' },
  list: { en: 'Prices', hu: 'Árlista', extension: 'csv' },
} as const;

function letter(title: string, topic: Topic): string[] {
  return [
    `${title} ${topic.number}`,
    topic.account,
    `${topic.quantity} x ${topic.product}`,
    topic.amount,
  ];
}

/** With a byte order mark, as Excel writes CSV and reads accents. */
function priceList({ language, product, quantity, amount }: Topic): Buffer {
  const head = language === 'hu' ? 'Termék;Darab;Összesen' : 'Product;Quantity;Total';
  return Buffer.from(`\uFEFF${head}\r\n${product};${quantity};${amount}\r\n`);
}

function photo(seed: number): Buffer {
  return png(64, 48, (x, y) => [(x * 3 + seed) % 256, (y * 5) % 256, ((x ^ y) * 4) % 256]);
}

type Colour = readonly [red: number, green: number, blue: number];

function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => colourAt(x, y)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** One page in Helvetica; the built-in fonts have no ő and ű, so accents are left out. */
function pdf(lines: string[]): Buffer {
  const shown = lines.map((line) => `(${plain(line)}) Tj 0 -24 Td`).join('\n');
  const content = `BT /F1 16 Tf 72 760 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(withCrossReferences('%PDF-1.4\n', objects), 'latin1');
}

function withCrossReferences(header: string, objects: string[]): string {
  const offsets = objects.map((_, i) => header.length + objects.slice(0, i).join('').length);
  const start = header.length + objects.join('').length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  return [
    header,
    ...objects,
    `xref\n0 ${size}\n0000000000 65535 f \n`,
    ...entries,
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  ].join('');
}

function plain(line: string): string {
  return line.split(' ').map(capitalFold).join(' ');
}

/** Folds accents but keeps capitals and digits; brackets and backslashes would end the string. */
function capitalFold(word: string): string {
  const folded = fold(word);
  return /^\p{Lu}/u.test(word) ? folded.charAt(0).toUpperCase() + folded.slice(1) : folded;
}
