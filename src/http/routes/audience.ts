import { audienceRequest, audienceResponse } from '../../contracts/audience.ts';
import { readAudience } from '../../tracking/audience.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerAudience({ app, ports }: Api): void {
  app.post(
    '/items/audience',
    {
      schema: {
        summary: 'Who will be able to read an item once it is tracked',
        body: audienceRequest,
        response: { 200: audienceResponse },
      },
    },
    (request) => readAudience(ports, callerOf(request), request.body),
  );
}
