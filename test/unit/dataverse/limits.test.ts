import { describe, expect, test } from '@jest/globals';
import { Limiter, LimitError } from '../../../src/sandbox/dataverse/limits/limiter.ts';

const start = Date.parse('2026-11-22T09:00:00Z');

/** A limiter with the documented limits, and its clock in milliseconds. */
function make() {
  const clock = { ms: start };
  const limiter = new Limiter(() => new Date(clock.ms));
  const refusal = (isSearch = false) => {
    try {
      limiter.begin('anna', isSearch)(0);
      return undefined;
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      const { status, code, message, retryAfter } = error;
      return { status, code, message, retryAfter };
    }
  };
  return { clock, limiter, refusal };
}

describe('Service-protection limits (§1.15)', () => {
  test('let 6,000 requests through in 300 seconds, not one more, and say when to come back', () => {
    const { clock, limiter, refusal } = make();
    for (let i = 0; i < 6000; i += 1) expect(refusal()).toBeUndefined();
    clock.ms += 299_400;
    expect(refusal()).toEqual({
      status: 429,
      code: '0x80072322',
      message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
      retryAfter: 1,
    });
    expect(limiter.headers('anna')['x-ms-ratelimit-burst-remaining-xrm-requests']).toBe('0');
    clock.ms += 599;
    expect(refusal()).toMatchObject({ retryAfter: 1 });
    clock.ms += 1;
    expect(refusal()).toBeUndefined();
  });

  test('slide: what was asked later stays counted', () => {
    const { clock, refusal } = make();
    for (let i = 0; i < 3000; i += 1) refusal();
    clock.ms += 200_000;
    for (let i = 0; i < 3000; i += 1) refusal();
    expect(refusal()).toMatchObject({ retryAfter: 100 });
    clock.ms += 100_000;
    for (let i = 0; i < 3000; i += 1) expect(refusal()).toBeUndefined();
    expect(refusal()).toMatchObject({ retryAfter: 200 });
  });

  test('let 1,200 seconds of execution through, and refuse until enough has left the window', () => {
    const { clock, limiter, refusal } = make();
    limiter.begin('anna', false)(1_000_000);
    clock.ms += 10_000;
    limiter.begin('anna', false)(199_999);
    expect(refusal()).toBeUndefined();
    limiter.begin('anna', false)(1);
    expect(refusal()).toEqual({
      status: 429,
      code: '0x80072321',
      message:
        'Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.',
      retryAfter: 290,
    });
    expect(limiter.headers('anna')['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('0.00');
    clock.ms += 290_000;
    expect(refusal()).toBeUndefined();
    expect(limiter.headers('anna')['x-ms-ratelimit-time-remaining-xrm-requests']).toBe('1,000.00');
  });

  test('let 52 requests run at once, not 53', () => {
    const { limiter, refusal } = make();
    const ends = Array.from({ length: 52 }, () => limiter.begin('anna', false));
    expect(refusal()).toMatchObject({
      status: 429,
      code: '0x80072326',
      message: 'Number of concurrent requests exceeded the limit of 52.',
    });
    ends[0]?.(5);
    expect(refusal()).toBeUndefined();
  });

  test('let one search through a second', () => {
    const { clock, refusal } = make();
    expect(refusal(true)).toBeUndefined();
    expect(refusal(true)).toMatchObject({ status: 429, code: '0x80072322', retryAfter: 1 });
    expect(refusal()).toBeUndefined();
    clock.ms += 1000;
    expect(refusal(true)).toBeUndefined();
  });

  test('count each user alone, and do not count what was refused', () => {
    const { limiter, refusal } = make();
    limiter.limits = { ...limiter.limits, requests: 2 };
    refusal();
    refusal();
    for (let i = 0; i < 5; i += 1) expect(refusal()).toBeDefined();
    limiter.begin('otto', false)(0);
    expect(limiter.counters()).toMatchObject([
      { caller: 'anna', requests: 2 },
      { caller: 'otto', requests: 1 },
    ]);
  });

  test('survive a clock that was put back or forward while a request ran', () => {
    const { clock, limiter, refusal } = make();
    const end = limiter.begin('anna', false);
    clock.ms += 86_400_000;
    expect(refusal()).toBeUndefined();
    end(1_200_000);
    expect(refusal()).toBeUndefined();
    clock.ms = start;
    expect(refusal()).toBeUndefined();
    expect(limiter.counters()).toMatchObject([{ requests: 1, executionMs: 0, concurrent: 0 }]);
  });
});
