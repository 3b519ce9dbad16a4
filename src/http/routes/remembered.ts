import { z } from 'zod';
import { forgetRequest, rememberedQuery, rememberedResponse } from '../../contracts/remembered.ts';
import { forgetChoices, rememberedChoices } from '../../tracking/remembered-choices.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerRemembered({ app, ports }: Api): void {
  app.get(
    '/remembered',
    {
      schema: {
        summary: 'What the caller chose and Regarding goes by',
        querystring: rememberedQuery,
        response: { 200: rememberedResponse },
      },
    },
    (request) => rememberedChoices(ports, callerOf(request), request.query.language),
  );
  app.post(
    '/remembered/forget',
    {
      schema: {
        summary: 'Forget one of these choices, or all',
        body: forgetRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await forgetChoices(ports, callerOf(request), request.body.topic);
      return reply.code(204).send(null);
    },
  );
}
