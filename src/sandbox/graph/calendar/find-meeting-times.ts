import { isObject, type Call, type Handler, type Mailbox } from '../call.ts';
import { badBody } from '../errors.ts';
import { actionBody } from '../mail/action-body.ts';
import { docText } from './doc-text.ts';
import { recipient, type Recipient } from '../mail/parse-mail.ts';
import type { Json } from '../store/schema.ts';
import { zoned } from './event.ts';
import { busyTimes, mailboxAt } from './free-busy.ts';
import type { Meeting } from './meeting.ts';
import { instantOf, readZonedTime } from './read-times.ts';
import { asAttendee } from './read-event.ts';
import { ianaZone, toWall } from './time-zone.ts';

const minute = 60_000;
const step = 30 * minute;

interface Person {
  recipient: Recipient;
  busy: Meeting[];
  /** Whether the sandbox has the mailbox. */
  isKnown: boolean;
}

interface Wanted {
  from: Date;
  to: Date;
  /** Milliseconds. */
  duration: number;
  /** Working days, 8 to 17, in the zone the caller prefers. */
  isWork: boolean;
  count: number;
}

/** `PT1H30M`, `P1D`. Throws `RequestBodyRead`. */
function readDuration(value: unknown): number {
  if (value === undefined || value === null) return step;
  const [, days, hours, minutes] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(typeof value === 'string' ? value : '') ?? [];
  const total = Number(days ?? 0) * 1_440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (total > 0) return total * minute;
  throw badBody("'meetingDuration' is a duration.");
}

function readWanted(call: Call, body: Json): Wanted {
  const constraint = isObject(body['timeConstraint']) ? body['timeConstraint'] : {};
  const slots: unknown = constraint['timeSlots'] ?? constraint['timeslots'];
  const slot: unknown = Array.isArray(slots) ? slots[0] : undefined;
  const now = call.graph.now().getTime();
  const inWeek = { from: new Date(now), to: new Date(now + 7 * 86_400_000) };
  const window = isObject(slot)
    ? {
        from: instantOf(readZonedTime(slot['start'], 'start')),
        to: instantOf(readZonedTime(slot['end'], 'end')),
      }
    : inWeek;
  return {
    ...window,
    duration: readDuration(body['meetingDuration']),
    isWork: (constraint['activityDomain'] ?? 'work') === 'work',
    count: typeof body['maxCandidates'] === 'number' ? body['maxCandidates'] : 5,
  };
}

const isFree = ({ busy }: Person, from: number, to: number): boolean =>
  !busy.some(({ start, end }) => start.getTime() < to && end.getTime() > from);

function isAtWork(call: Call, from: number, to: number): boolean {
  const zone = ianaZone(call.prefer.timeZone ?? 'UTC');
  const [start, end] = [toWall(new Date(from), zone), toWall(new Date(to), zone)];
  const isWeekday = start.getUTCDay() % 6 !== 0;
  const hours = (at: Date): number => at.getUTCHours() + at.getUTCMinutes() / 60;
  const isSameDay = start.toISOString().slice(0, 10) === end.toISOString().slice(0, 10);
  return isWeekday && isSameDay && hours(start) >= 8 && hours(end) <= 17;
}

function* freeSlots(call: Call, people: Person[], wanted: Wanted): Generator<number> {
  const first = Math.ceil(wanted.from.getTime() / step) * step;
  for (let at = first; at + wanted.duration <= wanted.to.getTime(); at += step) {
    const end = at + wanted.duration;
    if (wanted.isWork && !isAtWork(call, at, end)) continue;
    if (people.every((person) => isFree(person, at, end))) yield at;
  }
}

async function readPerson(call: Call, one: Recipient, wanted: Wanted): Promise<Person> {
  const mailbox: Mailbox | undefined = await mailboxAt(call, one.emailAddress.address);
  const busy = mailbox ? await busyTimes(call, mailbox, wanted.from, wanted.to) : [];
  return { recipient: one, busy, isKnown: mailbox !== undefined };
}

const parameters = [
  ...['attendees', 'isOrganizerOptional', 'locationConstraint', 'maxCandidates'],
  ...['meetingDuration', 'minimumAttendeePercentage', 'returnSuggestionReasons', 'timeConstraint'],
];

/** Booleans of this action are also written as text. */
const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** The places a meeting may be in, as the request names them. */
function placesOf(body: Json): Json[] {
  const constraint = isObject(body['locationConstraint']) ? body['locationConstraint'] : {};
  const places = Array.isArray(constraint['locations'])
    ? constraint['locations'].filter(isObject)
    : [];
  return places.map((one) => ({ displayName: docText(one, 'displayName') }));
}

const availability = ({ isKnown }: Person): string => (isKnown ? 'free' : 'unknown');

/** `POST …/findMeetingTimes`: times at which everybody is free, on the half hour. */
export const findMeetingTimes: Handler = async (call) => {
  const body = actionBody(call, 'findMeetingTimes', parameters);
  const wanted = readWanted(call, body);
  const listed = Array.isArray(body['attendees']) ? body['attendees'] : [];
  const attendees: Person[] = [];
  for (const one of listed) {
    attendees.push(await readPerson(call, asAttendee(one), wanted));
  }
  const own = recipient(call.mailbox.name, call.mailbox.address);
  const everybody = [...attendees, await readPerson(call, own, wanted)];
  const slots = [...freeSlots(call, everybody, wanted)].slice(0, wanted.count);
  const confidence = attendees.every((one) => one.isKnown) ? 100 : 50;
  const suggestions = slots.map((at, index) => ({
    confidence,
    order: index + 1,
    organizerAvailability: 'free',
    ...(isTrue(body['returnSuggestionReasons']) && {
      suggestionReason:
        'Suggested because it is one of the nearest times when all attendees are available.',
    }),
    attendeeAvailability: attendees.map((one) => ({
      availability: availability(one),
      attendee: { type: 'required', emailAddress: one.recipient.emailAddress },
    })),
    locations: placesOf(body),
    meetingTimeSlot: {
      start: zoned(new Date(at), call.prefer.timeZone),
      end: zoned(new Date(at + wanted.duration), call.prefer.timeZone),
    },
  }));
  const { origin } = call.graph;
  return {
    status: 200,
    body: {
      '@odata.context': `${origin}/v1.0/$metadata#microsoft.graph.meetingTimeSuggestionsResult`,
      emptySuggestionsReason: suggestions.length > 0 ? '' : 'AttendeesUnavailable',
      meetingTimeSuggestions: suggestions,
    },
  };
};
