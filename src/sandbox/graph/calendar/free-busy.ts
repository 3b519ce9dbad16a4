import { docText } from './doc-text.ts';
import { jsonBody, type Call, type Handler, type Mailbox } from '../call.ts';
import { badBody, GraphError } from '../errors.ts';
import { wellKnownFolder } from '../store/folders.ts';
import type { Json } from '../store/schema.ts';
import { zoned } from './event.ts';
import { readMeetings, type Meeting } from './meeting.ts';
import { instantOf, readZonedTime } from './read-times.ts';

/** How a time is shown in `availabilityView`; later ones win. */
const digits = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere'];
const minute = 60_000;

/** The mailbox of an address; undefined for one outside the sandbox. */
export async function mailboxAt({ graph }: Call, address: string): Promise<Mailbox | undefined> {
  const all = await graph.db.selectFrom('mailbox').selectAll().execute();
  return all.find((one) => one.address.toLowerCase() === address.toLowerCase());
}

/** What keeps somebody busy between two instants. */
export async function busyTimes(
  { graph }: Call,
  { id }: Mailbox,
  from: Date,
  to: Date,
): Promise<Meeting[]> {
  const { number } = await wellKnownFolder(graph.db, id, 'calendar');
  const meetings = await readMeetings(graph, number, from, to);
  return meetings.filter(({ doc }) => doc['showAs'] !== 'free' && doc['isCancelled'] !== true);
}

const statusOf = ({ doc }: Meeting): string => docText(doc, 'showAs', 'busy');

function viewOf(meetings: Meeting[], from: Date, to: Date, interval: number): string {
  let view = '';
  for (let at = from.getTime(); at < to.getTime(); at += interval * minute) {
    const inside = meetings.filter(
      ({ start, end }) => start.getTime() < at + interval * minute && end.getTime() > at,
    );
    view += String(Math.max(0, ...inside.map((one) => digits.indexOf(statusOf(one)))));
  }
  return view;
}

/** Of private events others see the time only. */
function presentItem(call: Call, mailbox: Mailbox, meeting: Meeting): Json {
  const { doc, start, end } = meeting;
  const isPrivate = doc['sensitivity'] === 'private';
  const isHidden = isPrivate && mailbox.id !== call.mailbox.id;
  const location = (doc['location'] as Json | undefined)?.['displayName'] ?? '';
  return {
    isPrivate,
    status: statusOf(meeting),
    ...(!isHidden && { subject: doc['subject'] ?? '', location }),
    start: zoned(start, call.prefer.timeZone),
    end: zoned(end, call.prefer.timeZone),
  };
}

const workingHours = (call: Call): Json => ({
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '08:00:00.0000000',
  endTime: '17:00:00.0000000',
  timeZone: { name: call.prefer.timeZone ?? 'UTC' },
});

interface Window {
  from: Date;
  to: Date;
  /** Minutes. */
  interval: number;
}

async function scheduleOf(call: Call, address: string, window: Window): Promise<Json> {
  const mailbox = await mailboxAt(call, address);
  if (!mailbox) {
    const responseCode = 'ErrorMailRecipientNotFound';
    return { scheduleId: address, error: { message: `${address} was not found.`, responseCode } };
  }
  const { from, to, interval } = window;
  const meetings = await busyTimes(call, mailbox, from, to);
  return {
    scheduleId: address,
    availabilityView: viewOf(meetings, from, to, interval),
    scheduleItems: meetings.map((meeting) => presentItem(call, mailbox, meeting)),
    workingHours: workingHours(call),
  };
}

function readWindow(body: Json): Window {
  const interval = body['availabilityViewInterval'] ?? 30;
  if (typeof interval !== 'number' || interval < 5 || interval > 1_440) {
    throw badBody("'availabilityViewInterval' is 5 to 1440 minutes.");
  }
  const from = instantOf(readZonedTime(body['startTime'], 'startTime'));
  const to = instantOf(readZonedTime(body['endTime'], 'endTime'));
  if (to > from && to.getTime() - from.getTime() <= 62 * 86_400_000) return { from, to, interval };
  throw new GraphError(400, 'ErrorInvalidTimeInterval', 'The time window is empty or too long.');
}

/** `POST …/calendar/getSchedule`: when people are free and busy. */
export const getSchedule: Handler = async (call) => {
  const body = jsonBody(call);
  const { schedules } = body;
  if (!Array.isArray(schedules) || !schedules.every((one) => typeof one === 'string')) {
    throw badBody("'schedules' is an array of addresses.");
  }
  const window = readWindow(body);
  const value: Json[] = [];
  for (const address of schedules) value.push(await scheduleOf(call, address, window));
  const { origin } = call.graph;
  const context = `${origin}/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)`;
  return { status: 200, body: { '@odata.context': context, value } };
};
