import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { ChangeNotices, Subscription, WatchedFolder } from '../../ports/subscriptions.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';

/** The longest life of a subscription to mail without its content is 10,080 minutes. */
const lifeMs = 10_070 * 60_000;

const answer = z.object({ id: z.guid(), expirationDateTime: z.iso.datetime({ offset: true }) });

const toSubscription = ({ id, expirationDateTime }: z.infer<typeof answer>): Subscription => ({
  id,
  expiresAt: new Date(expirationDateTime),
});

/** Subscriptions of Microsoft Graph: basic notifications, which name an item and nothing of it. */
export class GraphNotices implements ChangeNotices {
  readonly #graph: GraphClient;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #url: string;

  /** @param url where notifications go to, reachable from outside. */
  constructor(graph: GraphClient, runtime: Pick<Runtime, 'now'>, url: string) {
    this.#graph = graph;
    this.#runtime = runtime;
    this.#url = url;
  }

  async subscribe(
    actor: Actor,
    folder: WatchedFolder,
    secret: string,
    signal: AbortSignal,
  ): Promise<Subscription> {
    const body = {
      changeType: 'created,updated',
      notificationUrl: this.#url,
      lifecycleNotificationUrl: this.#url,
      resource: `/users/${actor.userId}/mailFolders('${folder}')/messages`,
      expirationDateTime: this.#end(),
      clientState: secret,
    };
    const call = { method: 'POST', path: '/subscriptions', isRoot: true, body, signal } as const;
    const made = await this.#graph.call(actor, call);
    return toSubscription(readJson(made.body, answer, 'mailbox'));
  }

  async renew(actor: Actor, id: string, signal: AbortSignal): Promise<Subscription> {
    const path = `/subscriptions/${encodeURIComponent(id)}`;
    const body = { expirationDateTime: this.#end() };
    const call = { method: 'PATCH', path, isRoot: true, body, signal } as const;
    const renewed = await this.#graph.call(actor, call);
    return toSubscription(readJson(renewed.body, answer, 'mailbox'));
  }

  async end(actor: Actor, id: string, signal: AbortSignal): Promise<void> {
    const path = `/subscriptions/${encodeURIComponent(id)}`;
    await this.#graph.call(actor, { method: 'DELETE', path, isRoot: true, signal });
  }

  #end(): string {
    return new Date(this.#runtime.now().getTime() + lifeMs).toISOString();
  }
}
