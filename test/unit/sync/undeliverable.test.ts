import { describe, expect, test } from '@jest/globals';
import { decideRetry, retryPolicy } from '../../../src/domain/sync/retry.ts';
import type { Attempted } from '../../../src/domain/sync/retry.ts';
import { newPersonOf } from '../../../src/domain/people/unknown-sender.ts';

const attempted = (change: Partial<Attempted>): Attempted => ({
  kind: 'refused',
  failures: 0,
  failingForMs: 0,
  random: 0.5,
  isUnattended: true,
  ...change,
});

describe('What nobody waits for (K-08, track.retry.max)', () => {
  test.each(['refused', 'forbidden', 'not-found', 'unexpected', 'changed'] as const)(
    'is tried five times, a cycle apart, where it is %s',
    (kind) => {
      const decisions = [0, 1, 2, 3, 4].map((failures) =>
        decideRetry(attempted({ kind, failures })),
      );
      const later = { retryInMs: retryPolicy.cycleMs };
      expect(decisions).toEqual([later, later, later, later, { giveUp: 'permanent' }]);
    },
  );

  test('is not given up for an outage, which is nobody’s own trouble', () => {
    for (const kind of ['unavailable', 'throttled', 'sign-in-needed'] as const) {
      expect(decideRetry(attempted({ kind, failures: 40 }))).toHaveProperty('retryInMs');
    }
  });

  test('waits longer where it is told to', () => {
    const retryAfterMs = 2 * retryPolicy.cycleMs;
    expect(decideRetry(attempted({ retryAfterMs }))).toEqual({ retryInMs: retryAfterMs });
  });

  test('differs from what a person waits for, whose refusal is final at once', () => {
    expect(decideRetry(attempted({ isUnattended: false }))).toEqual({ giveUp: 'permanent' });
  });
});

describe('Whom an unknown sender becomes (X-13)', () => {
  const scope = 'tenant|https://contoso.example';
  const of = (name: string, address: string, topic = 'Wool') =>
    newPersonOf({ name, address }, { table: 'lead', topic, scope });

  test('is the same row for the same address, however it is written', () => {
    const one = of('Stefan Stranger', 'stefan@unknown.example');
    expect(one).toMatchObject({ firstName: 'Stefan', lastName: 'Stranger', topic: 'Wool' });
    expect(of('Stranger, Stefan', 'Stefan@Unknown.example')?.id).toBe(one?.id);
    expect(of('Stefan Stranger', 'other@unknown.example')?.id).not.toBe(one?.id);
  });

  test('is nobody where the mail does not say who that is', () => {
    expect(of('', 'noreply@unknown.example')).toBeNull();
    expect(of('Unknown Ltd', 'info@unknown.example')).toBeNull();
    expect(of('Stefan Stranger', 'not an address')).toBeNull();
    expect(of('Stefan Stranger', `${'a'.repeat(101)}@unknown.example`)).toBeNull();
  });

  test('keeps within the columns of the CRM', () => {
    const person = of(`Stefan ${'S'.repeat(80)}`, 'stefan@unknown.example', 'W'.repeat(500));
    expect(person?.lastName.length).toBeLessThanOrEqual(50);
    expect(person?.topic.length).toBeLessThanOrEqual(200);
  });
});
