import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queues } from '../../../src/adapters/postgres/boss.ts';
import { workloads } from '../../../src/adapters/postgres/cycle-job.ts';
import { holdFence } from '../../../src/adapters/postgres/fence.ts';
import { Failure } from '../../../src/ports/failure.ts';
import { Fenced } from '../../../src/ports/workloads.ts';
import type { CycleEnd, MailboxRef } from '../../../src/ports/workloads.ts';
import { runCycle } from '../../../src/sync/run-cycle.ts';
import type { Cycle } from '../../../src/sync/run-cycle.ts';
import { defaultSync } from '../../../src/bin/config.ts';
import { silent, startTestClock } from '../../support/clock.ts';
import type { TestClock } from '../../support/clock.ts';

let clock: TestClock;

beforeAll(async () => {
  clock = await startTestClock();
}, 60_000);
afterAll(() => clock.close());

const end = (more: Partial<CycleEnd> = {}): CycleEnd => ({
  nextInMs: 300_000,
  isFirm: false,
  isPaused: false,
  volume: 0,
  idleCycles: 1,
  failures: 0,
  problem: null,
  ...more,
});

const begin = async (mailbox: MailboxRef) => {
  const begun = await clock.workloads.begin(mailbox, 'incoming');
  if (!begun) throw new Error('not due');
  return begun;
};

/** What a worker does with a job that is due: takes it, runs a cycle, says it is done. */
async function work(mailbox: MailboxRef, cycle: Cycle): Promise<void> {
  await runCycle(
    {
      ports: {
        workloads: clock.workloads,
        reach: { crm: () => Promise.resolve({ userName: '' }), mailbox: reachMailbox },
        runtime: { now: () => new Date(), random: () => 0 },
        log: silent,
      },
      cycles: { incoming: cycle },
      clock: defaultSync.clock,
    },
    { ...mailbox, workload: 'incoming' },
    new AbortController().signal,
  );
}

let reachMailbox = (): Promise<void> => Promise.resolve();

describe('the clock of a mailbox', () => {
  test('a mailbox that is new has its clock and its job, due at once (S-01)', async () => {
    const mailbox = await clock.newMailbox();
    expect((await clock.clockOf(mailbox)).dueIn).toBeLessThanOrEqual(0);
    const jobs = await clock.jobsOf(mailbox);
    expect(jobs).toEqual([{ state: 'created', inSeconds: expect.any(Number) }]);
    expect(jobs[0]!.inSeconds).toBeLessThanOrEqual(0);
  });

  test('the next cycle is due an interval after the end of the last (S-03)', async () => {
    const mailbox = await clock.newMailbox();
    const { fence } = await begin(mailbox);
    await clock.workloads.end(fence, end({ nextInMs: 290_000 }));
    expect((await clock.clockOf(mailbox)).dueIn).toBeCloseTo(290, -1);
    const [job] = await clock.jobsOf(mailbox);
    expect(job!.inSeconds).toBeCloseTo(290, -1);
  });

  test('a cycle that is not due does not begin, whoever asks', async () => {
    const mailbox = await clock.newMailbox();
    await clock.workloads.end((await begin(mailbox)).fence, end());
    expect(await clock.workloads.begin(mailbox, 'incoming')).toBeNull();
  });

  test('how late a cycle begins is kept', async () => {
    const mailbox = await clock.newMailbox();
    await clock.pass(mailbox, 42);
    const { state } = await begin(mailbox);
    expect(Math.round(state.lateMs / 1_000)).toBe(42);
    expect(Math.round((await clock.clockOf(mailbox)).lateMs / 1_000)).toBe(42);
  });

  test('a mailbox that is paused does not begin', async () => {
    const mailbox = await clock.newMailbox();
    const { userId } = mailbox;
    await sql`update regarding.mailbox set paused = true where user_id = ${userId}`.execute(
      clock.database.db,
    );
    expect(await clock.workloads.begin(mailbox, 'incoming')).toBeNull();
  });
});

describe('the fence', () => {
  const write = (fence: Parameters<typeof holdFence>[1]) =>
    clock.database.db.transaction().execute((trx) => holdFence(trx, fence));

  test('a worker that was paused cannot write after a later cycle began', async () => {
    const mailbox = await clock.newMailbox();
    const paused = await begin(mailbox);
    await write(paused.fence);
    const later = await begin(mailbox);
    await expect(write(paused.fence)).rejects.toThrow(Fenced);
    await write(later.fence);
  });

  test('nor can it end the later cycle, or set its clock', async () => {
    const mailbox = await clock.newMailbox();
    const paused = await begin(mailbox);
    const later = await begin(mailbox);
    await expect(clock.workloads.end(paused.fence, end({ nextInMs: 1 }))).rejects.toThrow(Fenced);
    await clock.workloads.end(later.fence, end());
    await expect(clock.workloads.end(later.fence, end())).resolves.toBeUndefined();
    expect((await clock.clockOf(mailbox)).dueIn).toBeGreaterThan(290);
  });

  test('a cycle that was overtaken leaves no trace', async () => {
    const mailbox = await clock.newMailbox();
    await work(mailbox, async () => {
      const later = await begin(mailbox);
      await clock.workloads.end(later.fence, end({ nextInMs: 60_000 }));
      return { items: 7 };
    });
    const { dueIn } = await clock.clockOf(mailbox);
    expect(dueIn).toBeLessThan(61);
  });
});

describe('bringing a cycle forward', () => {
  test('the waiting job comes forward, and ten times is once', async () => {
    const mailbox = await clock.newMailbox();
    await clock.workloads.end((await begin(mailbox)).fence, end());
    await clock.pass(mailbox, 60);
    for (let time = 0; time < 10; time += 1)
      await clock.workloads.bringForward(mailbox, 'incoming');
    const jobs = await clock.jobsOf(mailbox);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]!.inSeconds).toBeLessThanOrEqual(1.1);
    expect((await clock.clockOf(mailbox)).dueIn).toBeLessThanOrEqual(1.1);
  });

  test('not sooner after the last cycle than it asks for', async () => {
    const mailbox = await clock.newMailbox();
    await clock.workloads.end((await begin(mailbox)).fence, end());
    await clock.workloads.bringForward(mailbox, 'incoming', { spacingMs: 100_000 });
    expect((await clock.clockOf(mailbox)).dueIn).toBeCloseTo(100, -1);
    await clock.workloads.bringForward(mailbox, 'incoming');
    expect((await clock.clockOf(mailbox)).dueIn).toBeLessThanOrEqual(15);
    await clock.workloads.bringForward(mailbox, 'incoming', { spacingMs: 100_000 });
    expect((await clock.clockOf(mailbox)).dueIn).toBeLessThanOrEqual(15);
  });

  test('what is asked while a cycle runs follows it', async () => {
    const mailbox = await clock.newMailbox();
    await work(mailbox, async () => {
      await clock.workloads.bringForward(mailbox, 'incoming');
      return { items: 0 };
    });
    expect((await clock.clockOf(mailbox)).dueIn).toBeLessThanOrEqual(1.1);
    await clock.pass(mailbox, 2);
    await work(mailbox, () => Promise.resolve({ items: 0 }));
    expect((await clock.clockOf(mailbox)).dueIn).toBeGreaterThan(200);
  });

  test('never before the far side said', async () => {
    const mailbox = await clock.newMailbox();
    const failure = new Failure('throttled', 'mailbox', 'too many', { retryAfterMs: 90_000 });
    await work(mailbox, () => Promise.reject(failure));
    await clock.workloads.bringForward(mailbox, 'incoming');
    expect((await clock.clockOf(mailbox)).dueIn).toBeGreaterThanOrEqual(88);
  });
});

describe('a cycle that fails', () => {
  const down = new Failure('unavailable', 'mailbox', 'away');

  test('is tried ten times, then the mailbox is paused with its reason (M-08)', async () => {
    const mailbox = await clock.newMailbox();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect((await clock.clockOf(mailbox)).isPaused).toBe(false);
      await clock.pass(mailbox, 301);
      await work(mailbox, () => Promise.reject(down));
    }
    expect(await clock.clockOf(mailbox)).toMatchObject({
      isPaused: true,
      problem: 'mailbox-unavailable',
      failures: 10,
    });
    await clock.workloads.bringForward(mailbox, 'incoming');
    expect((await clock.clockOf(mailbox)).dueIn).toBeGreaterThan(3_500);
  });

  test('goes on as if nothing had been once the cause is mended', async () => {
    const mailbox = await clock.newMailbox();
    const gone = new Failure('sign-in-needed', 'directory', 'consent withdrawn');
    await work(mailbox, () => Promise.reject(gone));
    expect(await clock.clockOf(mailbox)).toMatchObject({
      isPaused: true,
      problem: 'sign-in-needed',
    });
    await clock.workloads.resume(mailbox, 'incoming');
    await work(mailbox, () => Promise.resolve({ items: 1 }));
    expect(await clock.clockOf(mailbox)).toMatchObject({
      isPaused: false,
      failures: 0,
      problem: null,
    });
  });

  test('a mailbox that is gone is paused; one in which only an item is gone is not', async () => {
    const missing = new Failure('not-found', 'mailbox', 'no such thing');
    const item = await clock.newMailbox();
    await work(item, () => Promise.reject(missing));
    expect(await clock.clockOf(item)).toMatchObject({ isPaused: false, problem: 'unexpected' });
    const gone = await clock.newMailbox();
    reachMailbox = () => Promise.reject(missing);
    await work(gone, () => Promise.reject(missing));
    reachMailbox = () => Promise.resolve();
    expect(await clock.clockOf(gone)).toMatchObject({ isPaused: true, problem: 'mailbox-gone' });
  });

  test('a mailbox no worker survives is left alone for an hour', async () => {
    const mailbox = await clock.newMailbox();
    for (let death = 0; death < 5; death += 1) await begin(mailbox);
    expect(await clock.workloads.begin(mailbox, 'incoming')).toBeNull();
    expect(await clock.clockOf(mailbox)).toMatchObject({ isPaused: true, problem: 'unexpected' });
  });
});

describe('what looks after the clocks', () => {
  test('a mailbox whose job was lost gets a new one', async () => {
    const mailbox = await clock.newMailbox();
    await clock.boss.deleteQueuedJobs(queues.mailCycle);
    await clock.pass(mailbox, 31);
    expect(await clock.jobsOf(mailbox)).toEqual([]);
    await clock.workloads.sweep();
    expect(await clock.jobsOf(mailbox)).toHaveLength(1);
    expect(await clock.workloads.sweep()).toBe(0);
  });

  test('a mailbox that never had a clock gets one', async () => {
    const mailbox = await clock.newMailbox();
    const { userId } = mailbox;
    await clock.boss.deleteQueuedJobs(queues.mailCycle);
    await sql`delete from regarding.workload where user_id = ${userId}`.execute(clock.database.db);
    await clock.workloads.sweep();
    await clock.pass(mailbox, 31);
    await clock.workloads.sweep();
    expect(await clock.jobsOf(mailbox)).toHaveLength(1);
  });

  test('says how many mailboxes wait for a worker, and how long', async () => {
    const before = await clock.workloads.punctuality();
    const waiting = await clock.newMailbox();
    await clock.pass(waiting, 100_000);
    const running = await clock.newMailbox();
    await begin(running);
    const now = await clock.workloads.punctuality();
    expect(now.clocks).toBe(before.clocks + 2 * workloads.length);
    expect(now.running).toBe(before.running + 1);
    expect(now.overdue).toBe(before.overdue + workloads.length);
    expect(Math.round(now.latestMs / 1_000)).toBe(100_000);
  });
});
