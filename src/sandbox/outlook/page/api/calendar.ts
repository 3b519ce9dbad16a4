import type { Event } from '@microsoft/microsoft-graph-types';
import { api } from './http.ts';

export interface EventRow extends Event {
  id: string;
}

/** Graph's event times in UTC carry no offset. */
export const instant = (value: Event['start']): Date => new Date(`${value?.dateTime ?? ''}Z`);

/** The events between two instants, repeating ones expanded, earliest first. */
export async function loadEvents(from: Date, to: Date): Promise<EventRow[]> {
  const query = new URLSearchParams({
    startDateTime: from.toISOString(),
    endDateTime: to.toISOString(),
    $orderby: 'start/dateTime',
    $top: '200',
  });
  const page = await api<{ value: EventRow[] }>(`/me/calendarView?${query.toString()}`, {
    headers: { prefer: 'outlook.timezone="UTC"' },
  });
  return page.value;
}
