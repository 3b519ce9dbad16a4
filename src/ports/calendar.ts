import type { MeetingEvent, MeetingFacts } from '../domain/calendar/meeting-event.ts';
import type { Remaining } from '../domain/calendar/series-remainder.ts';
import type { Actor } from './actor.ts';
import type { Mark } from './mailbox.ts';

export interface EventReference {
  /** REST or immutable id. */
  itemId: string;
  /** Somebody else's mailbox, shared with the actor (DEL-02); null: their own. */
  mailboxAddress: string | null;
}

/** A calendar the actor may open. Every function may throw `Failure` with service `mailbox`. */
export interface Calendar {
  /** Which meeting it is, without its content. @throws Failure `not-found`. */
  readFacts(actor: Actor, event: EventReference, signal: AbortSignal): Promise<MeetingFacts>;
  /** @throws Failure `not-found`. */
  readEvent(actor: Actor, event: EventReference, signal: AbortSignal): Promise<MeetingEvent>;
  /**
   * Meetings of the series that end after `from`, earliest first: all of one that ends, as far as
   * five years; of one without end the next.
   */
  readRemaining(
    actor: Actor,
    series: EventReference & Pick<MeetingEvent, 'recurrence'>,
    from: Date,
    signal: AbortSignal,
  ): Promise<Remaining[]>;
  /**
   * Puts category and link on the event, or takes them off where `mark` is null. No attendee is told
   * of it. `known`: how it was just read. @throws Failure `not-found`.
   */
  markEvent(
    actor: Actor,
    event: EventReference & { known?: Pick<MeetingEvent, 'etag' | 'categories'> },
    mark: Mark | null,
    signal: AbortSignal,
  ): Promise<void>;
}
