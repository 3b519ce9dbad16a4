import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxDeps } from '../kit/deps.ts';
import { createSandboxServer, type SandboxService } from '../kit/server.ts';
import type { EntraDoor } from '../entra/door.ts';
import { answer } from './answer.ts';
import type { Graph } from './call.ts';
import { registerControl } from './control.ts';
import { Grants } from './delegates/grants.ts';
import { allUsers } from './directory/user.ts';
import type { GraphDoor, MailboxChange } from './door.ts';
import { registerHttp } from './http.ts';
import { registerUploads } from './mail/upload/register-uploads.ts';
import { createDoor } from './open-door.ts';
import { readGenerations } from './store/items.ts';
import { prepareSchema, type Db, type Json } from './store/schema.ts';
import { SubscriptionStore } from './subscriptions/store.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { Throttle } from './throttling/throttle.ts';

type Deps = SandboxDeps & {
  entra: Pick<EntraDoor, 'verify' | 'users' | 'addUsers' | 'tenantId' | 'notificationToken'>;
};

/** What a path names, as the mailbox's owner gets it. */
async function readAs(graph: Graph, owner: string, path: string): Promise<Json | undefined> {
  const caller = { kind: 'door', id: owner } as const;
  const headers = { prefer: 'IdType="ImmutableId"' };
  const request = { method: 'GET', url: path, headers, body: undefined, caller };
  const { status, body } = await answer(graph, request, randomUUID());
  return status === 200 ? (body as Json) : undefined;
}

async function openSubscriptions(
  app: FastifyInstance,
  deps: Deps,
  db: Db,
  graph: () => Graph,
): Promise<Subscriptions> {
  const subscriptions = new Subscriptions({
    now: deps.now,
    tenantId: deps.entra.tenantId,
    store: await SubscriptionStore.open(db),
    meetHook: (hook, subject) => app.meetHook(hook, subject),
    read: (owner, path) => readAs(graph(), owner, path),
    proof: (applicationId) => deps.entra.notificationToken(applicationId),
  });
  app.addHook('onClose', () => subscriptions.close());
  return subscriptions;
}

/**
 * The sandbox's Microsoft Graph: mail, calendar, contacts and tasks of v1.0, with subscriptions,
 * throttling and delegates, as far as the wire facts tell. Mailboxes live in schema
 * `sandbox_graph` and outlast restarts. It does not listen yet.
 */
export async function createGraph(deps: Deps): Promise<SandboxService<GraphDoor>> {
  const { db, secret } = await prepareSchema(deps.db);
  const app = await createSandboxServer('graph', deps);
  const listeners = new Set<(change: MailboxChange) => void>();
  const subscriptions = await openSubscriptions(app, deps, db, () => graph);
  const graph: Graph = {
    db,
    now: deps.now,
    origin: deps.urls.graph,
    outlookOrigin: deps.urls.outlook,
    secret,
    tenantId: deps.entra.tenantId,
    generations: await readGenerations(db),
    users: async () =>
      allUsers(await deps.entra.users(), await db.selectFrom('mailbox').selectAll().execute()),
    notify: (change) => {
      listeners.forEach((listener) => listener(change));
      subscriptions.tell(change);
    },
    meetHook: (hook, subject) => app.meetHook(hook, subject),
    grants: await Grants.open(db),
    throttle: new Throttle(deps.now),
    subscriptions,
  };
  registerHttp(app, graph, deps.entra);
  registerControl(app, graph, deps.entra);
  registerUploads(app, graph);
  return { app, door: createDoor(graph, listeners) };
}
