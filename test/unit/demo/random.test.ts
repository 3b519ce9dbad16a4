import { expect, test } from '@jest/globals';
import { at, guidOf, randomFor, seededRandom } from '../../../src/sandbox/demo/random.ts';

const draw = (seed: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: 20 }, () => random.between(1, 1000));
};

test('A seed repeats its sequence, another seed has another', () => {
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5)).not.toEqual(draw(6));
});

test('Numbers stay within their bounds and reach both', () => {
  const random = seededRandom(1);
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 6)));
  expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
});

test('Shuffling keeps every item', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = seededRandom(9).shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect([...shuffled].sort()).toEqual(items);
});

test('Each part has a sequence of its own', () => {
  const numbers = (part: string) => randomFor(1, part).between(0, 1e9);
  expect(numbers('mails')).not.toBe(numbers('meetings'));
});

test('A GUID follows from seed and name and has the form of version 4', () => {
  expect(guidOf(1, 'account/0')).toBe(guidOf(1, 'account/0'));
  expect(guidOf(1, 'account/0')).not.toBe(guidOf(1, 'account/1'));
  expect(guidOf(7, 'x')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('Choosing from nothing is an error', () => {
  expect(() => at([], 0)).toThrow('nothing to choose from');
});
