import {
  historyQuery,
  historyResponse,
  itemHistoryParams,
  itemHistoryResponse,
  undoRequest,
  undoResponse,
} from '../../contracts/history.ts';
import { readHistory, readItemHistory } from '../../tracking/history.ts';
import { undoChange } from '../../tracking/undo-change.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { languageOf } from '../language.ts';

export function registerHistory({ app, ports }: Api): void {
  app.get(
    '/history',
    {
      schema: {
        summary: 'The caller’s changes, newest first',
        querystring: historyQuery,
        response: { 200: historyResponse },
      },
    },
    (request) =>
      readHistory(
        ports,
        { caller: callerOf(request), language: languageOf(request) },
        request.query.before,
      ),
  );
  app.get(
    '/items/:key/history',
    {
      schema: {
        summary: 'Everything that was done to one item',
        params: itemHistoryParams,
        response: { 200: itemHistoryResponse },
      },
    },
    (request) =>
      readItemHistory(
        ports,
        { caller: callerOf(request), language: languageOf(request) },
        request.params.key,
      ),
  );
  app.post(
    '/items/undo',
    {
      schema: {
        summary: 'Take back one of the caller’s own changes',
        description: 'Within 30 days, and while nobody changed the item since.',
        body: undoRequest,
        response: { 200: undoResponse },
      },
    },
    (request) => undoChange(ports, callerOf(request), request.body.changeId),
  );
}
