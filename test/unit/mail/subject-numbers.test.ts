import { describe, expect, test } from '@jest/globals';
import { subjectNumbers } from '../../../src/domain/mail/subject-numbers.ts';

describe('Numbers in a subject', () => {
  test.each([
    ['Re: your case CAS-01001-X1Y2Z3', ['CAS-01001-X1Y2Z3']],
    ['QUO-01000-K3Q5D7 and ORD-01002-B7T2R9?', ['QUO-01000-K3Q5D7', 'ORD-01002-B7T2R9']],
    ['[PRJ-2041] kick-off', ['PRJ-2041']],
    ['fwd: cas-01001-x1y2z3', ['CAS-01001-X1Y2Z3']],
    ['Ügy: ÜGY-20260014', ['ÜGY-20260014']],
  ])('Are found in "%s"', (subject, numbers) => {
    expect(subjectNumbers(subject)).toEqual(numbers);
  });

  test.each(['Lunch on Friday?', 'Q3-2026 forecast', 'Covid-19', 'a-b-c', '555-0134', ''])(
    'Are not seen in "%s"',
    (subject) => {
      expect(subjectNumbers(subject)).toEqual([]);
    },
  );

  test('Are named once each, and ten at most', () => {
    const many = Array.from({ length: 14 }, (_, at) => `CAS-010${10 + at}`);
    expect(subjectNumbers(`${many.join(' ')} ${many.join(' ')}`)).toEqual(many.slice(0, 10));
  });

  test('Nothing else of the subject is handed on (V-11)', () => {
    expect(subjectNumbers('Layoffs of May: see CAS-01001 please')).toEqual(['CAS-01001']);
  });
});
