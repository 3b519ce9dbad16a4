/** A control of a form that shows a column. */
export interface FormControl {
  column: string;
  /** What the form calls it, by language (LCID). */
  labels: Map<number, string>;
}

const tag = /<(\/?)([A-Za-z]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? parseInt(String(hex), 16) : decimal ? Number(decimal) : NaN;
    if (Number.isInteger(code) && code <= 0x10_ff_ff) return String.fromCodePoint(code);
    return entities[String(name)] ?? whole;
  });

const attributesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(attribute)].map(([, name = '', double, single]) => [
      name.toLowerCase(),
      unescaped(double ?? single ?? ''),
    ]),
  );

/** Shows columns of another record, though it names a look-up as its own (FormXML `quickform`). */
const quickView = '{5c5600e0-1d6e-4205-a272-be80da87fd42}';

/** Parts that can be hidden with everything in them. */
const containers = new Set(['tab', 'section', 'cell']);

interface Reading {
  found: FormControl[];
  hidden: string[];
  labels: Map<number, string>;
}

function open(reading: Reading, name: string, attributes: Map<string, string>): void {
  const isHidden = attributes.get('visible')?.toLowerCase() === 'false';
  if (containers.has(name)) reading.hidden.push(isHidden ? name : '');
  if (name === 'cell') reading.labels = new Map();
  if (name === 'label') {
    const text = attributes.get('description');
    if (text) reading.labels.set(Number(attributes.get('languagecode')), text);
  }
  if (name === 'control') addControl(reading, attributes);
}

function addControl({ found, hidden, labels }: Reading, attributes: Map<string, string>): void {
  const column = attributes.get('datafieldname')?.toLowerCase();
  const isShown = !hidden.some((name) => name !== '');
  const isColumn = attributes.get('classid')?.toLowerCase() !== quickView;
  if (column && isShown && isColumn && !found.some((control) => control.column === column)) {
    found.push({ column, labels });
  }
}

/** The columns a form shows, in its order; parts that are none (timelines, grids) are left out. */
export function controlsOf(formXml: string): FormControl[] {
  const reading: Reading = { found: [], hidden: [], labels: new Map() };
  for (const [, close, written = '', attributes = '', empty] of formXml.matchAll(tag)) {
    const name = written.toLowerCase();
    if (!close) open(reading, name, attributesOf(attributes));
    if ((close || empty) && containers.has(name)) reading.hidden.pop();
  }
  return reading.found;
}
