import { findIana } from 'windows-iana';

/** Calendar date and time of day, without a zone. */
export interface LocalTime {
  year: number;
  /** 1–12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/**
 * The IANA zone that a calendar's time zone name stands for: an IANA name, one with a maker's
 * prefix (`/softwarestudio.org/Olson_1/Europe/Paris`), or a Windows name; null where it is none.
 */
export function ianaZone(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '');
  const endings = parts.map((_, index) => parts.slice(index).join('/'));
  return endings.find(isZone) ?? findIana(name)[0] ?? null;
}

/** The moment at which clocks in the zone show this; in a gap or overlap one of the two readings. */
export function toInstant(local: LocalTime, zone: string): Date {
  const { year, month, day, hour, minute, second } = local;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const guess = shown - offsetAt(new Date(shown), zone);
  return new Date(shown - offsetAt(new Date(guess), zone));
}

/** What clocks in the zone show at a moment. */
export function toLocal(instant: Date, zone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en', { ...NUMERIC, timeZone: zone }).formatToParts(
    instant,
  );
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: numberOf('year'),
    month: numberOf('month'),
    day: numberOf('day'),
    hour: numberOf('hour'),
    minute: numberOf('minute'),
    second: numberOf('second'),
  };
}

const NUMERIC = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(instant: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = toLocal(instant, zone);
  const whole = Math.floor(instant.getTime() / 1000) * 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
