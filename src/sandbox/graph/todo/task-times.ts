import { instantOf, readZonedTime, type WrittenTime } from '../calendar/read-times.ts';
import { zoned } from '../calendar/event.ts';
import type { Json } from '../store/schema.ts';

/** Times of a task and the properties that keep their instants, for filters and order. */
export const taskTimes: Record<string, string> = {
  dueDateTime: 'dueInstant',
  startDateTime: 'startInstant',
  completedDateTime: 'completedInstant',
  reminderDateTime: 'reminderInstant',
};

const dayLength = 86_400_000;

/** Of all times but the reminder only the date is kept (wire facts, 2.9). */
const dateOnly = (time: WrittenTime): Date =>
  new Date(Math.floor(time.wall.getTime() / dayLength) * dayLength);

/** A time of a task as it is stored; null takes it away. Throws `RequestBodyRead`. */
export function readTaskTime(name: string, value: unknown): Json {
  const instant = taskTimes[name] ?? name;
  if (value === null || value === undefined) return { [instant]: null };
  const time = readZonedTime(value, name);
  if (name === 'reminderDateTime') return { [instant]: instantOf(time).toISOString() };
  return { [instant]: dateOnly(time).toISOString() };
}

/** The times of a task as Graph serves them; what it does not have is left out. */
export const presentTimes = (doc: Json, zone: string | undefined): Json =>
  Object.fromEntries(
    Object.entries(taskTimes).flatMap(([name, key]) => {
      const at = doc[key];
      if (typeof at !== 'string') return [];
      const isDate = name !== 'reminderDateTime';
      return [[name, zoned(new Date(at), isDate ? undefined : zone)]];
    }),
  );
