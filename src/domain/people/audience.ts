/** How far a role lets its holder read: own rows, a business unit, that and those below, all. */
export type Depth = 'own' | 'unit' | 'unit-and-below' | 'organization';

/** One role's right to read, of one person. */
export interface ReadRight {
  /** System user. */
  userId: string;
  name: string;
  /** Business unit the right counts from: the person's, or the team's. */
  unitId: string;
  /** The person's business unit. */
  homeId: string;
  depth: Depth;
}

export interface Unit {
  id: string;
  name: string;
  parentId: string | null;
}

/**
 * What lets somebody read an activity: a role that reaches it, that it is theirs or their team's,
 * that the record it is regarding is, that it or the record is shared with them, or that they are
 * on it (SEC-10). In the order in which they are told of somebody who has several.
 */
export const readReasons = [
  'organization',
  'unit-and-below',
  'unit',
  'own',
  'record',
  'shared',
  'on-it',
] as const;
export type ReadReason = (typeof readReasons)[number];

/** What reaches one person besides the roles of everybody. */
export interface Grant {
  userId: string;
  reason: Extract<ReadReason, 'own' | 'record' | 'shared' | 'on-it'>;
}

export interface Reader {
  userId: string;
  name: string;
  unit: string;
  isOutside: boolean;
  reason: ReadReason;
}

export interface AudienceFacts {
  /** Who asks, and is not counted. */
  me: { userId: string; unitId: string };
  /** Business unit of who owns the activity. */
  ownerUnitId: string;
  rights: readonly ReadRight[];
  grants: readonly Grant[];
  units: readonly Unit[];
}

/** The unit and all above it. */
function lineOf(id: string, units: ReadonlyMap<string, Unit>): string[] {
  const line: string[] = [];
  for (let at: string | null = id; at !== null && !line.includes(at);) {
    line.push(at);
    at = units.get(at)?.parentId ?? null;
  }
  return line;
}

/** Why a role lets its holder read; null where it does not. */
function reachOf({ depth, unitId }: ReadRight, line: readonly string[]): ReadReason | null {
  if (depth === 'organization') return depth;
  if (depth === 'unit-and-below') return line.includes(unitId) ? depth : null;
  return depth === 'unit' && unitId === line[0] ? depth : null;
}

const toReason = ({ reason }: Grant): ReadReason => reason;

const byReason = (a: Reader, b: Reader): number =>
  readReasons.indexOf(a.reason) - readReasons.indexOf(b.reason);

/**
 * Who may read an activity besides who asks, each by the first reason that lets them. Nothing is
 * given to somebody whose roles do not let them read activities at all.
 */
export function readersOf({ me, ownerUnitId, rights, grants, units }: AudienceFacts): Reader[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const line = lineOf(ownerUnitId, byId);
  const reader = ({ userId, name, homeId }: ReadRight, reason: ReadReason): Reader => ({
    userId,
    name,
    unit: byId.get(homeId)?.name ?? '',
    isOutside: homeId !== me.unitId,
    reason,
  });
  const all = rights.flatMap((right) => {
    const reach = reachOf(right, line);
    const others = grants.filter(({ userId }) => userId === right.userId).map(toReason);
    return [...(reach ? [reach] : []), ...others].map((reason) => reader(right, reason));
  });
  const readers = new Map<string, Reader>();
  for (const found of all.sort(byReason)) {
    if (found.userId !== me.userId && !readers.has(found.userId)) readers.set(found.userId, found);
  }
  return [...readers.values()];
}
