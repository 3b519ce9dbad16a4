import { findIana } from 'windows-iana';
import { GraphError } from '../errors.ts';

const zones = new Map<string, string>();

/** IANA name of a zone given by its IANA or Windows name. Throws 400 for any other. */
export function ianaZone(name: string): string {
  const known = zones.get(name);
  if (known) return known;
  const iana = findIana(name)[0] ?? (name.toLowerCase() === 'utc' ? 'Etc/UTC' : name);
  try {
    new Intl.DateTimeFormat('en', { timeZone: iana });
    zones.set(name, iana);
    return iana;
  } catch {
    throw new GraphError(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
    );
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
  if (zone === 'Etc/UTC') return new Date(Math.floor(instant.getTime() / 1_000) * 1_000);
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

const dayLength = 86_400_000;
const offsetAt = (instant: number, zone: string): number =>
  toWall(new Date(instant), zone).getTime() - instant;

/**
 * The instant at which a zone's clock shows `wall`: the first of two, and where clocks leave it out
 * the one an hour later (RFC 5545, 3.3.5).
 */
export function fromWall(wall: Date, zone: string): Date {
  const time = Math.floor(wall.getTime() / 1_000) * 1_000;
  const before = time - offsetAt(time - dayLength, zone);
  const after = time - offsetAt(time + dayLength, zone);
  const shows = [before, after]
    .sort((a, b) => a - b)
    .find((instant) => toWall(new Date(instant), zone).getTime() === time);
  return new Date(shows ?? before);
}
