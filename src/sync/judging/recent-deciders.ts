import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import type { CrmMailUser, CrmQueue } from '../../ports/crm-mail.ts';
import type { Runtime } from '../../ports/runtime.ts';

/** Who takes mail under an address, as the CRM knows them; often nobody. */
export interface AddressDeciders {
  users: readonly Pick<CrmMailUser, 'id' | 'userId'>[];
  queues: readonly Pick<CrmQueue, 'id' | 'level'>[];
}

const lifeMs = 60 * 60_000;
/** What a queue takes is settled in the CRM, and is to count soon. */
const queueLifeMs = 10 * 60_000;

/**
 * Which addresses are users and queues, for an hour and for whoever asked: colleagues write all day,
 * and who they are hardly ever changes. In memory only.
 */
export class RecentDeciders {
  readonly #entries: LruCache<AddressDeciders>;
  readonly #runtime: Pick<Runtime, 'now'>;

  constructor(runtime: Pick<Runtime, 'now'>) {
    this.#runtime = runtime;
    this.#entries = new LruCache({ capacity: 50_000, now: () => runtime.now().getTime() });
  }

  /** @param address in the form in which addresses are compared. */
  get(actor: Actor, address: string): AddressDeciders | undefined {
    return this.#entries.get(keyOf(actor, address));
  }

  set(actor: Actor, address: string, deciders: AddressDeciders): void {
    const life = deciders.queues.length > 0 ? queueLifeMs : lifeMs;
    this.#entries.set(keyOf(actor, address), deciders, this.#runtime.now().getTime() + life);
  }
}

const keyOf = (actor: Actor, address: string): string =>
  [actor.tenantId, actor.userId, address].join('|');
