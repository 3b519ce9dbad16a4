import type { PathSegment, QueryOptions } from '../../odata/ast.ts';
import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import {
  DataverseError,
  methodNotAllowed,
  notBuilt,
  notFound,
  unknownProperty,
  unknownSegment,
} from '../errors.ts';
import { tables } from '../metadata/index.ts';
import { entityNode } from './entity-node.ts';
import type { Json, Node } from './node.ts';
import { optionSetNodes } from './global-option-sets.ts';
import { choose, show, showAll } from './query.ts';
import { relationshipNodes } from './relationship-node.ts';

/** The sets of metadata: their nodes and the type a set has without a cast. */
const roots: Record<string, { nodes: () => Node[]; type: string }> = {
  EntityDefinitions: { nodes: () => tables.map(entityNode), type: 'EntityMetadata' },
  RelationshipDefinitions: { nodes: relationshipNodes, type: 'RelationshipMetadataBase' },
  GlobalOptionSetDefinitions: { nodes: optionSetNodes, type: 'OptionSetMetadataBase' },
};

/** Whether a path begins in metadata. */
export const isMetadata = (name: string | undefined): boolean =>
  name !== undefined && Object.hasOwn(roots, name);

const namespace = 'Microsoft.Dynamics.CRM.';

const isCast = (segment: PathSegment | undefined): segment is PathSegment =>
  segment?.name.startsWith(namespace) ?? false;

const hasKey = ({ key, named }: PathSegment): boolean =>
  key !== undefined || (named !== undefined && Object.keys(named).length > 0);

/** The node a segment's key names: `(LogicalName='account')`, `(<MetadataId>)`. */
function find(nodes: readonly Node[], { key, named, name }: PathSegment): Node {
  const [[property, literal] = []] = key
    ? [['MetadataId', key] as const]
    : Object.entries(named ?? {});
  const wanted = literal && 'value' in literal ? String(literal.value).toLowerCase() : '';
  const node = nodes.find(({ keys }) => keys[property ?? '']?.toLowerCase() === wanted);
  if (node) return node;
  if (name === 'EntityDefinitions') throw noTable(wanted);
  throw notFound(name, wanted);
}

const noTable = (name: string): DataverseError =>
  new DataverseError(
    'MetadataNotFound',
    `Could not find an entity with name ${name} and id 00000000-0000-0000-0000-000000000000.`,
  );

/** Where a path has led: a list of nodes, one node, or a property. */
interface Place {
  of: string;
  nodes?: readonly Node[];
  node?: Node;
  value?: unknown;
  cast?: string;
}

function castTo(place: Place, { name }: PathSegment): Place {
  const type = name.slice(namespace.length);
  const fits = (node: Node): boolean => node.type === type || node.base === type;
  const of = `${place.of}/${name}`;
  if (place.nodes) return { of, nodes: place.nodes.filter(fits), cast: type };
  if (place.node && fits(place.node)) return { of, node: place.node, cast: type };
  throw unknownSegment(name);
}

function into(place: Place, segment: PathSegment): Place {
  const { node } = place;
  const of = `${place.of}/${segment.name}`;
  const child = node?.children[segment.name];
  if (!node) throw unknownSegment(segment.name);
  if (!child) {
    if (segment.name in node.json) return { of, value: node.json[segment.name] };
    throw unknownProperty(segment.name, node.type);
  }
  const found = child();
  if (Array.isArray(found)) {
    return hasKey(segment) ? { of, node: find(found, segment) } : { of, nodes: found };
  }
  // A single piece of metadata is of its own type already: no cast is needed to name its properties.
  return found ? { of, node: found, cast: found.type } : { of, value: null };
}

function walk([first, ...rest]: readonly PathSegment[]): Place {
  const root = first && roots[first.name];
  if (!first || !root) throw unknownSegment(first?.name ?? '');
  const nodes = root.nodes();
  const start: Place = hasKey(first)
    ? { of: first.name, node: find(nodes, first) }
    : { of: first.name, nodes };
  return rest.reduce<Place>(
    (place, segment) => (isCast(segment) ? castTo(place, segment) : into(place, segment)),
    start,
  );
}

const selected = ({ select }: QueryOptions): string => (select ? `(${select.join(',')})` : '');

function body(place: Place, options: QueryOptions, root: string): Json | undefined {
  const view = place.cast === undefined ? {} : { cast: place.cast };
  if (place.nodes) return { value: showAll(place.nodes, options, view) };
  if (place.node) {
    const of = `${root}/$metadata#${place.of}`;
    return show(place.node, options, { ...view, of });
  }
  const { value } = place;
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' && !Array.isArray(value) ? (value as Json) : { value };
}

/**
 * `EntityDefinitions`, `RelationshipDefinitions` and `GlobalOptionSetDefinitions` and everything
 * below them (wire.md 1.14). Metadata is read-only here: other methods are answered 501.
 */
export function answerDefinitions(
  context: Context,
  request: ApiRequest,
  path: readonly PathSegment[],
  options: QueryOptions,
): ApiResponse {
  if (request.method !== 'GET') {
    if (request.method === 'PATCH') throw methodNotAllowed(request.method);
    throw notBuilt('making or changing metadata');
  }
  const isCount = path.at(-1)?.name === '$count';
  const place = walk(isCount ? path.slice(0, -1) : path);
  if (isCount) return countOf(place, options);
  const json = body(place, options, context.root);
  if (!json) return { status: 204, headers: {} };
  const of = `${place.of}${selected(options)}${place.node ? '/$entity' : ''}`;
  const answer = { '@odata.context': `${context.root}/$metadata#${of}`, ...json };
  return { status: 200, headers: {}, body: answer };
}

const countOf = ({ nodes = [] }: Place, options: QueryOptions): ApiResponse => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain' },
  body: String(choose(nodes, options).length),
});
