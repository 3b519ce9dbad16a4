import type { Attendee, Event } from '@microsoft/microsoft-graph-types';
import type { PersonRole } from '../../src/contracts/item.ts';
import { must } from '../../src/lib/must.ts';
import type { DirectoryUser } from '../../src/sandbox/entra/door.ts';
import { customer } from './regarding.ts';
import type { TestRegarding } from './regarding.ts';

/** Graph's `event`, as far as tests set it. */
export interface TestMeeting {
  subject?: string;
  /** UTC: `2026-12-01T10:00:00`. */
  start?: string;
  end?: string;
  required?: { name: string; address: string }[];
  optional?: { name: string; address: string }[];
  /** Anything else of an event. */
  more?: Record<string, unknown>;
}

/** An event as Graph answers it, with what every event has. */
export type TestEvent = Event & { id: string; iCalUId: string };

type Regarding = Pick<TestRegarding, 'graph'>;

/** Graph as a person sees it, below `/me`. */
export async function calendarOf<T = TestEvent>(
  { graph }: Regarding,
  person: DirectoryUser,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await graph.call(person.id, { method, path: `/me${path}`, body });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}

const attendee = (type: string) => (person: { name: string; address: string }) => ({
  type,
  emailAddress: person,
});

let meetings = 0;

/** Puts a meeting into the organizer's calendar and invites; answers Graph's event. */
export async function arrange(
  regarding: Regarding,
  organizer: DirectoryUser,
  meeting: TestMeeting = {},
): Promise<TestEvent> {
  meetings += 1;
  const { required = [customer], optional = [] } = meeting;
  const start = meeting.start ?? '2027-03-01T10:00:00';
  return calendarOf(regarding, organizer, 'POST', '/events', {
    subject: meeting.subject ?? `Meeting ${meetings}`,
    body: { contentType: 'html', content: '<p>Agenda</p>' },
    location: { displayName: 'Room 1' },
    start: { dateTime: start, timeZone: 'UTC' },
    end: { dateTime: meeting.end ?? `${start.slice(0, 11)}11:00:00`, timeZone: 'UTC' },
    attendees: [...required.map(attendee('required')), ...optional.map(attendee('optional'))],
    ...meeting.more,
  });
}

/** The attendee's own copy of a meeting. */
export async function copyOf(
  regarding: Regarding,
  person: DirectoryUser,
  { iCalUId }: TestEvent,
): Promise<TestEvent> {
  const path = '/events?$top=200';
  const { value } = await calendarOf<{ value: TestEvent[] }>(regarding, person, 'GET', path);
  return must(
    value.find((event) => event.iCalUId === iCalUId),
    `the copy of ${person.mail}`,
  );
}

/** Meetings of a series between two days. */
export async function instancesOf(
  regarding: Regarding,
  person: DirectoryUser,
  { id }: TestEvent,
  [from, to]: [string, string],
): Promise<TestEvent[]> {
  const window = `startDateTime=${from}T00:00:00Z&endDateTime=${to}T00:00:00Z`;
  const path = `/events/${id}/instances?${window}`;
  return (await calendarOf<{ value: TestEvent[] }>(regarding, person, 'GET', path)).value;
}

const personOf = (role: PersonRole, { emailAddress }: Attendee) => ({
  name: emailAddress?.name ?? '',
  address: emailAddress?.address ?? '',
  role,
});

/** What the pane knows of an event that is open in somebody's calendar. */
export function opened(person: DirectoryUser, event: TestEvent) {
  const { attendees, organizer, seriesMasterId } = event;
  const of = (type: 'required' | 'optional') =>
    (attendees ?? []).filter((one) => one.type === type).map((one) => personOf(type, one));
  const from = personOf('organizer', organizer ?? {});
  return {
    item: {
      kind: 'appointment' as const,
      itemId: event.id,
      internetMessageId: '',
      from: from.address,
      mailbox: person.mail,
      ...(seriesMasterId && { seriesId: seriesMasterId }),
    },
    people: [from, ...of('required'), ...of('optional')],
  };
}
