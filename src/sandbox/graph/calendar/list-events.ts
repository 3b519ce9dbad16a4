import { contextOf, type Call, type GraphAnswer, type Handler } from '../call.ts';
import { badRequest, GraphError } from '../errors.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import { selectSuffix } from '../select.ts';
import { listItems } from '../store/list-items.ts';
import {
  isSeries,
  meetingsBetween,
  readExceptions,
  readMeetings,
  wholeMeeting,
} from './meeting.ts';
import type { Meeting } from './meeting.ts';
import { answerEvent, presentEvents } from './present-events.ts';
import { queryMeetings } from './query-meetings.ts';
import { calendarOf, resolveMeeting } from './resolve-meeting.ts';

export const listEvents: Handler = async (call) =>
  listItems(call, {
    kind: 'event',
    folder: await calendarOf(call),
    columns: ['body'],
    order: 'oldest',
    context: contextOf(call, `events${selectSuffix(call.query)}`),
    present: (items) => presentEvents(call, items.map(wholeMeeting)),
  });

export const getEvent: Handler = async (call, id = '') =>
  answerEvent(call, await resolveMeeting(call, id), 200);

/** A time in a query; one without a zone is UTC. Throws 400. */
export function readTime(call: Call, name: string): Date {
  const given = Object.entries(call.query.custom).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  );
  if (!given) {
    throw badRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  // A plus sign in a query is a blank; here it can only be a zone's.
  const written = given[1].replace(' ', '+').replace(/(\.\d{3})\d+/, '$1');
  const hasZone = !written.includes('T') || /(?:Z|[+-]\d\d:?\d\d)$/i.test(written);
  const time = new Date(hasZone ? written : `${written}Z`);
  if (Number.isNaN(time.getTime())) throw badRequest(`'${given[1]}' is not a date and time.`);
  return time;
}

/** The window a view is asked for: at most five years, not ending before it starts. */
export function readWindow(call: Call): { from: Date; to: Date } {
  const [from, to] = [readTime(call, 'startDateTime'), readTime(call, 'endDateTime')];
  if (to < from) {
    throw new GraphError(
      400,
      'ErrorInvalidParameter',
      "The value of the parameter 'EndDateTime' is earlier than that of 'StartDateTime'.",
    );
  }
  if (to.getTime() - from.getTime() > 1_825 * 86_400_000) {
    throw new GraphError(
      400,
      'ErrorCalendarViewRangeTooBig',
      'The specified view range exceeds the maximum range of 1825 days.',
    );
  }
  return { from, to };
}

async function answerPage(call: Call, all: Meeting[], name: string): Promise<GraphAnswer> {
  const meetings = await queryMeetings(call, all);
  const skip = call.query.skip ?? 0;
  const size = pageSizeOf(call.query, call.prefer);
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call, `${name}${selectSuffix(call.query)}`),
      ...(call.query.count && { '@odata.count': meetings.length }),
      value: await presentEvents(call, meetings.slice(skip, skip + size)),
      ...(meetings.length > skip + size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
}

/** `GET …/calendarView`: meetings in a window, series expanded, in the order they start. */
export const calendarView: Handler = async (call) => {
  const { from, to } = readWindow(call);
  const { number } = await calendarOf(call);
  return answerPage(call, await readMeetings(call.graph, number, from, to), 'calendarView');
};

/** `GET …/events/{id}/instances` of a series, in a window. */
export const listInstances: Handler = async (call, id = '') => {
  const { item, key } = await resolveMeeting(call, id);
  if (key !== 0 || !isSeries(item)) {
    throw new GraphError(
      400,
      'ErrorInvalidRequest',
      "Your request can't be completed. The event is not a recurring master.",
    );
  }
  const { from, to } = readWindow(call);
  const exceptions = (await readExceptions(call.graph, [item.number])).get(item.number) ?? [];
  const meetings = meetingsBetween(item, exceptions, from, to).sort(
    (a, b) => a.start.getTime() - b.start.getTime(),
  );
  return answerPage(call, meetings, `events('${encodeURIComponent(id)}')/instances`);
};
