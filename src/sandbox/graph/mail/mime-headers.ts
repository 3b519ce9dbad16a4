/** A header line and those that go on with it. */
const field = (name: string): RegExp => new RegExp(`^${name}:.*(?:\\r?\\n[ \\t].*)*\\r?\\n`, 'gim');

/** Head and the rest; bytes stand as the letters of the same number, so that none changes. */
function parts(mime: Buffer): [head: string, rest: string] {
  const text = mime.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const head = end < 0 ? text : text.slice(0, end + 2);
  return [head, text.slice(head.length)];
}

/** The message as its recipients get it. Bytes other than the header stay as they are. */
export function withoutBcc(mime: Buffer): Buffer {
  const [head, rest] = parts(mime);
  return Buffer.from(head.replaceAll(field('bcc'), '') + rest, 'latin1');
}

/** The message with the headers it lacks put before its own. Values are ASCII. */
export function withMissing(mime: Buffer, headers: Record<string, string>): Buffer {
  const [head, rest] = parts(mime);
  const missing = Object.entries(headers).filter(([name]) => !field(name).test(`${head}\r\n`));
  const lines = missing.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(lines + head + rest, 'latin1');
}
