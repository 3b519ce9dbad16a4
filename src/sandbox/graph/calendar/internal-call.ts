import type { Call, Graph, Mailbox } from '../call.ts';
import { readPreferences } from '../preferences.ts';

/** What the mail system itself does to a mailbox: nobody's request, hence no `If-Match` either. */
export const internalCall = (graph: Graph, mailbox: Mailbox): Call => ({
  graph,
  mailbox,
  request: {
    method: 'PATCH',
    url: '',
    headers: {},
    body: undefined,
    caller: { kind: 'door', id: mailbox.id },
  },
  query: { custom: {} },
  prefer: readPreferences(undefined),
  folder: undefined,
});
