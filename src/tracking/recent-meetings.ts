import type { MeetingFacts } from '../domain/calendar/meeting-event.ts';
import { LruCache } from '../lib/lru-cache.ts';
import type { Actor } from '../ports/actor.ts';
import type { Runtime } from '../ports/runtime.ts';

const lifeMs = 10 * 60_000;

/**
 * Which meeting an item of a person's calendar is: Outlook tells an add-in only the item's id, so it
 * was read from the calendar. For ten minutes, in memory, without content.
 */
export class RecentMeetings {
  readonly #facts: LruCache<MeetingFacts>;
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#facts = new LruCache({ capacity: 5_000, now: () => runtime.now().getTime() });
  }

  remember(actor: Actor, itemId: string, facts: MeetingFacts): void {
    const expires = this.#runtime.now().getTime() + lifeMs;
    this.#facts.set(this.#key(actor, itemId), facts, expires);
  }

  find(actor: Actor, itemId: string): MeetingFacts | undefined {
    return this.#facts.get(this.#key(actor, itemId));
  }

  #key({ tenantId, userId }: Actor, itemId: string): string {
    return [tenantId, userId, itemId].join('|');
  }
}
