import { itemState, trackRequest } from '../../contracts/item.ts';
import { requestItem } from '../../tracking/request-item.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerTrack({ app, ports }: Api): void {
  app.post(
    '/items/track',
    {
      schema: {
        summary: 'Track an item, and set what it is regarding',
        body: trackRequest,
        response: { 200: itemState },
      },
    },
    (request) => {
      const { item, regarding, ...choices } = request.body;
      const clearRegarding = regarding === null;
      const wanted = regarding ?? null;
      const intent = 'track';
      return requestItem(ports, callerOf(request), {
        intent,
        item,
        wanted,
        clearRegarding,
        ...choices,
      });
    },
  );
}
