import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { EntraDoor } from '../entra/door.ts';
import type { Graph } from './call.ts';
import { mailboxRights } from './delegates/grants.ts';
import { renameMailbox } from './rename-mailbox.ts';
import { lifecycleEvents } from './subscriptions/payload.ts';
import { limitsSchema } from './throttling/limits.ts';

const grantSchema = z.strictObject({
  owner: z.string(),
  delegate: z.string(),
  rights: z.array(z.enum(mailboxRights)),
});
const scopeSchema = z.strictObject({
  applicationId: z.string(),
  /** Absent: every mailbox again. */
  mailboxes: z.array(z.string()).optional(),
});
const renameSchema = z.strictObject({ address: z.email() });
const lifecycleSchema = z.strictObject({ event: z.enum(lifecycleEvents) });

const refuse = (reply: FastifyReply, message: string, status = 400): FastifyReply =>
  reply.code(status).send({ error: { code: 'bad-control-request', message } });

/** Object ids of mailboxes given by id or address. Throws for one that nobody has. */
async function mailboxIds(graph: Graph, names: string[]): Promise<string[]> {
  const mailboxes = await graph.db.selectFrom('mailbox').selectAll().execute();
  return names.map((name) => {
    const found = mailboxes.find(({ id, address }) =>
      [id, address].some((one) => one.toLowerCase() === name.toLowerCase()),
    );
    if (!found) throw new Error(`There is no mailbox '${name}'.`);
    return found.id;
  });
}

/** Runs `act` with a request's body as `schema` reads it; 400 where it does not or `act` throws. */
async function withBody<T>(
  schema: z.ZodType<T>,
  body: unknown,
  reply: FastifyReply,
  act: (value: T) => Promise<unknown>,
): Promise<unknown> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return refuse(reply, z.prettifyError(parsed.error));
  try {
    return await act(parsed.data);
  } catch (error) {
    if (error instanceof Error) return refuse(reply, error.message);
    throw error;
  }
}

function registerSubscriptions(app: FastifyInstance, { subscriptions }: Graph): void {
  app.get('/_sandbox/subscriptions', () => subscriptions.store.list());
  app.post('/_sandbox/notifications/flush', () => subscriptions.flush());
  app.post<{ Params: { id: string } }>('/_sandbox/subscriptions/:id/lifecycle', (request, reply) =>
    withBody(lifecycleSchema, request.body, reply, async ({ event }) => {
      const subscription = subscriptions.store.find(request.params.id);
      if (!subscription) return refuse(reply, 'There is no such subscription.', 404);
      await subscriptions.lifecycle(subscription, event);
      return reply.code(202).send();
    }),
  );
}

function registerLimits(app: FastifyInstance, { throttle }: Graph): void {
  const show = () => ({ limits: throttle.limits, counters: throttle.counters() });
  app.get('/_sandbox/limits', show);
  app.post('/_sandbox/limits', (request, reply) =>
    withBody(limitsSchema.partial(), request.body, reply, (limits) => {
      throttle.limits = { ...throttle.limits, ...limits } as typeof throttle.limits;
      return Promise.resolve(show());
    }),
  );
}

function registerGrants(app: FastifyInstance, graph: Graph): void {
  const { grants } = graph;
  app.get('/_sandbox/delegates', () => grants.list());
  app.post('/_sandbox/delegates', (request, reply) =>
    withBody(grantSchema, request.body, reply, async ({ owner, delegate, rights }) => {
      const [ownerId = '', delegateId = ''] = await mailboxIds(graph, [owner, delegate]);
      await grants.set({ owner: ownerId, delegate: delegateId, rights });
      return grants.list();
    }),
  );
  app.get('/_sandbox/application-access', () => grants.applicationScopes());
  app.post('/_sandbox/application-access', (request, reply) =>
    withBody(scopeSchema, request.body, reply, async ({ applicationId, mailboxes }) => {
      await grants.limitApplication(
        applicationId,
        mailboxes && (await mailboxIds(graph, mailboxes)),
      );
      return grants.applicationScopes();
    }),
  );
}

function registerRename(
  app: FastifyInstance,
  graph: Graph,
  entra: Pick<EntraDoor, 'users' | 'addUsers'>,
): void {
  app.post<{ Params: { id: string } }>('/_sandbox/mailboxes/:id/rename', (request, reply) =>
    withBody(renameSchema, request.body, reply, async ({ address }) => {
      await renameMailbox(graph, entra, request.params.id, address);
      return reply.code(204).send();
    }),
  );
}

/**
 * `/_sandbox/…` of Graph: subscriptions and their deliveries, limits and what was counted,
 * delegates, which mailboxes an application reaches, and new addresses.
 */
export function registerControl(
  app: FastifyInstance,
  graph: Graph,
  entra: Pick<EntraDoor, 'users' | 'addUsers'>,
): void {
  registerSubscriptions(app, graph);
  registerLimits(app, graph);
  registerGrants(app, graph);
  registerRename(app, graph, entra);
}
