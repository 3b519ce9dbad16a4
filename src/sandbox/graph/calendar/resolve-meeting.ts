import type { Call } from '../call.ts';
import { itemNotFound } from '../errors.ts';
import { resolveFolder, type Folder } from '../store/folders.ts';
import { findItem, resolveOccurrence, type Item } from '../store/items.ts';
import { meetingOf, versionOf, wholeMeeting, type Meeting } from './meeting.ts';
import { occurrenceKey, readOccurrenceKey } from './occurrence-key.ts';

/** The calendar the path goes through, else the mailbox's own. */
export const calendarOf = (call: Call): Promise<Folder> =>
  resolveFolder(call, call.folder ?? 'calendar', 'calendar');

async function meetingOfSeries(call: Call, item: Item, key: number): Promise<Meeting> {
  const master = item.series === null ? item : await findItem(call.graph.db, item.series);
  const { day } = readOccurrenceKey(key);
  if (!master || occurrenceKey(versionOf(master), day) !== key) throw itemNotFound();
  const meeting = meetingOf(master, item.series === null ? undefined : item, key, day);
  if (!meeting) throw itemNotFound();
  return meeting;
}

/** The event, series or meeting of a series that an id names. Throws `ErrorItemNotFound`. */
export async function resolveMeeting(call: Call, id: string): Promise<Meeting> {
  const { item, occurrence } = await resolveOccurrence(call, 'event', id);
  const isElsewhere = call.folder !== undefined && (await calendarOf(call)).number !== item.folder;
  if (isElsewhere) throw itemNotFound();
  return occurrence === 0 ? wholeMeeting(item) : meetingOfSeries(call, item, occurrence);
}
