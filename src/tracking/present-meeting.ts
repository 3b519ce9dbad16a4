import type { MeetingFacts } from '../contracts/item.ts';
import type { Target } from './target.ts';

/** What tracking the meeting means; null: a message, or a calendar that does not answer. */
export function presentMeeting({ meeting }: Target, now: Date): MeetingFacts | null {
  if (!meeting) return null;
  const { type, isOrganizer, isCancelled, isAllDay, start, end } = meeting;
  const isPart = type === 'occurrence' || type === 'exception';
  return {
    kind: isPart ? 'part' : type === 'series' ? 'series' : 'single',
    isOrganizer,
    isCancelled,
    isAllDay,
    // The first meeting's end says nothing of a series.
    isPast: type !== 'series' && Date.parse(end) < now.getTime(),
    start,
    end,
  };
}
