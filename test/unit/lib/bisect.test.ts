import { describe, expect, test } from '@jest/globals';
import { bisect } from '../../../src/lib/bisect.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Refuses every group with one of the bad ones in it. */
function refusing(bad: readonly number[], isOutage = false) {
  const tried: number[][] = [];
  const run = (items: readonly number[]) =>
    bisect<number, string>(items, {
      attempt: (some) => {
        tried.push([...some]);
        const refused = some.some((one) => bad.includes(one));
        return refused ? Promise.reject(new Error('no')) : Promise.resolve(some.map(String));
      },
      alone: (item) => `refused ${item}`,
      isOutage: () => isOutage,
    });
  return { tried, run };
}

describe('Bisecting', () => {
  test('does all at once where nothing is wrong', async () => {
    const { run, tried } = refusing([]);
    expect(await run(numbers(100))).toEqual(numbers(100).map(String));
    expect(tried).toHaveLength(1);
  });

  test('lets one bad one of a hundred hold up no other, in about twice the logarithm of tries (fault 12)', async () => {
    const { run, tried } = refusing([42]);
    const results = await run(numbers(100));
    expect(results.filter((result) => result.startsWith('refused'))).toEqual(['refused 42']);
    expect(results.map((result) => Number(result.replace('refused ', '')))).toEqual(numbers(100));
    expect(tried.length).toBeLessThanOrEqual(15);
  });

  test('finds several bad ones, also the first and the last', async () => {
    const { run } = refusing([0, 7, 15]);
    const results = await run(numbers(16));
    expect(results.filter((result) => result.startsWith('refused'))).toEqual([
      'refused 0',
      'refused 7',
      'refused 15',
    ]);
  });

  test('gives up early where nothing at all works, and says why', async () => {
    const { run, tried } = refusing(numbers(64), true);
    await expect(run(numbers(64))).rejects.toThrow('no');
    expect(tried.length).toBeLessThanOrEqual(8);
  });

  test('takes a single one that fails for its own trouble, whatever the error says', async () => {
    const { run } = refusing([3], true);
    expect(await run([3])).toEqual(['refused 3']);
    expect(await run([3, 4])).toEqual(['refused 3', '4']);
  });

  test('does nothing for nothing', async () => {
    expect(await refusing([]).run([])).toEqual([]);
  });
});
