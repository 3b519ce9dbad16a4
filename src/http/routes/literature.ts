import { z } from 'zod';
import { fileContent, literatureQuery, literatureResponse } from '../../contracts/library.ts';
import { findLiterature, readLiteratureFile } from '../../tracking/library.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerLiterature({ app, ports }: Api): void {
  app.get(
    '/literature',
    {
      schema: {
        summary: 'Sales literature with its files, by words in its name or keywords',
        querystring: literatureQuery,
        response: { 200: literatureResponse },
      },
    },
    (request) => findLiterature(ports, callerOf(request), request.query.q ?? ''),
  );
  app.get(
    '/literature/files/:id',
    {
      schema: {
        summary: 'The content of a file of sales literature',
        params: z.object({ id: z.guid() }),
        response: { 200: fileContent },
      },
    },
    (request) => readLiteratureFile(ports, callerOf(request), request.params.id),
  );
}
