import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importPaths } from '../../../src/sandbox/import/index.ts';
import { walk } from '../../../src/sandbox/import/walk.ts';
import { openSandboxDoors } from '../../support/sandbox-doors.ts';
import { anna } from '../../support/people.ts';
import type { ImportReport } from '../../../src/sandbox/import/index.ts';
import type { SandboxDoors } from '../../support/sandbox-doors.ts';

const corpus = join(process.env['REGARDING_SHARED'] ?? '../shared', 'corpus');
const suite = existsSync(corpus) ? describe : describe.skip;
const because = existsSync(corpus) ? '' : ' (skipped: the shared corpus is not there)';

suite(`The corpus of real mail, calendars and cards${because}`, () => {
  let doors: SandboxDoors;
  let report: ImportReport;

  beforeAll(async () => {
    doors = await openSandboxDoors(() => new Date('2026-11-22T12:00:00Z'));
    await doors.entra.addUsers([anna]);
    report = await importPaths([corpus], { userId: anna.id }, doors);
  }, 120_000);
  afterAll(async () => doors.close());

  const accounted = (path: string) =>
    report.skipped.some((item) => item.path === path || item.path.startsWith(`${path} (`));
  const of = (pattern: RegExp) => report.files.filter(({ path }) => pattern.test(path));

  test('every file is imported or listed with its reason', async () => {
    const paths: string[] = [];
    for await (const { path } of walk([corpus])) paths.push(path);
    expect(report.files.map(({ path }) => path)).toEqual(paths);
    expect(report.files.filter(({ path, items }) => items === 0 && !accounted(path))).toEqual([]);
  });

  test('every reason is a sentence', () => {
    expect(report.skipped.filter(({ reason }) => !/^[A-Z].*[.!?]$/.test(reason))).toEqual([]);
  });

  test('the mailbox refuses nothing', () => {
    expect(
      report.skipped.filter(({ reason }) => /refused|undefined|Cannot read/.test(reason)),
    ).toEqual([]);
  });

  test('every mail is in the mailbox, unless it is there already', () => {
    const left = of(/\.eml$/)
      .filter(({ items }) => items === 0)
      .map(({ path }) => path);
    const reasons = report.skipped
      .filter(({ path }) => left.includes(path))
      .map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['It is in the mailbox already.']));
  });

  test('every card with a name or an address is in the contacts', () => {
    const left = of(/\.vcf$/).filter(({ items }) => items === 0);
    expect(left.length).toBeLessThan(4);
  });

  test('a second import changes nothing', async () => {
    const again = await importPaths([corpus], { userId: anna.id }, doors);
    expect(again.imported).toEqual({ mail: 0, meeting: 0, contact: 0 });
  }, 120_000);
});
