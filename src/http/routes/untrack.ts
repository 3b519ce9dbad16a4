import { itemState, untrackRequest } from '../../contracts/item.ts';
import { requestItem } from '../../tracking/request-item.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerUntrack({ app, ports }: Api): void {
  app.post(
    '/items/untrack',
    {
      schema: {
        summary: 'Untrack an item',
        description:
          'The activity in the CRM is deleted where the caller owns it and may delete it, else kept.',
        body: untrackRequest,
        response: { 200: itemState },
      },
    },
    (request) => {
      const asked = { ...request.body, intent: 'untrack', wanted: null } as const;
      return requestItem(ports, callerOf(request), asked);
    },
  );
}
