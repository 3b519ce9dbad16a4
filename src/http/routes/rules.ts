import { z } from 'zod';
import { ruleParams, ruleRequest, ruleResponse, rulesResponse } from '../../contracts/rules.ts';
import { listRules, putRule, removeRule } from '../../tracking/rules.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { languageOf } from '../language.ts';

export function registerRules({ app, ports }: Api): void {
  app.get(
    '/rules',
    { schema: { summary: 'What is always or never tracked', response: { 200: rulesResponse } } },
    (request) => listRules(ports, { caller: callerOf(request), language: languageOf(request) }),
  );
  app.put(
    '/rules',
    {
      schema: {
        summary: 'Always or never track a conversation, an address or a domain',
        body: ruleRequest,
        response: { 200: ruleResponse },
      },
    },
    (request) =>
      putRule(ports, { caller: callerOf(request), language: languageOf(request) }, request.body),
  );
  app.delete(
    '/rules/:id',
    {
      schema: {
        summary: 'Forget a rule; what was tracked stays tracked',
        params: ruleParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await removeRule(ports, callerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
