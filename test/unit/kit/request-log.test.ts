import { expect, test } from '@jest/globals';
import { RequestLog } from '../../../src/sandbox/kit/request-log.ts';

const entry = (path: string) => ({
  at: '2026-11-22T09:30:00.000Z',
  method: 'GET',
  path,
  status: 200,
  caller: null,
  ms: 1,
});

test('The log keeps the last 20,000 requests, the newest last', () => {
  const log = new RequestLog();
  for (let index = 0; index <= 20_000; index += 1) log.add(entry(`/${index}`));
  expect(log.list()).toHaveLength(20_000);
  expect(log.list()[0]?.path).toBe('/1');
  expect(log.list().at(-1)?.path).toBe('/20000');
});

test('A cleared log is empty', () => {
  const log = new RequestLog();
  log.add(entry('/'));
  log.clear();
  expect(log.list()).toEqual([]);
});
