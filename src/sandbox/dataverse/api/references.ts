import type { QueryOptions } from '../../odata/ast.ts';
import { badPayload, DataverseError, methodNotAllowed, notBuilt } from '../errors.ts';
import { parseResource } from '../../odata/parse.ts';
import { associate, disassociate } from '../write/association.ts';
import { parseBody } from '../write/payload.ts';
import { belowRoot, resolveReference } from '../write/reference.ts';
import { changeRow } from '../write/update.ts';
import { toGuid } from './find-by-key.ts';
import type { Resource, Target } from './target.ts';
import { inTransaction, type ApiRequest, type ApiResponse, type Context } from './types.ts';

type Navigation = Extract<Target, { kind: 'navigation' }>;
type CollectionTarget = Extract<Target, { kind: 'collection' }>;

const done: ApiResponse = { status: 204, headers: {} };

function idOf(request: ApiRequest, entitySet: string): string {
  const id = parseBody(request.body, entitySet)['@odata.id'];
  if (typeof id === 'string') return id;
  throw badPayload(entitySet, "the body must be {'@odata.id': …}.");
}

async function writeSingle(
  context: Context,
  request: ApiRequest,
  { table, row, name, target }: Navigation,
): Promise<ApiResponse> {
  if (request.method !== 'PUT' && request.method !== 'DELETE') {
    throw methodNotAllowed(request.method);
  }
  const wanted = { entitySet: table.entitySet, column: name, target };
  const value =
    request.method === 'PUT'
      ? await resolveReference(context, idOf(request, table.entitySet), wanted)
      : null;
  await changeRow(context, row, { values: { [name]: value }, collections: {} });
  return done;
}

/** The child is a key of the collection or the query option `$id`. */
function childId({ childKey }: CollectionTarget, query: QueryOptions): string {
  const url = query.custom['$id'];
  const key = url ? parseResource(belowRoot(url)).path[0]?.key : childKey;
  const id = toGuid(key);
  if (id) return id;
  throw new DataverseError('InvalidArgument', 'DELETE of $ref needs a key or $id.');
}

async function writeCollection(
  context: Context,
  request: ApiRequest,
  target: CollectionTarget,
  query: QueryOptions,
): Promise<ApiResponse> {
  const { row, collection, set, table } = target;
  if (request.method === 'DELETE') {
    await disassociate(context, row, collection, childId(target, query));
    return done;
  }
  if (request.method !== 'POST') throw methodNotAllowed(request.method);
  const wanted = { entitySet: table.entitySet, column: '', target: set.table.name };
  const child = await resolveReference(context, idOf(request, table.entitySet), wanted);
  await associate(context, row, collection, child);
  return done;
}

/** Writes of `…/$ref`: PUT and DELETE of a look-up, POST and DELETE in a collection. */
export function writeReference(
  context: Context,
  request: ApiRequest,
  { target }: Resource,
  query: QueryOptions,
): Promise<ApiResponse> {
  return inTransaction(context, async (inside) => {
    if (target.kind === 'navigation') return writeSingle(inside, request, target);
    if (target.kind === 'collection') return writeCollection(inside, request, target, query);
    throw notBuilt('$ref here');
  });
}
