import type { RecordRef } from '../domain/mail/email-activity.ts';

/** Whose memory it is. */
export interface Person {
  tenantId: string;
  /** Entra object id. */
  userId: string;
}

/** A record a person chose, how often and when last. Ids only: names are read when they are shown. */
export interface RememberedRecord extends RecordRef {
  topic: string;
  times: number;
  at: Date;
}

/**
 * What people chose, each for themselves, by what they chose it for: `match:<sha256 of an address>`,
 * `regarding:<sha256 of an address>`, `recent`, `pinned`.
 */
export interface Remembered {
  /**
   * Counts the choice.
   * @param choice.keep how many records of the topic stay, the last chosen; absent: all
   */
  remember(
    person: Person,
    choice: { topic: string; record: RecordRef; keep?: number },
  ): Promise<void>;
  forget(person: Person, choice: { topic: string; record: RecordRef }): Promise<void>;
  /** The topics' records, the last chosen first. */
  list(person: Person, topics: readonly string[]): Promise<RememberedRecord[]>;
  /** The records of every topic that begins so, the last chosen first. */
  listUnder(person: Person, prefix: string): Promise<RememberedRecord[]>;
  /** Forgets every topic that begins so. */
  forgetUnder(person: Person, prefix: string): Promise<void>;
}
