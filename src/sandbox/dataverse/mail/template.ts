import { XMLParser } from 'fast-xml-parser';
import { textOf, type Row } from '../store/rows.ts';

/** A node as the parser gives it in order: one tag → children, or text. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  trimValues: false,
  attributeNamePrefix: '',
});

const childrenOf = (node: Node, tag: string): Node[] => node[tag] as Node[];
const attributesOf = (node: Node): Record<string, string> =>
  (node[':@'] as Record<string, string> | undefined) ?? {};

/** A column of the row by `contact/fullname`; empty for another table's. */
function valueOf(row: Row, path: string): string {
  const [column = '', table = ''] = path.replaceAll(/[{}@]/g, '').split('/').reverse();
  return table === row.table ? textOf(row.data[column]) : '';
}

function renderChoice(nodes: readonly Node[], row: Row): string {
  for (const node of nodes) {
    if ('xsl:when' in node && valueOf(row, attributesOf(node)['test'] ?? '')) {
      return render(childrenOf(node, 'xsl:when'), row);
    }
    if ('xsl:otherwise' in node) return render(childrenOf(node, 'xsl:otherwise'), row);
  }
  return '';
}

function renderNode(node: Node, row: Row): string {
  const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
  if (tag === '#text') return String(node[tag]);
  if (tag === 'xsl:value-of') return valueOf(row, attributesOf(node)['select'] ?? '');
  if (tag === 'xsl:choose') return renderChoice(childrenOf(node, tag), row);
  return tag.startsWith('?') || tag === 'xsl:output' ? '' : render(childrenOf(node, tag), row);
}

const render = (nodes: readonly Node[], row: Row): string =>
  nodes.map((node) => renderNode(node, row)).join('');

const placeholder = /\{!([\w]+)\s*:\s*([\w]+)\s*;([^}]*)\}/g;

/**
 * A template's text for a row: the stylesheet Dataverse stores (`xsl:value-of`, `xsl:choose`), or
 * `{!contact:fullname;Customer}` in plain text. Values of other tables are empty.
 */
export function fillTemplate(template: string, row: Row): string {
  const isStylesheet = /<xsl:stylesheet/.test(template);
  const text = isStylesheet ? render(parser.parse(template) as Node[], row) : template;
  return text.replace(
    placeholder,
    (_all, table: string, column: string, fallback: string) =>
      valueOf(row, `${table.toLowerCase()}/${column.toLowerCase()}`) || fallback,
  );
}
