import type { Context } from '../api/types.ts';
import type { Call, Operation } from '../functions/types.ts';
import { documentsOf } from './document.ts';
import { facetsOf } from './facets.ts';
import { findHits } from './find.ts';
import { readSearch } from './request.ts';
import { searchStatistics, searchStatus } from './status.ts';
import { completion, findSuggestions } from './suggest.ts';

/** What search answers is a text that holds JSON (wire facts, 1.4). */
const escaped = (value: object): { response: string } => ({ response: JSON.stringify(value) });

async function query(context: Context, { body }: Call) {
  const request = readSearch(body, { shortest: 3, top: 50 });
  const { hits, count } = await findHits(context, request);
  const page = hits.slice(request.skip, request.skip + request.top);
  const documents = await documentsOf(context, page);
  return escaped({
    Error: null,
    Value: page.map(({ row, table, score, highlights }, index) => ({
      Id: row.id,
      EntityName: table.name,
      ObjectTypeCode: 0,
      Attributes: documents[index],
      Highlights: highlights,
      Score: score,
    })),
    Facets: await facetsOf(context, hits, request.facets),
    QueryContext: null,
    Count: request.isCounted ? count : -1,
  });
}

async function suggest(context: Context, { body }: Call) {
  const found = await findSuggestions(context, readSearch(body, { shortest: 3, top: 5 }));
  const documents = await documentsOf(
    context,
    found.map(({ hit }) => hit),
  );
  const Value = found.map(({ hit, text }, index) => ({
    Text: text,
    Document: {
      '@search.objectid': hit.row.id,
      '@search.entityname': hit.table.name,
      ...documents[index],
    },
  }));
  return escaped({ Error: null, Value, QueryContext: null });
}

async function autocomplete(context: Context, { body }: Call) {
  const Value = await completion(context, readSearch(body, { shortest: 1, top: 1 }));
  return escaped({ Error: null, Value, QueryContext: null });
}

/** Dataverse search v2: `searchquery` and its siblings, also below `/api/search/v2.0/`. */
export const searchOperations: Record<string, Operation> = {
  searchquery: { method: 'POST', run: query },
  searchsuggest: { method: 'POST', run: suggest },
  searchautocomplete: { method: 'POST', run: autocomplete },
  searchstatus: {
    method: 'GET',
    run: async (context) => escaped({ value: await searchStatus(context) }),
  },
  searchstatistics: {
    method: 'GET',
    run: async (context) => escaped({ value: await searchStatistics(context) }),
  },
};
