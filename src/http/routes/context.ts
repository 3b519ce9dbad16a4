import { contextRequest, contextResponse } from '../../contracts/item.ts';
import { itemContext } from '../../tracking/item-context.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { languageOf } from '../language.ts';

export function registerContext({ app, ports }: Api): void {
  app.post(
    '/items/context',
    {
      schema: {
        summary: 'Everything the pane draws for one item',
        body: contextRequest,
        response: { 200: contextResponse },
      },
    },
    (request) => itemContext(ports, callerOf(request), request.body, languageOf(request)),
  );
}
