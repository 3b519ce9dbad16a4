import { DataverseError } from '../errors.ts';
import { verbs, type Verb } from './roles.ts';

/** Bits of `AccessRights`, as `principalobjectaccess.accessrightsmask` keeps them. */
const bits: Record<Verb, number> = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Share: 262_144,
  Assign: 524_288,
};

export const bitOf = (verb: Verb): number => bits[verb];

/** What a share can give: everything but making the row. */
export const shareable: readonly Verb[] = verbs.filter((verb) => verb !== 'Create');
export const everyRight = shareable.reduce((mask, verb) => mask | bits[verb], 0);

export const verbsIn = (mask: number): Verb[] => verbs.filter((verb) => (mask & bits[verb]) !== 0);

/** `ReadAccess, WriteAccess` in the order of the bits, or `None`. */
export const rightsText = (granted: readonly Verb[]): string =>
  [...granted]
    .sort((a, b) => bits[a] - bits[b])
    .map((verb) => `${verb}Access`)
    .join(', ') || 'None';

/** Reads `ReadAccess,WriteAccess`, or the sum of the bits. Throws 400 (`0x8004020d`). */
export function parseRights(value: unknown): number {
  const invalid = new DataverseError(
    'InvalidAccessRights',
    `The access rights '${String(value)}' are not valid for sharing.`,
  );
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || (value & ~everyRight) !== 0) throw invalid;
    return value;
  }
  if (typeof value !== 'string') throw invalid;
  if (value.trim() === 'None') return 0;
  return value.split(',').reduce((mask, name) => {
    const verb = shareable.find((candidate) => `${candidate}Access` === name.trim());
    if (!verb) throw invalid;
    return mask | bits[verb];
  }, 0);
}
