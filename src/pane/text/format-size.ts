const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A file's size in words: `12 kB`, `3.4 MB`. @param bytes as Office tells it */
export const formatSize = (language: string, bytes: number): string => {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: 'short',
    maximumSignificantDigits: 2,
  }).format(bytes / 1_000 ** power);
};
