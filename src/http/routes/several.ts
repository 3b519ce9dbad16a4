import {
  severalListRequest,
  severalListResponse,
  severalParams,
  severalProgress as progress,
  severalRequest,
  severalRunning,
} from '../../contracts/several.ts';
import {
  listSeveral,
  runningSeveral,
  severalProgress,
  trackSeveral,
  undoSeveral,
} from '../../tracking/several.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';

export function registerSeveral({ app, ports }: Api): void {
  app.post(
    '/items/several/list',
    {
      schema: {
        summary: 'Mail of the same conversation, sender or folder',
        body: severalListRequest,
        response: { 200: severalListResponse },
      },
    },
    (request) => listSeveral(ports, callerOf(request), request.body),
  );
  app.post(
    '/items/several',
    {
      schema: {
        summary: 'Track several messages',
        description: 'All are accepted or none; it goes on when the pane is closed.',
        body: severalRequest,
        response: { 200: progress },
      },
    },
    (request) => trackSeveral(ports, callerOf(request), request.body),
  );
  app.get(
    '/items/several',
    {
      schema: {
        summary: 'Several messages that are being tracked now',
        response: { 200: severalRunning },
      },
    },
    async (request) => ({ batch: await runningSeveral(ports, callerOf(request)) }),
  );
  app.get(
    '/items/several/:id',
    {
      schema: {
        summary: 'How far several messages are',
        params: severalParams,
        response: { 200: progress },
      },
    },
    (request) => severalProgress(ports, callerOf(request), request.params.id),
  );
  app.post(
    '/items/several/:id/undo',
    {
      schema: {
        summary: 'Take all of them back',
        params: severalParams,
        response: { 200: progress },
      },
    },
    (request) => undoSeveral(ports, callerOf(request), request.params.id),
  );
}
