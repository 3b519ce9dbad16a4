import ICAL from 'ical.js';
import { toWall } from './time-zone.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const offsetAt = (instant: number, zone: string): number =>
  toWall(new Date(instant), zone).getTime() - instant;

/** Instants in a year at which a zone's clocks change, to the minute. */
function transitions(zone: string, year: number): number[] {
  const found: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    if (offsetAt(at, zone) === offsetAt(at + day, zone)) continue;
    let [low, high] = [at, at + day];
    while (high - low > minute) {
      const middle = Math.floor((low + high) / 2 / minute) * minute;
      if (offsetAt(middle, zone) === offsetAt(at, zone)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / 60_000;
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${part(minutes / 60)}:${part(minutes % 60)}`;
};

const wallText = (wall: Date): string => wall.toISOString().slice(0, 19);

/** `BYMONTH=3;BYDAY=-1SU`: the same weekday, counted the same way, every year. */
function yearlyRule(wall: Date): string {
  const date = wall.getUTCDate();
  const last = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  const nth = date > last - 7 ? -1 : Math.ceil(date / 7);
  const code = codes[wall.getUTCDay()] ?? '';
  return `FREQ=YEARLY;BYMONTH=${wall.getUTCMonth() + 1};BYDAY=${nth}${code}`;
}

function observance(kind: string, from: number, to: number, wall: Date, rule?: string) {
  const part = new ICAL.Component(kind);
  part.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(wallText(wall)));
  part.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromString(offsetText(from)));
  part.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromString(offsetText(to)));
  if (rule) part.addPropertyWithValue('rrule', ICAL.Recur.fromString(rule));
  return part;
}

/** A zone's definition as mail carries it: its rules as they are in one year. */
export function timeZoneComponent(zone: string, name: string, year: number): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', name);
  const changes = transitions(zone, year);
  if (changes.length !== 2) {
    const offset = offsetAt(Date.UTC(year, 0, 1), zone);
    component.addSubcomponent(observance('standard', offset, offset, new Date(0)));
    return component;
  }
  for (const at of changes) {
    const [from, to] = [offsetAt(at - hour, zone), offsetAt(at, zone)];
    const wall = new Date(at + from);
    const kind = to > from ? 'daylight' : 'standard';
    component.addSubcomponent(observance(kind, from, to, wall, yearlyRule(wall)));
  }
  return component;
}
