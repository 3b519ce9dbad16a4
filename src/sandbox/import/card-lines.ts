import { Unimportable } from './unimportable.ts';

/** The lines of each card of a vCard file, without cards inside a card; null where it does not end. */
export function splitCards(text: string): (string[] | null)[] {
  const cards: (string[] | null)[] = [];
  let lines: string[] = [];
  let depth = 0;
  for (const line of joinSoftBreaks(text.replace(/^\uFEFF/, '')).split('\n')) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) depth += 1;
    if (depth === 1) lines.push(line);
    if (depth > 0 && /^END:VCARD\s*$/i.test(line)) depth -= 1;
    if (depth === 0 && lines.length > 0) {
      cards.push(lines);
      lines = [];
    }
  }
  return depth > 0 ? [...cards, null] : cards;
}

/** Line ends become `\n`; folded lines and soft breaks of quoted-printable are joined. */
function joinSoftBreaks(text: string): string {
  const unfolded = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '');
  return unfolded
    .split('\n')
    .reduce<string[]>((lines, line) => {
      const last = lines.at(-1);
      const isBroken = last?.endsWith('=') === true && /QUOTED-PRINTABLE/i.test(last);
      if (isBroken) lines.splice(-1, 1, last.slice(0, -1) + line);
      else lines.push(line);
      return lines;
    }, [])
    .join('\n');
}

/**
 * A card as text of vCard 3 or 4. Version 2.1 is rewritten: types get a name, quoted-printable
 * becomes plain text. Pictures are left out.
 * @throws Unimportable where it is in an unknown character set.
 */
export function modernise(lines: string[]): string {
  // A line that is no property continues a picture.
  const properties = lines.flatMap((line) => readLine(line) ?? []);
  return properties
    .filter(({ name }) => !DROPPED.test(name))
    .map(writeLine)
    .join('\r\n');
}

const DROPPED = /(^|\.)(PHOTO|LOGO|SOUND|KEY|AGENT)$/i;

interface Line {
  name: string;
  parameters: string[];
  value: string;
}

function readLine(line: string): Line | null {
  const match = /^([A-Za-z0-9.-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  if (!match) return null;
  const [, name = '', parameters = '', value = ''] = match;
  return { name, parameters: parameters.match(/(?:"[^"]*"|[^";])+/g) ?? [], value };
}

function writeLine({ name, parameters, value }: Line): string {
  if (/^VERSION$/i.test(name)) return `VERSION:${value.trim() === '2.1' ? '3.0' : value.trim()}`;
  const named = parameters.map(nameParameter);
  const isQuoted = named.some((parameter) => /^ENCODING="?QUOTED-PRINTABLE"?$/i.test(parameter));
  const charset = named.map((p) => /^CHARSET="?([^"]*)"?$/i.exec(p)?.[1]).find(Boolean);
  const kept = named.filter((parameter) => !/^(ENCODING|CHARSET)=/i.test(parameter));
  const text = isQuoted ? escapeText(decodeQuoted(value, charset ?? 'utf-8')) : value;
  return `${[name, ...kept].join(';')}:${text}`;
}

/** Version 2.1 may leave a parameter's name out: `TEL;HOME`. */
function nameParameter(parameter: string): string {
  if (parameter.includes('=')) return parameter;
  const isEncoding = /^(QUOTED-PRINTABLE|BASE64|[78]BIT)$/i.test(parameter);
  return `${isEncoding ? 'ENCODING' : 'TYPE'}=${parameter}`;
}

function decodeQuoted(value: string, charset: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return decoderOf(charset).decode(Buffer.from(bytes, 'latin1'));
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch (error) {
    throw new Unimportable(`Its character set is unknown, "${charset}".`, { cause: error });
  }
}

function escapeText(text: string): string {
  return text.replace(/,/g, '\\,').replace(/\r?\n/g, '\\n');
}
