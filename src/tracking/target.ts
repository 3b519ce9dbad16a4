import type { ItemReference } from '../contracts/item.ts';
import type { MeetingFacts } from '../domain/calendar/meeting-event.ts';
import type { Actor } from '../ports/actor.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { identify } from './identify.ts';
import type { Identity } from './identify.ts';
import { identifyMeeting } from './identify-meeting.ts';
import type { TrackingPorts } from './ports.ts';

/** What a request is about, and what the ledger has of it. */
export interface Target extends Identity {
  row: LedgerRow | null;
  /** Of the item to work on: of a whole series the series'. */
  itemId: string;
  /** A meeting's iCalUId; empty while it is not known. */
  internetMessageId: string;
  /** A whole series of meetings. */
  series: boolean;
  /** Null: a message, or a meeting whose calendar does not answer. */
  meeting: MeetingFacts | null;
}

/**
 * Which item the pane means.
 * @param choice.series a meeting of a series stands for all of them.
 * @throws Failure where the calendar has no such meeting, or wants a sign-in.
 */
export async function targetOf(
  ports: TrackingPorts,
  actor: Actor,
  item: ItemReference,
  { series = false }: { series?: boolean | undefined } = {},
): Promise<Target> {
  if (item.kind === 'appointment') return identifyMeeting(ports, actor, item, series);
  const identity = identify(ports, actor, item);
  const row = await ports.ledger.find(actor.tenantId, identity.key);
  const { itemId, internetMessageId } = item;
  return { ...identity, row, itemId, internetMessageId, series: false, meeting: null };
}
