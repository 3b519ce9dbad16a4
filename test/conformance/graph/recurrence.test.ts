import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCalendar, repair, type CalendarItem } from '../../../src/sandbox/import/calendar.ts';
import { TargetMailbox } from '../../../src/sandbox/import/mailbox.ts';
import { anna } from '../../support/people.ts';
import { describeWith, shared } from '../../support/oracles.ts';
import { openSandboxDoors, type SandboxDoors } from '../../support/sandbox-doors.ts';

const folder = 'corpus/ical';
const context = { user: { name: anna.displayName, address: anna.mail }, timeZone: anna.timeZone };
/** What a view serves at most. */
const years = 1_820 * 86_400_000;

const files = (): string[] =>
  readdirSync(join(shared, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ics'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Events of a file as ical.js reads them, in the order of the file. */
function componentsOf(text: string): ICAL.Component[] {
  const parsed = ICAL.parse(text) as unknown[];
  const roots = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
  return roots
    .map((root) => new ICAL.Component(root))
    .flatMap((root) => root.getAllSubcomponents('vevent'));
}

const isSeries = (event: ICAL.Component): boolean =>
  !event.hasProperty('recurrence-id') && ['rrule', 'rdate'].some((name) => event.hasProperty(name));

const wall = (time: ICAL.Time): string => time.toString().slice(0, time.isDate ? 10 : 16);

interface Expected {
  /** What the clock of the event's own zone shows. */
  walls: string[];
  /** UTC, where the file defines the zone. */
  instants: string[] | undefined;
}

/** Meetings as ical.js has them: exceptions moved, left out ones left out. */
function expand(master: ICAL.Component, all: ICAL.Component[], from: Date): Expected {
  const uid = master.getFirstPropertyValue('uid');
  const exceptions = all.filter(
    (one) => one.hasProperty('recurrence-id') && one.getFirstPropertyValue('uid') === uid,
  );
  const event = new ICAL.Event(master, { exceptions });
  const last = new Date(from.getTime() + years);
  const starts: ICAL.Time[] = [];
  const iterator = event.iterator();
  const step = () => iterator.next() as ICAL.Time | null;
  for (let next = step(); next && starts.length < 3_000; next = step()) {
    if (next.toJSDate() > last) break;
    const { item, startDate } = event.getOccurrenceDetails(next);
    const isOff =
      String(item.component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED';
    if (!isOff) starts.push(startDate);
  }
  const isFloating = starts.some(
    ({ isDate, zone }) => isDate || zone === ICAL.Timezone.localTimezone,
  );
  const utc = (time: ICAL.Time) => time.toJSDate().toISOString().slice(0, 16);
  return {
    walls: starts.map(wall).sort(),
    instants: isFloating ? undefined : starts.map(utc).sort(),
  };
}

interface Served {
  start: { dateTime: string };
  isAllDay: boolean;
}

describeWith(folder, 'Series agree with ical.js on every calendar of the corpus', () => {
  let doors: SandboxDoors;
  let mailbox: TargetMailbox;
  beforeAll(async () => {
    doors = await openSandboxDoors(() => new Date('2026-11-22T12:00:00Z'));
    await doors.entra.addUsers([anna]);
    mailbox = await TargetMailbox.open(doors, anna.id);
  }, 60_000);
  afterAll(() => doors.close());

  /** Starts of a series' meetings as Graph serves them in a zone. */
  async function serve(uid: string, from: Date, zone: string): Promise<string[]> {
    const get = async (path: string) => {
      const headers = { Prefer: `outlook.timezone="${zone}"` };
      const { body } = await doors.graph.call(anna.id, { method: 'GET', path, headers });
      return body as { value: (Served & { id: string })[] };
    };
    const found = await get(`/me/events?$filter=iCalUId eq '${uid}'`);
    const id = found.value[0]?.id ?? '';
    const [first, last] = [-86_400_000, years].map((ms) =>
      new Date(from.getTime() + ms).toISOString(),
    );
    const starts: string[] = [];
    for (let skip = 0; ; skip += 1_000) {
      const window = `startDateTime=${first}&endDateTime=${last}&$top=1000&$skip=${skip}`;
      const { value } = await get(`/me/events/${id}/instances?${window}`);
      starts.push(...value.map((one) => one.start.dateTime.slice(0, one.isAllDay ? 10 : 16)));
      if (value.length < 1_000) return starts.sort();
    }
  }

  let number = 0;
  /** Why a series is left out; undefined where both agree. Throws where they do not. */
  async function compare(item: CalendarItem, master: ICAL.Component, all: ICAL.Component[]) {
    const uid = `series-${(number += 1)}`;
    const { meeting } = item;
    const left = await mailbox.addMeeting({ ...item, meeting: { ...meeting, iCalUId: uid } });
    if (left.length > 0) return left.join(' ');
    const { recurrenceTimeZone: zone } = (
      meeting.recurrence as { range: { recurrenceTimeZone: string } }
    ).range;
    const expected = expand(master, all, meeting.start);
    const until = (text: string) =>
      text < new Date(meeting.start.getTime() + years - 86_400_000).toISOString();
    const walls = await serve(uid, meeting.start, zone);
    const own = expected.walls.filter(until);
    if (JSON.stringify(walls.filter(until)) !== JSON.stringify(own)) {
      throw new Error(
        `served ${String(walls.slice(0, 6))} of ${walls.length}, not ${String(own.slice(0, 6))} of ${own.length}`,
      );
    }
    const utc = await serve(uid, meeting.start, 'UTC');
    const isSame =
      !expected.instants ||
      JSON.stringify(utc.filter(until)) === JSON.stringify(expected.instants.filter(until));
    return isSame
      ? undefined
      : 'The file defines its zone otherwise than the zone of that name is.';
  }

  test('Instants, dates, exceptions and left out meetings are the same', async () => {
    const leftOut: string[] = [];
    const disagree: string[] = [];
    let [total, agree] = [0, 0];
    for (const file of files()) {
      const text = readFileSync(file, 'utf8');
      const name = relative(join(shared, folder), file);
      let all: ICAL.Component[];
      try {
        all = componentsOf(repair(text));
      } catch (error) {
        if (/BEGIN:VEVENT[^]*(RRULE|RDATE)/.test(text))
          leftOut.push(`${name}: ical.js cannot read it (${String(error)}).`);
        continue;
      }
      if (!all.some(isSeries)) continue;
      total += all.filter(isSeries).length;
      try {
        const findings = readCalendar(text, context);
        for (const finding of findings) {
          const master = all[Number(finding.label.replace('event ', '')) - 1];
          if (!master || !isSeries(master)) continue;
          const where = `${name} ${finding.label}`;
          if ('reason' in finding) leftOut.push(`${where}: ${finding.reason}`);
          else {
            try {
              const reason = await compare(finding.item, master, all);
              if (reason) leftOut.push(`${where}: ${reason}`);
              else agree += 1;
            } catch (error) {
              disagree.push(`${where}: ${String(error)}`);
            }
          }
        }
      } catch (error) {
        leftOut.push(`${name}: ${String(error)}`);
      }
    }
    // eslint-disable-next-line no-console -- the count is part of the result
    console.info(`${agree} of ${total} series agree; left out:\n${leftOut.join('\n')}`);
    expect(disagree).toEqual([]);
    expect(agree).toBeGreaterThan(0);
    expect(agree + leftOut.length).toBeGreaterThanOrEqual(total);
  }, 300_000);
});
