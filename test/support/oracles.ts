import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';

/** Reference data outside the repository; tests that need it are skipped where it is absent. */
export const shared = process.env['REGARDING_SHARED'] ?? '../shared';

export const sharedText = (path: string): string => readFileSync(join(shared, path), 'utf8');

/** A group of tests that reads `path` of the reference data. */
export const describeWith = (path: string, name: string, body: () => void): void => {
  if (existsSync(join(shared, path))) describe(name, body);
  else describe.skip(`${name} (skipped: ${join(shared, path)} is absent)`, body);
};
