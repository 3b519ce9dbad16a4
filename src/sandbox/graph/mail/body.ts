import { convert } from 'html-to-text';
import sanitize from 'sanitize-html';
import type { Item } from '../store/items.ts';

export type Body = NonNullable<Item['body']>;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign);

export const asHtml = (text: string): string =>
  `<html><body><div style="white-space:pre-wrap">${escapeHtml(text)}</div></body></html>`;

export const toText = (html: string): string =>
  convert(html, { wordwrap: false, limits: { maxDepth: 100 } }).replaceAll(/\r?\n/g, '\r\n');

/** A body in the wanted format; in its own where none is wanted. */
export function bodyAs(body: Body, wanted: 'text' | 'html' | undefined): Body {
  if (!wanted || wanted === body.contentType) return body;
  return wanted === 'text'
    ? { contentType: 'text', content: toText(body.content) }
    : { contentType: 'html', content: asHtml(body.content) };
}

const unsafe =
  /<(?:script|iframe|object|embed|applet|form|input|button|base|link)\b|\son\w+\s*=|javascript:/i;
const safeTags = [
  ...sanitize.defaults.allowedTags,
  ...['html', 'head', 'title', 'meta', 'body', 'style', 'img', 'map', 'area'],
  ...['font', 'center', 'big', 'strike', 'tt', 'del', 'ins'],
];
const withoutHandlers: sanitize.Transformer = (tagName, attributes) => ({
  tagName,
  attribs: Object.fromEntries(Object.entries(attributes).filter(([name]) => !/^on/i.test(name))),
});

/**
 * HTML without scripts, forms and event handlers, as Exchange serves it unless
 * `outlook.allow-unsafe-html` is preferred; HTML that has none stays as it is.
 */
export function safeHtml(body: Body): Body {
  if (body.contentType !== 'html' || !unsafe.test(body.content)) return body;
  const content = sanitize(body.content, {
    allowedTags: safeTags,
    allowVulnerableTags: true,
    allowedAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid', 'data'],
    transformTags: { '*': withoutHandlers },
  });
  return { contentType: 'html', content };
}
