import type { RecordRef } from '../domain/mail/email-activity.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import { LruCache } from '../lib/lru-cache.ts';
import type { Actor } from '../ports/actor.ts';
import type { Lookup, NamedRecord } from '../ports/crm.ts';
import type { Mark } from '../ports/mailbox.ts';
import type { Runtime } from '../ports/runtime.ts';

const lifeMs = 10 * 60_000;

/** What a look-up told about an item, and about which addresses it was asked. */
export interface RecentLookup {
  lookup: Pick<Lookup, 'me' | 'candidates' | 'email'>;
  addresses: ReadonlySet<string>;
}

const ofItem = (actor: Actor, key: string): string => [actor.tenantId, actor.userId, key].join('|');
const ofRecord = (actor: Actor, { table, id }: RecordRef): string =>
  ofItem(actor, `${table}:${id.toLowerCase()}`);

/**
 * What the pane was just shown, for ten minutes and for that person alone: a click then need not
 * ask the CRM again. It lives in memory; nothing of it is written anywhere.
 */
export class RecentLookups {
  readonly #items: LruCache<RecentLookup>;
  readonly #records: LruCache<NamedRecord>;
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    const now = (): number => runtime.now().getTime();
    this.#items = new LruCache({ capacity: 2_000, now });
    this.#records = new LruCache({ capacity: 20_000, now });
  }

  rememberItem(actor: Actor, key: string, recent: RecentLookup): void {
    this.#items.set(ofItem(actor, key), recent, this.#expiry());
  }

  /** Undefined where nothing is known of one of the addresses. */
  findItem(actor: Actor, key: string, addresses: readonly string[]): RecentLookup | undefined {
    const recent = this.#items.get(ofItem(actor, key));
    return recent && addresses.every((address) => recent.addresses.has(normaliseAddress(address)))
      ? recent
      : undefined;
  }

  /** The item's activity is known better now. */
  rememberEmail(actor: Actor, key: string, { activityId, regarding }: Mark): void {
    const recent = this.#items.get(ofItem(actor, key));
    if (!recent) return;
    const named = regarding && {
      name: '',
      detail: '',
      ...this.findRecord(actor, regarding),
      ...regarding,
    };
    const email = { ownerId: null, ...recent.lookup.email, id: activityId, regarding: named };
    this.rememberItem(actor, key, { ...recent, lookup: { ...recent.lookup, email } });
  }

  forgetItem(actor: Actor, key: string): void {
    this.#items.delete(ofItem(actor, key));
  }

  /** Records whose names this person was shown. */
  rememberRecords(actor: Actor, records: readonly (NamedRecord | null | undefined)[]): void {
    for (const record of records) {
      if (record) this.#records.set(ofRecord(actor, record), record, this.#expiry());
    }
  }

  findRecord(actor: Actor, record: RecordRef): NamedRecord | undefined {
    return this.#records.get(ofRecord(actor, record));
  }

  #expiry(): number {
    return this.#runtime.now().getTime() + lifeMs;
  }
}
