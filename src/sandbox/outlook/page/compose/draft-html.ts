import DOMPurify from 'dompurify';
import { mailRules } from '../mail/clean-html.ts';

const signatureId = 'Signature';
/** Where the quoted message of an answer begins. */
const quote = '#appendonsend, #divRplyFwdMsg, hr';

/** HTML as elements of a page nobody sees: nothing in it runs or is loaded. */
function parse(html: string): HTMLElement {
  return DOMPurify.sanitize(html, { ...mailRules, RETURN_DOM: true }) as HTMLElement;
}

/** HTML without anything that could run. */
export const cleaned = (html: string): string => parse(html).innerHTML;

/** The HTML with more of it at the start. */
export const withPrepended = (html: string, more: string): string => cleaned(more) + html;

/** The HTML with a signature, which takes the place of the one before; quoted text stays below. */
export function withSignature(html: string, signature: string): string {
  const root = parse(html);
  root.querySelector(`#${signatureId}`)?.remove();
  if (signature.trim()) {
    const own = root.ownerDocument.createElement('div');
    own.id = signatureId;
    own.append(...parse(signature).childNodes);
    root.insertBefore(own, quoteIn(root));
  }
  return root.innerHTML;
}

/** The child of the body that holds the start of what is quoted. */
function quoteIn(root: HTMLElement): Node | null {
  const start = root.querySelector(quote);
  return [...root.childNodes].find((child) => start && child.contains(start)) ?? null;
}

const blocks = new Set(
  'ADDRESS,ARTICLE,BLOCKQUOTE,DIV,DL,FIGURE,H1,H2,H3,H4,H5,H6,HR,LI,OL,P,PRE,SECTION,TABLE,TR,UL'.split(
    ',',
  ),
);

function write(node: Node, lines: string[]): void {
  const last = lines.length - 1;
  if (node.nodeType === Node.TEXT_NODE) {
    lines[last] = (lines[last] ?? '') + (node.textContent ?? '').replace(/\s+/g, ' ');
    return;
  }
  if (node.nodeName === 'BR') {
    lines.push('');
    return;
  }
  const isBlock = blocks.has(node.nodeName);
  if (isBlock && lines[last]?.trim()) lines.push('');
  node.childNodes.forEach((child) => write(child, lines));
  if (isBlock && lines.at(-1)?.trim()) lines.push('');
}

/** What a reader sees of the HTML, line by line. */
export function plainText(html: string): string {
  const lines = [''];
  write(parse(html), lines);
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
