import { expect, test } from '@jest/globals';
import { emptyReport, formatReport } from '../../../src/sandbox/import/report.ts';
import { reasonOf } from '../../../src/sandbox/import/unimportable.ts';

const skippedFiles = (count: number, reason: string) =>
  Array.from({ length: count }, (_, index) => ({ path: `/mail/${index}.txt`, reason }));

test('The report counts items and files', () => {
  const report = { ...emptyReport(), files: [{ path: '/a.eml', items: 1 }] };
  report.imported.mail = 1;
  report.imported.contact = 2;
  expect(formatReport(report)).toBe('Imported 1 mail, 0 meetings, 2 contacts from 1 file.');
});

test('A few left out files have a line each', () => {
  const report = { ...emptyReport(), skipped: skippedFiles(2, 'It is empty.') };
  expect(formatReport(report).split('\n').slice(1)).toEqual([
    'Left out 2:',
    '  /mail/0.txt: It is empty.',
    '  /mail/1.txt: It is empty.',
  ]);
});

test('Many left out files are all listed, grouped by reason, the largest group first', () => {
  const skipped = [...skippedFiles(1, 'It may not be read.'), ...skippedFiles(30, 'It is empty.')];
  const lines = formatReport({ ...emptyReport(), skipped }).split('\n');
  expect(lines[2]).toBe('  It is empty. (30)');
  expect(lines.slice(3, 33)).toEqual(skipped.slice(1).map(({ path }) => `    ${path}`));
  expect(lines.slice(33)).toEqual(['  It may not be read. (1)', '    /mail/0.txt']);
});

test('A reason is a plain sentence, whatever went wrong', () => {
  expect(reasonOf(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }))).toBe(
    'It may not be read.',
  );
  expect(reasonOf(new Error('no such thing\nat line 3'))).toBe('no such thing.');
  expect(reasonOf('odd')).toBe('odd.');
});
