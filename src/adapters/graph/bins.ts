import { z } from 'zod';
import { LruCache } from '../../lib/lru-cache.ts';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { MailReference } from '../../ports/mailbox.ts';
import { readJson } from '../fetch/json.ts';
import type { GraphClient } from './graph-client.ts';
import { messagePath } from './message-path.ts';

const names = ['deleteditems', 'recoverableitemsdeletions'];

interface Read {
  actor: Actor;
  mailbox: string | undefined;
  signal: AbortSignal;
}

/** Knows what was thrown away. Ids of folders never change, so each mailbox is asked once. */
export class Bins {
  readonly #graph: GraphClient;
  readonly #known = new LruCache<ReadonlySet<string>>({ capacity: 10_000, now: () => 0 });

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  /** @throws Failure. */
  async holds(
    actor: Actor,
    { itemId, mailboxAddress }: MailReference,
    signal: AbortSignal,
  ): Promise<boolean> {
    const read = { actor, mailbox: mailboxAddress ?? undefined, signal };
    const path = `${messagePath(itemId)}?$select=parentFolderId`;
    const answer = await this.#graph.call(actor, { ...read, method: 'GET', path });
    const schema = z.object({ parentFolderId: z.string() });
    const { parentFolderId } = readJson(answer.body, schema, 'mailbox');
    return (await this.#binsOf(read)).has(parentFolderId);
  }

  async #binsOf(read: Read): Promise<ReadonlySet<string>> {
    const key = read.mailbox ?? read.actor.userId;
    const known = this.#known.get(key);
    if (known) return known;
    const ids = await Promise.all(names.map((name) => this.#idOf(read, name)));
    const bins = new Set(ids.flat());
    this.#known.set(key, bins, Infinity);
    return bins;
  }

  /** None where the mailbox has no such folder, or does not show it. */
  async #idOf({ actor, mailbox, signal }: Read, name: string): Promise<string[]> {
    const path = `/mailFolders/${name}?$select=id`;
    try {
      const answer = await this.#graph.call(actor, { method: 'GET', path, mailbox, signal });
      return [readJson(answer.body, z.object({ id: z.string() }), 'mailbox').id];
    } catch (error) {
      const isNone =
        error instanceof Failure && (error.kind === 'not-found' || error.kind === 'forbidden');
      if (isNone) return [];
      throw error;
    }
  }
}
