import { findIana } from 'windows-iana';
import { badRequest } from '../errors.ts';

/** IANA name of a zone given by its IANA or Windows name. Throws 400 for any other. */
export function ianaZone(name: string): string {
  const iana = findIana(name)[0] ?? (name.toLowerCase() === 'utc' ? 'Etc/UTC' : name);
  try {
    new Intl.DateTimeFormat('en', { timeZone: iana });
    return iana;
  } catch {
    throw badRequest(`A valid TimeZone value must be specified: '${name}' is not one.`);
  }
}

/** Making one takes longer than all it is used for. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const date = { year: numeric, month: numeric, day: numeric };
  const time = { hour: numeric, minute: numeric, second: numeric, hourCycle: 'h23' as const };
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, ...date, ...time });
  formats.set(zone, format);
  return format;
}

/** Wall clock of a zone at an instant, as if it were UTC. */
export function toWall(instant: Date, zone: string): Date {
  const parts = formatOf(zone).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  return new Date(
    Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    ),
  );
}

/** The instant at which a zone's clock shows `wall`; in a gap the one an hour later. */
export function fromWall(wall: Date, zone: string): Date {
  const offset = (at: Date): number => toWall(at, zone).getTime() - at.getTime();
  const guess = new Date(wall.getTime() - offset(wall));
  return new Date(wall.getTime() - offset(guess));
}
