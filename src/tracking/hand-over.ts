import type { MeetingEvent } from '../domain/calendar/meeting-event.ts';
import type { Outcome } from '../ports/ledger.ts';
import { keyOfMeeting } from './identify-meeting.ts';
import type { Attempt } from './track-email.ts';

/**
 * Whether somebody decided about the meeting itself since the calendar first failed to answer: that
 * is newer, and stays.
 */
async function isOvertaken({ ports, row }: Attempt, key: string): Promise<boolean> {
  const since = row.failingSince;
  if (since === null) return false;
  const known = await ports.ledger.find(row.tenantId, key);
  if (known?.state === 'pending') return known.failingSince === null || known.failingSince > since;
  const last = await ports.changes.last(row.tenantId, key);
  return last !== null && last.at > since;
}

/**
 * A meeting that was accepted while its calendar was out of reach is known at last: what was asked
 * for goes on under the key that all its copies share, and ends under the one that stood for it.
 */
export async function handOver(attempt: Attempt, event: MeetingEvent): Promise<Outcome> {
  const { ports, row } = attempt;
  const isSeries = row.series || event.type === 'series';
  const key = keyOfMeeting(ports, row, event, isSeries);
  if (await isOvertaken(attempt, key)) return { kind: 'untracked' };
  await ports.ledger.accept({
    ...row,
    key,
    kind: 'appointment',
    direction: event.isOrganizer ? 'outgoing' : 'incoming',
    itemId: (isSeries && event.seriesId) || event.id,
    internetMessageId: event.iCalUId,
    series: isSeries,
    inBackground: true,
  });
  return { kind: 'untracked' };
}
