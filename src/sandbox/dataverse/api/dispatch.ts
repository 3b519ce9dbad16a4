import type { QueryOptions } from '../../odata/ast.ts';
import { parseResource } from '../../odata/parse.ts';
import { answerDefinitions, isMetadata } from '../definitions/answer.ts';
import { csdl } from '../definitions/csdl.ts';
import { serviceDocument } from '../definitions/service-document.ts';
import { operationNames, runOperation } from '../functions/index.ts';
import { methodNotAllowed, urlTooLong } from '../errors.ts';
import { get } from './get.ts';
import { writeReference } from './references.ts';
import { resolveTarget, type Resource } from './target.ts';
import type { ApiRequest, ApiResponse, Context } from './types.ts';
import { patch, post, postChild, putCollection, putProperty, remove } from './write.ts';

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
    return postChild(context, request, target, query);
  }
  if (target.kind === 'collection' && method === 'PUT') {
    return putCollection(context, request, target);
  }
  throw methodNotAllowed(method);
}

const metadataDocument = (): ApiResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/xml' },
  body: csdl(),
});

/** Characters of the address of a part of a batch; of other requests half as many. */
const longestUrl = 65_536;

/**
 * Answers one request below the service root for the users of `context`. Throws `DataverseError`,
 * `ODataSyntaxError`, `ODataTypeError` and `ODataUnsupportedError`; see `errorResponse`.
 */
export async function dispatch(context: Context, request: ApiRequest): Promise<ApiResponse> {
  if (request.path.length > longestUrl) throw urlTooLong(longestUrl);
  const { path, query } = parseResource(request.path);
  const [first] = path;
  if (!first && request.method === 'GET') return serviceDocument(context);
  if (first?.name === '$metadata' && request.method === 'GET') return metadataDocument();
  if (isMetadata(first?.name)) return answerDefinitions(context, request, path, query);
  const resource = await resolveTarget(context, path, operationNames);
  const { target, suffix } = resource;
  if (target.kind === 'operation') return runOperation(context, request, target);
  if (request.method === 'GET') return get(context, request, resource, query);
  if (suffix === '$ref') return writeReference(context, request, resource, query);
  return writeRow(context, request, resource, query);
}
