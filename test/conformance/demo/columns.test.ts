import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeOrganisation } from '../../../src/sandbox/demo/index.ts';

const oracle = join(
  process.env['REGARDING_SHARED'] ?? '../shared',
  'oracles/dataverse/entities.json',
);
const isThere = existsSync(oracle);
const because = isThere ? '' : ' (skipped: the Dataverse oracle is not there)';

interface Column {
  type: string;
  options?: { value: number; state?: number | null }[];
}

(isThere ? test : test.skip)(
  `Demo rows use columns and options that Dataverse has${because}`,
  () => {
    const tables = JSON.parse(readFileSync(oracle, 'utf8')) as Record<
      string,
      { attributes: Record<string, Column> } | undefined
    >;
    const { accounts, contacts, leads, opportunities, cases } = makeOrganisation(
      1,
      new Date('2026-11-20T14:30:00Z'),
    );
    let checked = 0;
    for (const { table, values } of [
      ...accounts,
      ...contacts,
      ...leads,
      ...opportunities,
      ...cases,
    ]) {
      const columns = tables[table]?.attributes;
      if (!columns) continue;
      for (const [name, value] of Object.entries(values)) {
        const options = columns[name]?.options?.map((option) => option.value) ?? [];
        expect([table, name, columns[name] !== undefined]).toEqual([table, name, true]);
        if (options.length > 0 && typeof value === 'number') expect(options).toContain(value);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(1000);
  },
);
