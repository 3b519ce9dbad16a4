import { describe, expect, test } from '@jest/globals';
import { Lane } from '../../../src/adapters/postgres/limits/lane.ts';
import type { Taken } from '../../../src/adapters/postgres/limits/lane.ts';
import { mailboxWindow, Window } from '../../../src/adapters/postgres/limits/window.ts';

/** A database whose answers come when they are let. */
function slowTable() {
  const asked: { wanted: number; answer: (taken: Taken) => void }[] = [];
  const take = (wanted: number): Promise<Taken> =>
    new Promise((answer) => asked.push({ wanted, answer }));
  return { asked, take };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const limit = 'mailbox|one';
const granted = { granted: true, restMs: 0 };

describe('The requests of one process to one mailbox', () => {
  test('never go on with permits that are given back while more are asked for (S-06)', async () => {
    const { asked, take } = slowTable();
    let now = 0;
    const lane = new Lane({
      ...{ most: 4, take, now: () => now, refusal: () => new Error('refused') },
      onEmpty: () => undefined,
    });
    const first = lane.run({ limit, isUrgent: false }, () => Promise.resolve());
    await settled();
    asked[0]?.answer(granted);
    await first;
    const periodic = { limit, isUrgent: false, weight: 4 };
    let end = (): void => undefined;
    const second = lane.run(periodic, () => new Promise<void>((resolve) => (end = resolve)));
    await settled();
    // Somebody else wants permits just while the answer is on its way.
    lane.makeRoom();
    now += 1_000;
    asked[1]?.answer(granted);
    await settled();
    expect(asked.map(({ wanted }) => wanted)).toEqual([1, 4]);
    end();
    await second;
    const givenUp = lane.giveUp();
    await settled();
    asked[2]?.answer(granted);
    await givenUp;
  });
});

describe('What Exchange answers about one mailbox in ten minutes (quality §2.5, P8)', () => {
  test('is left to people where the clock has used its part', () => {
    const window = new Window(() => 0);
    window.spend(mailboxWindow.periodic);
    expect(window.restMs(1)).toBeGreaterThan(mailboxWindow.ms - 1_000);
    expect(window.restMs(0)).toBe(0);
  });

  test('comes back as what was sent grows old', () => {
    let now = 0;
    const window = new Window(() => now);
    window.spend(mailboxWindow.periodic - 1_000);
    now = mailboxWindow.ms / 2;
    window.hear(1_000);
    expect(window.restMs(20)).toBeLessThanOrEqual(mailboxWindow.ms / 2 + 1_000);
    now = mailboxWindow.ms + 1_000;
    expect(window.restMs(20)).toBe(0);
  });

  test('is told to the other processes once, when it is worth it', () => {
    const window = new Window(() => 0);
    window.spend(60);
    expect(window.tell(100)).toBe(0);
    window.spend(60);
    window.hear(500);
    expect(window.tell(100)).toBe(120);
    expect(window.tell(100)).toBe(0);
  });
});
