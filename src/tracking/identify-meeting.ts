import type { ItemReference } from '../contracts/item.ts';
import type { MeetingFacts } from '../domain/calendar/meeting-event.ts';
import { meetingKey } from '../domain/calendar/meeting-key.ts';
import { mailKey } from '../domain/mail/item-key.ts';
import type { Actor } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import type { Target } from './target.ts';

type Ports = Pick<TrackingPorts, 'crm' | 'calendar' | 'meetings' | 'ledger'>;

const readWithinMs = 5_000;

/** Which meeting the item is; asked of the calendar once in ten minutes. @throws Failure. */
async function factsOf(ports: Ports, actor: Actor, item: ItemReference): Promise<MeetingFacts> {
  const known = ports.meetings.find(actor, item.itemId);
  if (known) return known;
  const event = {
    itemId: item.itemId,
    mailboxAddress: item.isShared ? item.mailbox : null,
  };
  const facts = await ports.calendar.readFacts(actor, event, AbortSignal.timeout(readWithinMs));
  ports.meetings.remember(actor, item.itemId, facts);
  return facts;
}

/** The key of the meeting itself, or of the whole series it is or belongs to. */
export const keyOfMeeting = (
  { crm }: Pick<TrackingPorts, 'crm'>,
  { tenantId }: Pick<Actor, 'tenantId'>,
  facts: Pick<MeetingFacts, 'iCalUId' | 'originalStart'>,
  isSeries: boolean,
): string =>
  meetingKey({
    tenantId,
    organization: crm.organization,
    iCalUId: facts.iCalUId,
    originalStart: isSeries ? null : facts.originalStart,
  });

const isLive = (row: LedgerRow | null): boolean => row !== null && row.state !== 'untracked';

/**
 * What the pane means: where the series is tracked, the series, of which each meeting is a part
 * else the series or the one meeting, as wanted.
 */
async function targetFor(
  ports: Ports,
  actor: Actor,
  facts: MeetingFacts,
  wantsSeries: boolean,
): Promise<Target> {
  const whole = keyOfMeeting(ports, actor, facts, true);
  const row = await ports.ledger.find(actor.tenantId, whole);
  const isPart = facts.type === 'occurrence' || facts.type === 'exception';
  const common = {
    direction: facts.isOrganizer ? ('outgoing' as const) : ('incoming' as const),
    internetMessageId: facts.iCalUId,
    meeting: facts,
  };
  if (!isPart || wantsSeries || isLive(row)) {
    const itemId = facts.seriesId ?? facts.id;
    return { ...common, key: whole, itemId, row, series: isPart || facts.type === 'series' };
  }
  const key = keyOfMeeting(ports, actor, facts, false);
  const own = await ports.ledger.find(actor.tenantId, key);
  return { ...common, key, itemId: facts.id, row: own, series: false };
}

/** Stands for a meeting while its calendar is out of reach, or it is not saved yet. */
async function provisional(
  ports: Ports,
  actor: Actor,
  item: ItemReference,
  wantsSeries: boolean,
): Promise<Target> {
  const direction = 'incoming' as const;
  const itemId = wantsSeries ? (item.seriesId ?? item.itemId) : item.itemId;
  const key = mailKey({
    tenantId: actor.tenantId,
    organization: ports.crm.organization,
    direction,
    internetMessageId: '',
    itemId,
  });
  const row = await ports.ledger.find(actor.tenantId, key);
  return { key, direction, itemId, internetMessageId: '', row, series: wantsSeries, meeting: null };
}

/**
 * Which meeting the pane means. One whose calendar cannot be read now is known by its item until it
 * can. @throws Failure `not-found`, `sign-in-needed`.
 */
export async function identifyMeeting(
  ports: Ports,
  actor: Actor,
  item: ItemReference,
  wantsSeries: boolean,
): Promise<Target> {
  if (!item.itemId) return provisional(ports, actor, item, wantsSeries);
  try {
    return await targetFor(ports, actor, await factsOf(ports, actor, item), wantsSeries);
  } catch (error) {
    const isPassing =
      error instanceof Failure && (error.kind === 'unavailable' || error.kind === 'throttled');
    if (!isPassing) throw error;
    return provisional(ports, actor, item, wantsSeries);
  }
}
