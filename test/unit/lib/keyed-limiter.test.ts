import { expect, test } from '@jest/globals';
import { KeyedLimiter } from '../../../src/lib/keyed-limiter.ts';

/** Work that ends when it is told to. */
function held() {
  let end = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => promise, end };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('No more than the permitted pieces of work of one key run at once', async () => {
  const limiter = new KeyedLimiter(2);
  const pieces = [held(), held(), held()];
  const started: number[] = [];
  const all = pieces.map(({ work }, index) =>
    limiter.run({ key: 'a', isUrgent: false }, () => {
      started.push(index);
      return work();
    }),
  );
  await turn();
  expect(started).toEqual([0, 1]);
  pieces[0]?.end();
  await turn();
  expect(started).toEqual([0, 1, 2]);
  for (const { end } of pieces) end();
  await Promise.all(all);
});

test('Urgent work goes before what waited longer', async () => {
  const limiter = new KeyedLimiter(1);
  const first = held();
  const order: string[] = [];
  const note = (name: string) => () => Promise.resolve(order.push(name));
  const all = [
    limiter.run({ key: 'a', isUrgent: false }, first.work),
    limiter.run({ key: 'a', isUrgent: false }, note('batch')),
    limiter.run({ key: 'a', isUrgent: true }, note('person')),
  ];
  first.end();
  await Promise.all(all);
  expect(order).toEqual(['person', 'batch']);
});

test('Keys do not wait for each other, and a failure gives its permit back', async () => {
  const limiter = new KeyedLimiter(1);
  const first = held();
  const waiting = limiter.run({ key: 'a', isUrgent: false }, first.work);
  await expect(
    limiter.run({ key: 'b', isUrgent: false }, () => Promise.reject(new Error('broken'))),
  ).rejects.toThrow('broken');
  expect(await limiter.run({ key: 'b', isUrgent: false }, () => Promise.resolve('next'))).toBe(
    'next',
  );
  first.end();
  await waiting;
});
