import { z } from 'zod';
import { articlesQuery, articlesResponse, articleText } from '../../contracts/library.ts';
import { findArticles, readArticle } from '../../tracking/library.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerArticles({ app, ports }: Api): void {
  app.get(
    '/articles',
    {
      schema: {
        summary: 'Published knowledge articles, by words in them',
        querystring: articlesQuery,
        response: { 200: articlesResponse },
      },
    },
    (request) => findArticles(ports, callerOf(request), request.query.q ?? ''),
  );
  app.get(
    '/articles/:id',
    {
      schema: {
        summary: 'The text of a knowledge article',
        params: z.object({ id: z.guid() }),
        response: { 200: articleText },
      },
    },
    (request) => readArticle(ports, callerOf(request), request.params.id),
  );
}
