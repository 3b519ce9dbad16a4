import type { FastifyInstance } from 'fastify';
import type { MailboxChange } from '../door.ts';
import { deliver } from './endpoint.ts';
import { encryptContent } from './encrypt.ts';
import { Outbox, type Letter } from './outbox.ts';
import {
  lifecycleNotification,
  notification,
  toldBy,
  type LifecycleEvent,
  type Told,
} from './payload.ts';
import type { Subscription, SubscriptionStore } from './store.ts';

export interface SubscriptionDeps {
  now: () => Date;
  tenantId: string;
  store: SubscriptionStore;
  meetHook: FastifyInstance['meetHook'];
  /** The object that a path below `/v1.0` names, as its owner sees it; undefined where it is gone. */
  read: (owner: string, path: string) => Promise<object | undefined>;
  /** A token that proves to an application that Graph sent resource data. */
  proof: (applicationId: string) => Promise<string>;
}

/** How long reordered notifications wait for later ones, which then go first. */
const reorderPause = 2_000;

/** Tells subscribers what changes in mailboxes (wire facts, 2.6). */
export class Subscriptions {
  readonly store: SubscriptionStore;
  readonly #deps: SubscriptionDeps;
  readonly #outbox: Outbox;
  #telling: Promise<void> = Promise.resolve();

  constructor(deps: SubscriptionDeps) {
    this.#deps = deps;
    this.store = deps.store;
    const { now } = deps;
    this.#outbox = new Outbox({ now, deliver, onLost: (letter) => this.#lost(letter) });
  }

  watches(mailbox: string): boolean {
    return this.store.watches(mailbox);
  }

  /** Queues what the change means to each subscription. */
  tell(change: MailboxChange): void {
    if (!change.item || !this.watches(change.userId)) return;
    this.#telling = this.#telling.then(() => this.#tellAll(change)).catch(reportFailure);
  }

  /** Tells the owner of a subscription about itself; one that is removed ends. */
  async lifecycle(subscription: Subscription, event: LifecycleEvent): Promise<void> {
    if (event === 'subscriptionRemoved') await this.remove(subscription.id);
    const url = subscription.lifecycle_url;
    if (url === null) return;
    const body = lifecycleNotification(subscription, event, this.#deps.tenantId);
    this.#outbox.add({ url, subscription: subscription.id, body, isLifecycle: true });
  }

  async remove(id: string): Promise<void> {
    await this.store.remove(id);
    this.#outbox.forget(id);
  }

  /** Ends what expired, reminds of what will, delivers what is due. Answers how much was taken. */
  async flush(): Promise<{ delivered: number; waiting: ReturnType<Outbox['waiting']> }> {
    await this.#telling;
    await this.keepTime();
    const delivered = await this.#outbox.run();
    return { delivered, waiting: this.#outbox.waiting() };
  }

  /** Subscriptions end in silence; one with a lifecycle endpoint is reminded once before. */
  async keepTime(): Promise<void> {
    const now = this.#deps.now();
    for (const subscription of this.store.list()) {
      if (subscription.expires <= now) await this.remove(subscription.id);
      else if (subscription.remind && subscription.remind <= now) {
        await this.store.save({ ...subscription, remind: null });
        await this.lifecycle(subscription, 'reauthorizationRequired');
      }
    }
  }

  close(): void {
    this.#outbox.close();
  }

  async #tellAll(change: MailboxChange): Promise<void> {
    await this.keepTime();
    for (const subscription of this.store.list()) {
      const told = toldBy(subscription, change);
      if (told) await this.#queue(subscription, told);
    }
  }

  async #queue(subscription: Subscription, told: Told): Promise<void> {
    const letter = await this.#letter(subscription, told);
    const effect = await this.#deps.meetHook('notification', told.resource);
    if (effect?.kind === 'lose') return;
    const copies = effect?.kind === 'double' ? effect.copies : 1;
    const isLatestFirst = effect?.kind === 'reorder';
    const delay = effect?.kind === 'delay' ? effect.ms : isLatestFirst ? reorderPause : 0;
    for (let copy = 0; copy < copies; copy += 1) {
      this.#outbox.add(letter, { delay, isLatestFirst });
    }
  }

  async #letter(subscription: Subscription, told: Told): Promise<Letter> {
    const { id, notification_url: url } = subscription;
    const basic = notification(subscription, told, this.#deps.tenantId);
    const letter = { url, subscription: id, body: basic, isLifecycle: false };
    const { certificate, certificate_id: name } = subscription;
    if (!subscription.includes_data || certificate === null || name === null) return letter;
    const select = subscription.selected ? `?$select=${subscription.selected}` : '';
    const path = `/${told.resource}${select}`;
    const object = await this.#deps.read(subscription.mailbox, path);
    const content = object && { encryptedContent: encryptContent(object, certificate, name) };
    const validationToken = await this.#deps.proof(subscription.app);
    return { ...letter, body: { ...basic, ...content }, validationToken };
  }

  /** The endpoint never hears of it otherwise. */
  #lost({ subscription: id, isLifecycle }: Letter): void {
    const subscription = this.store.find(id);
    if (!subscription || isLifecycle) return;
    this.#telling = this.#telling
      .then(() => this.lifecycle(subscription, 'missed'))
      .catch(reportFailure);
  }
}

/** A change cannot fail because telling of it did. */
const reportFailure = (error: unknown): void =>
  process.emitWarning(error instanceof Error ? (error.stack ?? error.message) : String(error));
