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

export interface Reader {
  userId: string;
  name: string;
  unit: string;
  isOutside: boolean;
  depth: Depth;
}

const widest: readonly Depth[] = ['organization', 'unit-and-below', 'unit', 'own'];

/** The unit and all above it. */
function lineOf(id: string, units: ReadonlyMap<string, Unit>): string[] {
  const line: string[] = [];
  for (let at: string | null = id; at !== null && !line.includes(at);) {
    line.push(at);
    at = units.get(at)?.parentId ?? null;
  }
  return line;
}

/**
 * Who may read a row that `owner` owns, by the widest right each has; without the owner. Rows that
 * are shared by hand are not counted.
 */
export function readersOf(
  owner: { userId: string; unitId: string },
  rights: readonly ReadRight[],
  allUnits: readonly Unit[],
): Reader[] {
  const units = new Map(allUnits.map((unit) => [unit.id, unit]));
  const line = lineOf(owner.unitId, units);
  const reaches = ({ depth, unitId }: ReadRight): boolean =>
    depth === 'organization' ||
    (depth === 'unit-and-below' && line.includes(unitId)) ||
    (depth === 'unit' && unitId === owner.unitId);
  const readers = new Map<string, Reader>();
  const byWidth = (a: ReadRight, b: ReadRight): number =>
    widest.indexOf(a.depth) - widest.indexOf(b.depth);
  for (const right of rights.filter(reaches).sort(byWidth)) {
    const { userId, name, homeId, depth } = right;
    if (userId === owner.userId || readers.has(userId)) continue;
    const unit = units.get(homeId)?.name ?? '';
    readers.set(userId, { userId, name, unit, isOutside: homeId !== owner.unitId, depth });
  }
  return [...readers.values()];
}
