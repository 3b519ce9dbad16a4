import type { MailAddress } from '../mail/message.ts';

/** What of an event tells which meeting it is, and whose; nothing of its content. */
export interface MeetingFacts {
  /** Immutable id of the event in the calendar it was read from. */
  id: string;
  type: 'single' | 'occurrence' | 'exception' | 'series';
  /** Immutable id of the series that an occurrence or exception belongs to. */
  seriesId: string | null;
  /** Of every copy of the meeting the same; of an occurrence with its day in it. */
  iCalUId: string;
  /** Where the pattern puts this one of a series: UTC, ISO 8601. */
  originalStart: string | null;
  isOrganizer: boolean;
  isCancelled: boolean;
  /** Private or confidential (AP-26). */
  isPrivate: boolean;
  isAllDay: boolean;
  /** UTC, ISO 8601; of an all-day event midnight of its dates. */
  start: string;
  end: string;
}

export type DayOfWeek =
  'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

/** How a series repeats, as Exchange keeps it. Dates are `2026-11-22` in the series' own zone. */
export interface Recurrence {
  type:
    | 'daily'
    | 'weekly'
    | 'absoluteMonthly'
    | 'relativeMonthly'
    | 'absoluteYearly'
    | 'relativeYearly';
  interval: number;
  daysOfWeek: DayOfWeek[];
  firstDayOfWeek: DayOfWeek;
  dayOfMonth: number;
  /** 1 is January. */
  month: number;
  index: 'first' | 'second' | 'third' | 'fourth' | 'last';
  startDate: string;
  end: { kind: 'never' } | { kind: 'date'; date: string } | { kind: 'count'; count: number };
  /** Windows or IANA name. */
  timeZone: string;
}

/** An event as its calendar has it. */
export interface MeetingEvent extends MeetingFacts {
  /** Version of the event, for conditional writes. */
  etag: string;
  subject: string;
  /** Plain text. */
  body: string;
  location: string;
  organizer: MailAddress | null;
  required: MailAddress[];
  optional: MailAddress[];
  showAs: 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere';
  importance: 'low' | 'normal' | 'high';
  categories: string[];
  /** Of a series. */
  recurrence: Recurrence | null;
}
