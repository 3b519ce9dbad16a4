import { expect, test } from '@jest/globals';
import { LruCache } from '../../../src/lib/lru-cache.ts';

test('A value is forgotten when its time is over', () => {
  let now = 0;
  const cache = new LruCache<string>({ capacity: 2, now: () => now });
  cache.set('a', 'one', 10);
  expect(cache.get('a')).toBe('one');
  now = 10;
  expect(cache.get('a')).toBeUndefined();
});

test('The value nobody used for longest makes room for a new one', () => {
  const cache = new LruCache<string>({ capacity: 2, now: () => 0 });
  cache.set('a', 'one', 1);
  cache.set('b', 'two', 1);
  cache.get('a');
  cache.set('c', 'three', 1);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['one', undefined, 'three']);
});
