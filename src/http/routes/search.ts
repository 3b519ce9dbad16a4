import { searchQuery, searchResponse } from '../../contracts/search.ts';
import { searchRecords } from '../../tracking/search-records.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerSearch({ app, ports }: Api): void {
  app.get(
    '/search',
    {
      schema: {
        summary: 'Records that can be regarding, by part of their name',
        querystring: searchQuery,
        response: { 200: searchResponse },
      },
    },
    (request) => {
      const { q: text, ...rest } = request.query;
      return searchRecords(ports, callerOf(request), { text, ...rest });
    },
  );
}
