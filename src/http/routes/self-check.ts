import packageJson from '../../../package.json' with { type: 'json' };
import { selfCheckResponse } from '../../contracts/self-check.ts';
import { selfCheck } from '../../tracking/self-check.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerSelfCheck({ app, ports }: Api): void {
  app.get(
    '/self-check',
    {
      schema: {
        summary: 'Whether CRM and mailbox answer the caller',
        response: { 200: selfCheckResponse },
      },
    },
    (request) => selfCheck(ports, callerOf(request), packageJson.version),
  );
}
