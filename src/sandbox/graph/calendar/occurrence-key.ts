/** Days from 1611 to 2328 fit; what is left of 31 bits counts the changes of the pattern. */
const dayBits = 18;
const dayOffset = 2 ** 17;
const versions = 2 ** 13;

/**
 * Names one meeting of a series in ids: by the day on which the pattern puts it (days since 1970)
 * and by the version of the pattern, so that ids end when the pattern changes (trap 11). Never 0.
 */
export const occurrenceKey = (version: number, day: number): number =>
  (version % versions) * 2 ** dayBits + day + dayOffset;

export const readOccurrenceKey = (key: number): { version: number; day: number } => ({
  version: Math.floor(key / 2 ** dayBits),
  day: (key % 2 ** dayBits) - dayOffset,
});
