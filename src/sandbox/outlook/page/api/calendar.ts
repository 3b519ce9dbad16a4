import type { Event } from '@microsoft/microsoft-graph-types';
import { api, encode } from './http.ts';

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

export const answers = ['accept', 'tentativelyAccept', 'decline'] as const;
export type MeetingAnswer = (typeof answers)[number];

/** Answers an invitation; the organizer is told. */
export const answerInvitation = (eventId: string, answer: MeetingAnswer): Promise<unknown> =>
  api(`/me/events/${encode(eventId)}/${answer}`, { method: 'POST', body: { sendResponse: true } });

/** Takes a meeting back; everybody invited is told. */
export const cancelMeeting = (eventId: string, comment: string): Promise<unknown> =>
  api(`/me/events/${encode(eventId)}/cancel`, { method: 'POST', body: { comment } });

export const deleteEvent = (eventId: string): Promise<unknown> =>
  api(`/me/events/${encode(eventId)}`, { method: 'DELETE' });
