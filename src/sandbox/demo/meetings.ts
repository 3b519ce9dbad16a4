import { MEETINGS } from './data/meetings.ts';
import { ALICE, BENCE, MARTIN, USERS } from './data/users.ts';
import { at, guidOf, randomFor } from './random.ts';
import { workingDay } from './working-time.ts';
import type { MeetingTemplate, Rhythm } from './data/meetings.ts';
import type { Random } from './random.ts';
import type { World } from './scene.ts';
import type { Deal, DemoMeeting, DemoUser, Mailbox } from './types.ts';

/** Working days from now. Series have begun, the Contoso meetings lie ahead, the others anywhere. */
const SERIES_DAYS = [-12, -11, -10, -9, -8];
const CONTOSO_DAYS = [2, 7];
const REACH = 12;
const MINUTE = 60_000;

/** 25 meetings around `now`, one a working day. */
export function makeMeetings(seed: number, now: Date, world: World): DemoMeeting[] {
  const random = randomFor(seed, 'meetings');
  const [series, contoso] = [[...SERIES_DAYS], [...CONTOSO_DAYS]];
  const taken = [...series, ...contoso];
  const days = random.shuffle(range(-REACH, REACH).filter((day) => !taken.includes(day)));
  return MEETINGS.map((template, index) => {
    const source = template.rhythm ? series : template.with === 'contoso' ? contoso : days;
    const day = source.shift() ?? 0;
    return makeMeeting(random, guidOf(seed, `meeting/${index}`), now, world, {
      template,
      index,
      day,
    });
  });
}

interface Slot {
  template: MeetingTemplate;
  index: number;
  /** Working days from now. */
  day: number;
}

function makeMeeting(random: Random, id: string, now: Date, world: World, slot: Slot): DemoMeeting {
  const { template, day, index } = slot;
  const isAllDay = template.isAllDay ?? false;
  const start = workingDay(now, day, isAllDay ? 0 : random.between(8, 14));
  const { us, others } = participants(random, world, slot);
  // Every fourth meeting with a customer is the customer's.
  const isTheirs = template.with !== 'team' && index % 4 === 3;
  const [organizer, attendees] = isTheirs ? swapFirst(us, others) : [us, others];
  return {
    iCalUId: iCalUId(id),
    subject: template.subject,
    bodyHtml: template.body === '' ? '' : `<p>${template.body}</p>`,
    location: template.location,
    start,
    end: new Date(start.getTime() + template.minutes * MINUTE),
    isAllDay,
    organizer,
    attendees: attendees.map((mailbox, place) => ({
      ...mailbox,
      type: place < 2 ? 'required' : 'optional',
    })),
    recurrence: template.rhythm ? recurrence(template.rhythm, start) : null,
  };
}

/** One of ours and whom they meet: colleagues, or the people of a deal with a colleague. */
function participants(random: Random, world: World, { template, index }: Slot) {
  if (template.with === 'team') {
    const host = index % 2 === 0 ? MARTIN : ALICE;
    return { us: mailboxOf(host), others: USERS.filter((user) => user !== host).map(mailboxOf) };
  }
  const deal = dealFor(random, world, template.with);
  const host = USERS.find(({ id }) => id === deal.owner) ?? ALICE;
  const colleague = host === BENCE ? ALICE : BENCE;
  const others = deal.company.people.slice(1).filter((p) => p.isActive && p !== deal.contact);
  const guests = [deal.contact, ...others.slice(0, 1)].map(({ name, address }) => ({
    name,
    address,
  }));
  return { us: mailboxOf(host), others: [...guests, mailboxOf(colleague)] };
}

function dealFor(random: Random, { deals }: World, language: 'en' | 'hu' | 'contoso'): Deal {
  if (language === 'contoso') return at(deals, 0);
  return random.pick(deals.slice(1).filter(({ company }) => company.language === language));
}

function swapFirst(us: Mailbox, others: Mailbox[]): [organizer: Mailbox, attendees: Mailbox[]] {
  return [others[0] ?? us, [us, ...others.slice(1)]];
}

const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEKS = ['first', 'second', 'third', 'fourth', 'last'];

/** Graph's `recurrence`, without an end. */
function recurrence(rhythm: Rhythm, start: Date): object {
  const today = at(DAY_NAMES, start.getUTCDay());
  const week = at(WEEKS, Math.floor((start.getUTCDate() - 1) / 7));
  const weekly = { type: 'weekly', interval: 1, firstDayOfWeek: 'monday', daysOfWeek: [today] };
  const patterns: Record<Rhythm, object> = {
    daily: { ...weekly, daysOfWeek: DAY_NAMES.slice(1, 6) },
    weekly,
    fortnightly: { ...weekly, interval: 2 },
    monthly: { type: 'relativeMonthly', interval: 1, daysOfWeek: [today], index: week },
  };
  const startDate = start.toISOString().slice(0, 10);
  const range = { type: 'noEnd', startDate, recurrenceTimeZone: MARTIN.timeZone };
  return { pattern: patterns[rhythm], range };
}

/** Exchange's form: the fixed start of a global object id, then what is unique. */
function iCalUId(id: string): string {
  const head = '040000008200E00074C5B7101A82E00800000000';
  return `${head}${id.replaceAll('-', '').toUpperCase()}`;
}

function mailboxOf({ displayName, mail }: DemoUser): Mailbox {
  return { name: displayName, address: mail };
}

function range(low: number, high: number): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}
