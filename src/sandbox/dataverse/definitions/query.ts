import type { ExpandItem, QueryOptions } from '../../odata/ast.ts';
import { unknownProperty } from '../errors.ts';
import { holds } from './filter.ts';
import type { Json, Node } from './node.ts';

/** How nodes are shown: with the properties of their own type only where a cast asks for them. */
interface View {
  cast?: string;
  /** Address of the node in `$metadata`, for what it expands. */
  of?: string;
}

function project(node: Node, select: readonly string[] | undefined, view: View): Json {
  const isCast = view.cast !== undefined || node.base === undefined;
  const type = isCast ? {} : { '@odata.type': `#Microsoft.Dynamics.CRM.${node.type}` };
  if (!select) return { ...type, ...node.json };
  const hidden = isCast ? [] : (node.own ?? []);
  const unknown = select.find((name) => !(name in node.json) || hidden.includes(name));
  if (unknown) throw unknownProperty(unknown, view.cast ?? node.base ?? node.type);
  const names = [...select, 'MetadataId'].filter((name) => name in node.json);
  return { ...type, ...Object.fromEntries(names.map((name) => [name, node.json[name]])) };
}

function expanded(node: Node, { path, options }: ExpandItem): unknown {
  const child = node.children[path];
  if (!child) {
    if (path in node.json) return node.json[path];
    throw unknownProperty(path, node.type);
  }
  const value = child();
  if (Array.isArray(value)) return showAll(value, options);
  return value && show(value, options, { cast: value.type });
}

/** A piece of metadata as JSON, with what it expands. Throws a `DataverseError` (400). */
export function show(node: Node, options: QueryOptions, view: View = {}): Json {
  const json = project(node, options.select, view);
  for (const item of options.expand ?? []) {
    if (view.of) json[`${item.path}@odata.context`] = `${view.of}/${item.path}`;
    json[item.path] = expanded(node, item);
  }
  return json;
}

const textOf = (node: Node, name: string): string => {
  const value = node.json[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

function ordered(nodes: Node[], { orderby }: QueryOptions): Node[] {
  const [first] = orderby ?? [];
  if (first?.expression.kind !== 'path') return nodes;
  const name = first.expression.segments.join('/');
  const sorted = nodes.toSorted((a, b) => textOf(a, name).localeCompare(textOf(b, name)));
  return first.descending ? sorted.reverse() : sorted;
}

/** Those that meet the query's filter, in its order. */
export function choose(nodes: readonly Node[], options: QueryOptions): Node[] {
  const { filter, top } = options;
  const chosen = nodes.filter((node) => !filter || holds(node, filter));
  return ordered(chosen, options).slice(0, top ?? chosen.length);
}

export const showAll = (nodes: readonly Node[], options: QueryOptions, view?: View): Json[] =>
  choose(nodes, options).map((node) => show(node, options, view));
