import { z } from 'zod';
import { dismissRequest, failedItems, retryRequest } from '../../contracts/failed-items.ts';
import { itemState } from '../../contracts/item.ts';
import {
  dismissFailedItem,
  readFailedItems,
  readOthersFailedItems,
  retryFailedItem,
} from '../../tracking/failed-items.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

/** What tracking gave up on (M-11). */
export function registerFailedItems({ app, ports }: Api): void {
  app.get(
    '/failed-items',
    {
      schema: {
        summary: 'What could not be tracked for the caller, newest first',
        response: { 200: failedItems },
      },
    },
    (request) => readFailedItems(ports, callerOf(request)),
  );
  app.get(
    '/failed-items/others',
    {
      schema: {
        summary: 'What could not be tracked for everybody else',
        description: 'For system administrators of the CRM; subjects are not told (V-14).',
        response: { 200: failedItems },
      },
    },
    (request) => readOthersFailedItems(ports, callerOf(request)),
  );
  app.post(
    '/failed-items/retry',
    {
      schema: {
        summary: 'Try one of the caller’s own again',
        body: retryRequest,
        response: { 200: itemState },
      },
    },
    (request) => retryFailedItem(ports, callerOf(request), request.body),
  );
  app.post(
    '/failed-items/dismiss',
    {
      schema: {
        summary: 'Let one of the caller’s own be',
        body: dismissRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await dismissFailedItem(ports, callerOf(request), request.body.key);
      return reply.code(204).send(null);
    },
  );
}
