import type { Event } from '@microsoft/microsoft-graph-types';
import { instant } from '../api/calendar.ts';
import { dayIn } from './week.ts';

/** The day an event begins on: an all-day one lies on its own day, whatever the zone. */
export const eventDay = ({ isAllDay, start }: Event, timeZone: string): string =>
  isAllDay ? (start?.dateTime ?? '').slice(0, 10) : dayIn(instant(start), timeZone);
