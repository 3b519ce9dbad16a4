import { markEarlierResponse } from '../../contracts/category.ts';
import { markEarlier } from '../../sync/mark-earlier.ts';
import type { CategoryPorts } from '../../sync/mark-earlier.ts';
import type { ApiApp } from '../api.ts';
import { callerOf } from '../authenticate.ts';

/** The category in the caller's own mailbox. */
export function registerCategory({ app, ports }: { app: ApiApp; ports: CategoryPorts }): void {
  app.post(
    '/category/mark-earlier',
    {
      schema: {
        summary: 'Put the category on what was tracked before',
        response: { 200: markEarlierResponse },
      },
    },
    (request) => markEarlier(ports, callerOf(request)),
  );
}
