import { mailKey } from '../../domain/mail/item-key.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { LedgerEvent } from '../../ports/events.ts';
import type { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import type { Mail } from './exchange.ts';
import { tenantId } from './world.ts';

/** What is to become of a mail, by the rules and by what people did; known without the product. */
export interface Expected {
  mail: Mail;
  key: string;
  /** Somebody's level takes it. */
  isAccepted: boolean;
  /** The CRM refuses it whoever brings it. */
  isPoison: boolean;
  /** A person asked for it, by whatever gesture. */
  isAsked: boolean;
  /** A person asked, and got no answer: it may be accepted or not. */
  isMaybeAsked: boolean;
  /** A person took it out again, and nobody asked for it since. */
  isUntracked: boolean;
  /** What a person last set it regarding; undefined: nobody said. */
  regarding?: RecordRef | null;
  /** Who asked for what is not done yet, and since when. */
  waits: { userId: string; since: number } | null;
}

const organization = 'https://crm.example.com';

export const keyOf = ({ direction, messageId }: Mail): string =>
  mailKey({ tenantId, organization, direction, internetMessageId: messageId, itemId: '' });

/** All mails of a world with what is to become of them. */
export class Expectations {
  readonly all = new Map<string, Expected>();
  readonly #db: MemoryDatabase;
  readonly #isHealthy: (userId: string, since: number) => boolean;
  /** How long what people asked for took in healthy mailboxes, in milliseconds. */
  readonly waits: number[] = [];

  /** @param isHealthy whether none of a mailbox's cycles failed since a time. */
  constructor(db: MemoryDatabase, isHealthy: (userId: string, since: number) => boolean) {
    this.#db = db;
    this.#isHealthy = isHealthy;
    db.subscribe((event) => this.#hear(event));
  }

  add(mail: Mail, about: Pick<Expected, 'isAccepted' | 'isPoison'>): Expected {
    const key = keyOf(mail);
    const open = { isAsked: false, isMaybeAsked: false, isUntracked: false, waits: null };
    const expected = { mail, key, ...open, ...about };
    this.all.set(key, expected);
    return expected;
  }

  of(mail: Mail): Expected | undefined {
    return this.all.get(keyOf(mail));
  }

  /** A person wants it, and waits from `since`. */
  ask(
    expected: Expected,
    { userId, since = this.#db.now() }: { userId: string; since?: number },
    regarding?: RecordRef | null,
  ): void {
    const waits = expected.waits ?? { userId, since };
    Object.assign(expected, { isAsked: true, isUntracked: false, waits });
    if (regarding !== undefined) expected.regarding = regarding;
    this.#look(expected, this.#db.items.get(expected.key)?.row.state);
  }

  #hear({ key, state }: LedgerEvent): void {
    const expected = this.all.get(key);
    if (expected) this.#look(expected, state);
  }

  /** One that could not be tracked, and says so, is no longer waited for either. */
  #look(expected: Expected, state: string | undefined): void {
    const { waits, isPoison } = expected;
    if (waits === null || (state !== 'tracked' && !(state === 'failed' && isPoison))) return;
    const { userId, since } = waits;
    expected.waits = null;
    const isMeasured = state === 'tracked' && this.#isHealthy(userId, since);
    if (isMeasured) this.waits.push(this.#db.now() - since);
  }
}
