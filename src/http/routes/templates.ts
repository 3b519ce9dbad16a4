import { z } from 'zod';
import {
  filledTemplate,
  fillRequest,
  templatesQuery,
  templatesResponse,
} from '../../contracts/library.ts';
import { fillTemplate, findTemplates } from '../../tracking/library.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerTemplates({ app, ports }: Api): void {
  app.get(
    '/templates',
    {
      schema: {
        summary: 'E-mail templates for records of a table, and those for any',
        querystring: templatesQuery,
        response: { 200: templatesResponse },
      },
    },
    (request) => findTemplates(ports, callerOf(request), request.query),
  );
  app.post(
    '/templates/:id/fill',
    {
      schema: {
        summary: 'The text of a template, filled from a record',
        params: z.object({ id: z.guid() }),
        body: fillRequest,
        response: { 200: filledTemplate },
      },
    },
    (request) => fillTemplate(ports, callerOf(request), { id: request.params.id, ...request.body }),
  );
}
