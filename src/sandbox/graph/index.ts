import type { SandboxDeps } from '../kit/deps.ts';
import { createSandboxServer, type SandboxService } from '../kit/server.ts';
import type { EntraDoor } from '../entra/door.ts';
import type { Graph } from './call.ts';
import type { GraphDoor, MailboxChange } from './door.ts';
import { registerHttp } from './http.ts';
import { readGenerations } from './store/items.ts';
import { createDoor } from './open-door.ts';
import { prepareSchema } from './store/schema.ts';
import { graphUser } from './users.ts';

/**
 * The sandbox's Microsoft Graph: mail, calendar and contacts of v1.0, as far as the wire facts
 * tell. Mailboxes live in schema `sandbox_graph` and outlast restarts. It does not listen yet.
 */
export async function createGraph(
  deps: SandboxDeps & { entra: Pick<EntraDoor, 'verify' | 'users'> },
): Promise<SandboxService<GraphDoor>> {
  const { db, secret } = await prepareSchema(deps.db);
  const listeners = new Set<(change: MailboxChange) => void>();
  const graph: Graph = {
    db,
    now: deps.now,
    origin: deps.urls.graph,
    outlookOrigin: deps.urls.outlook,
    secret,
    generations: await readGenerations(db),
    users: async () => (await deps.entra.users()).map(graphUser),
    notify: (change) => listeners.forEach((listener) => listener(change)),
  };
  const app = await createSandboxServer('graph', deps);
  registerHttp(app, graph, deps.entra);
  return { app, door: createDoor(graph, listeners) };
}
