import { z } from 'zod';
import type { LedgerEvent, LedgerEvents } from '../../ports/events.ts';
import type { Log } from '../../ports/runtime.ts';
import type { Database } from './database.ts';
import { itemChannel } from './item-notice.ts';

const eventSchema = z.object({
  tenantId: z.guid(),
  key: z.guid(),
  state: z.enum(['not-tracked', 'pending', 'tracked', 'failed']),
});

/** One listening connection a process, shared by everyone who subscribes. */
export class PostgresLedgerEvents implements LedgerEvents {
  readonly #listeners = new Set<(event: LedgerEvent) => void>();
  readonly #log: Log;
  #stop: (() => Promise<void>) | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  async start(database: Database): Promise<void> {
    this.#stop = await database.listen(itemChannel, (payload) => this.#publish(payload));
  }

  subscribe(listener: (event: LedgerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#stop?.();
  }

  #publish(payload: string): void {
    const event = eventSchema.safeParse(parse(payload));
    if (!event.success) {
      this.#log.warn({ channel: itemChannel }, 'a notification of an unknown form');
      return;
    }
    for (const listener of this.#listeners) listener(event.data);
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // Whoever may connect to the database may notify anything.
    return undefined;
  }
}
