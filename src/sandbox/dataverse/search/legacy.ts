import type { ApiRequest, ApiResponse, Context } from '../api/types.ts';
import { methodNotAllowed, unknownSegment } from '../errors.ts';
import { parseBody, type Json } from '../write/payload.ts';
import { documentsOf } from './document.ts';
import { facetsOf } from './facets.ts';
import { findHits } from './find.ts';
import { readSearch } from './request.ts';
import { completion, findSuggestions } from './suggest.ts';

async function query(context: Context, body: Json): Promise<object> {
  const request = readSearch(body, { shortest: 1, top: 50 });
  const { hits, count } = await findHits(context, request);
  const page = hits.slice(request.skip, request.skip + request.top);
  const documents = await documentsOf(context, page);
  return {
    value: page.map(({ row, table, score, highlights }, index) => ({
      '@search.score': score,
      '@search.highlights': highlights,
      '@search.entityname': table.name,
      '@search.objectid': row.id,
      ...documents[index],
    })),
    facets: await facetsOf(context, hits, request.facets),
    totalrecordcount: request.isCounted ? count : -1,
    querycontext: null,
  };
}

async function suggest(context: Context, body: Json): Promise<object> {
  const found = await findSuggestions(context, readSearch(body, { shortest: 3, top: 5 }));
  const documents = await documentsOf(
    context,
    found.map(({ hit }) => hit),
  );
  const value = found.map(({ hit, text }, index) => ({
    text,
    document: {
      '@search.objectid': hit.row.id,
      '@search.entityname': hit.table.name,
      ...documents[index],
    },
  }));
  return { value, querycontext: null };
}

const complete = async (context: Context, body: Json): Promise<object> => ({
  value: await completion(context, readSearch(body, { shortest: 1, top: 1 })),
  querycontext: null,
});

const operations = new Map([
  ['query', query],
  ['suggest', suggest],
  ['autocomplete', complete],
]);

/** `POST /api/search/v1.0/query`, `suggest` and `autocomplete`: lists, not texts that hold them. */
export async function answerLegacySearch(
  context: Context,
  { method, body }: ApiRequest,
  name: string,
): Promise<ApiResponse> {
  const operation = operations.get(name);
  if (!operation) throw unknownSegment(name);
  if (method !== 'POST') throw methodNotAllowed(method);
  return { status: 200, headers: {}, body: await operation(context, parseBody(body, name)) };
}
