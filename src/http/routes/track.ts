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
      const { item, regarding } = request.body;
      const wanted = regarding ?? null;
      return requestItem(ports, callerOf(request), { intent: 'track', item, wanted });
    },
  );
}
