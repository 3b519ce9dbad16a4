/** An element as fast-xml-parser gives it here: children as lists, attributes with an `@`. */
export type XmlNode = Readonly<Record<string, unknown>>;

/** The child elements of that name. An element without attributes and children reads as its text. */
export function children(node: XmlNode, name: string): XmlNode[] {
  const found = node[name];
  if (!Array.isArray(found)) return [];
  return found.map((item: unknown) =>
    typeof item === 'object' && item !== null ? (item as XmlNode) : { '#text': item },
  );
}

export const child = (node: XmlNode, name: string): XmlNode | undefined => children(node, name)[0];

/** An attribute's value; empty where absent. */
export function attribute(node: XmlNode, name: string): string {
  const value = node[`@${name}`];
  return typeof value === 'string' ? value.trim() : '';
}

/** The text of an element; empty where it has none. */
export function text(node: XmlNode): string {
  const value = node['#text'];
  return typeof value === 'string' ? value.trim() : '';
}
