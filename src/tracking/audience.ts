import type { AudienceResponse } from '../contracts/audience.ts';
import { readersOf } from '../domain/people/audience.ts';
import type { Depth, Reader } from '../domain/people/audience.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';

const readWithinMs = 8_000;
const mostNames = 10;
const depths: readonly Depth[] = ['organization', 'unit-and-below', 'unit', 'own'];

const outsideFirst = (a: Reader, b: Reader): number =>
  Number(b.isOutside) - Number(a.isOutside) || a.name.localeCompare(b.name);

const countByDepth = (readers: readonly Reader[]) =>
  depths
    .map((depth) => ({
      depth,
      people: readers.filter((reader) => reader.depth === depth).length,
    }))
    .filter(({ people }) => people > 0);

/**
 * Who will be able to read an activity that the caller owns, as the roles of the CRM have it and as
 * far as the caller may read them. @throws Failure.
 */
export async function readAudience(
  ports: TrackingPorts,
  caller: Caller,
): Promise<AudienceResponse> {
  const found = await ports.access.readRights(caller, AbortSignal.timeout(readWithinMs));
  if (!found) return { readers: null, unit: '' };
  const { me, units, rights } = found;
  const readers = readersOf(me, rights, units).sort(outsideFirst);
  return {
    unit: units.find(({ id }) => id === me.unitId)?.name ?? '',
    readers: {
      total: readers.length,
      outsideUnit: readers.filter(({ isOutside }) => isOutside).length,
      byDepth: countByDepth(readers),
      some: readers
        .slice(0, mostNames)
        .map(({ name, unit, isOutside }) => ({ name, unit, isOutside })),
    },
  };
}
