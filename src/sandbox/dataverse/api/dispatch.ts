import type { QueryOptions } from '../../odata/ast.ts';
import { parseResource } from '../../odata/parse.ts';
import { answerDefinitions } from '../functions/entity-definitions.ts';
import { operationNames, runOperation } from '../functions/index.ts';
import { methodNotAllowed, notBuilt } from '../errors.ts';
import { get } from './get.ts';
import { writeReference } from './references.ts';
import { resolveTarget, type Resource } from './target.ts';
import type { ApiRequest, ApiResponse, Context } from './types.ts';
import { patch, post, putProperty, remove } from './write.ts';

function writeRow(
  context: Context,
  request: ApiRequest,
  { target, suffix }: Resource,
  query: QueryOptions,
): Promise<ApiResponse> {
  const { method } = request;
  if (target.kind === 'property' && suffix === undefined) {
    return putProperty(context, request, target);
  }
  if (target.kind === 'set' && method === 'POST')
    return post(context, request, target.table, query);
  if (target.kind === 'row' && method === 'PATCH') return patch(context, request, target, query);
  if (target.kind === 'row' && method === 'DELETE') return remove(context, request, target);
  if (target.kind === 'collection' && method === 'POST') {
    throw notBuilt('POST to a collection-valued navigation property');
  }
  throw methodNotAllowed(method);
}

/**
 * Answers one request below the service root for the users of `context`. Throws `DataverseError`,
 * `ODataSyntaxError`, `ODataTypeError` and `ODataUnsupportedError`; see `errorResponse`.
 */
export async function dispatch(context: Context, request: ApiRequest): Promise<ApiResponse> {
  const { path, query } = parseResource(request.path);
  if (path[0]?.name === 'EntityDefinitions')
    return answerDefinitions(context, request, path, query);
  const resource = await resolveTarget(context, path, operationNames);
  const { target, suffix } = resource;
  if (target.kind === 'operation') return runOperation(context, request, target);
  if (request.method === 'GET') return get(context, request, resource, query);
  if (suffix === '$ref') return writeReference(context, request, resource, query);
  return writeRow(context, request, resource, query);
}
