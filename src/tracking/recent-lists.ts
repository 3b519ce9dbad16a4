import { LruCache } from '../lib/lru-cache.ts';
import type { Actor } from '../ports/actor.ts';
import type { Runtime } from '../ports/runtime.ts';

/** People whose lists are kept at once. */
const capacity = 500;

/**
 * What a person was just shown of long lists, for that person alone: turning a page or searching
 * need not read all of it again. It lives in memory; nothing of it is written anywhere.
 */
export class RecentLists {
  readonly #lists: LruCache<Promise<unknown>>;
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#lists = new LruCache({ capacity, now: () => runtime.now().getTime() });
  }

  /** The list by its name, else what `load` gives; a failure is not remembered. */
  async get<T>(actor: Actor, name: string, lifeMs: number, load: () => Promise<T>): Promise<T> {
    const key = `${actor.tenantId}|${actor.userId}|${name}`;
    const known = this.#lists.get(key) as Promise<T> | undefined;
    if (known) return known;
    const loading = load();
    this.#lists.set(key, loading, this.#runtime.now().getTime() + lifeMs);
    loading.catch(() => this.#lists.delete(key));
    return loading;
  }

  forget(actor: Actor, name: string): void {
    this.#lists.delete(`${actor.tenantId}|${actor.userId}|${name}`);
  }
}
