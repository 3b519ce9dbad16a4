import type { Reach } from '../../ports/reach.ts';
import type { GraphClient } from './graph-client.ts';

/** Asks for the caller's inbox, of which only the id. */
export const reachInbox =
  (graph: GraphClient): Reach['mailbox'] =>
  async (actor, signal) => {
    await graph.call(actor, { method: 'GET', path: '/mailFolders/inbox?$select=id', signal });
  };
