/** An element of an XML document. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  content: readonly XmlElement[] | string;
}

/** An element; content is text or elements, absent: none. */
export const element = (
  name: string,
  attributes: Record<string, string> = {},
  content: readonly XmlElement[] | string = [],
): XmlElement => ({ name, attributes, content });

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** The element and all in it, indented by two spaces a level. */
export function writeXml({ name, attributes, content }: XmlElement, indent = ''): string {
  const attributeText = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escape(value)}"`)
    .join('');
  if (content.length === 0) return `${indent}<${name}${attributeText} />\n`;
  const inside =
    typeof content === 'string'
      ? escape(content)
      : `\n${content.map((child) => writeXml(child, `${indent}  `)).join('')}${indent}`;
  return `${indent}<${name}${attributeText}>${inside}</${name}>\n`;
}
