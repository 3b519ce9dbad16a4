import { z } from 'zod';

const recipient = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
});
export type GraphPerson = z.infer<typeof recipient>;

const time = z.object({ dateTime: z.string(), timeZone: z.string() });

const day = z.enum(['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);

const pattern = z.object({
  type: z.enum([
    'daily',
    'weekly',
    'absoluteMonthly',
    'relativeMonthly',
    'absoluteYearly',
    'relativeYearly',
  ]),
  interval: z.int(),
  daysOfWeek: z.array(day).nullish(),
  firstDayOfWeek: day.nullish(),
  dayOfMonth: z.int().nullish(),
  month: z.int().nullish(),
  index: z.enum(['first', 'second', 'third', 'fourth', 'last']).nullish(),
});

const range = z.object({
  type: z.enum(['noEnd', 'endDate', 'numbered']),
  startDate: z.string(),
  endDate: z.string().nullish(),
  numberOfOccurrences: z.int().nullish(),
  recurrenceTimeZone: z.string().nullish(),
});

const recurrence = z.object({ pattern, range });
export type GraphRecurrence = z.infer<typeof recurrence>;

const facts = {
  id: z.string(),
  type: z.string().nullish(),
  iCalUId: z.string().nullish(),
  seriesMasterId: z.string().nullish(),
  originalStart: z.iso.datetime({ offset: true }).nullish(),
  isOrganizer: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  isAllDay: z.boolean().nullish(),
  sensitivity: z.string().nullish(),
  start: time,
  end: time,
};

export const eventFacts = z.object(facts);
export type GraphEventFacts = z.infer<typeof eventFacts>;

/** The parts of Graph's `event` that are read; Graph leaves out what it does not know. */
export const graphEvent = z.object({
  ...facts,
  '@odata.etag': z.string().nullish(),
  subject: z.string().nullish(),
  body: z.object({ contentType: z.string(), content: z.string() }).nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  organizer: recipient.nullish(),
  attendees: z.array(recipient.extend({ type: z.string().nullish() })).nullish(),
  showAs: z.string().nullish(),
  importance: z.string().nullish(),
  categories: z.array(z.string()).nullish(),
  recurrence: recurrence.nullish(),
});
export type GraphEvent = z.infer<typeof graphEvent>;

export const factsSelect =
  'id,type,iCalUId,seriesMasterId,originalStart,isOrganizer,isCancelled,isAllDay,sensitivity,' +
  'start,end';
export const eventSelect =
  `${factsSelect},subject,body,location,organizer,attendees,showAs,importance,categories,` +
  'recurrence';

export const markedEvent = z.object({
  id: z.string(),
  '@odata.etag': z.string().nullish(),
  categories: z.array(z.string()).nullish(),
});

export const instance = z.object({
  type: z.string().nullish(),
  originalStart: z.iso.datetime({ offset: true }).nullish(),
  start: time,
});
export type GraphInstance = z.infer<typeof instance>;
