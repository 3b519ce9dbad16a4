import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import type { LedgerEvent } from '../../../src/ports/events.ts';
import type { AcceptedIntent, Ledger } from '../../../src/ports/ledger.ts';

/** What the cases need of an implementation. */
export interface LedgerUnderTest {
  ledger: Ledger;
  /** Waiting completion jobs of an item, by the seconds until they start. */
  jobs(key: string): Promise<number[]>;
  /** Ends every lease, as time would. */
  expireLeases(): Promise<void>;
  events: LedgerEvent[];
}

const tenantId = '5a4d0000-7e4a-4b1d-9c0e-000000000001';
const anna = '5a4d0000-7e4a-4b1d-9c0e-00000000b001';
const bela = '5a4d0000-7e4a-4b1d-9c0e-00000000b002';
const account = { table: 'account', id: 'acc00000-0000-4000-8000-000000000001' };
const lead = { table: 'lead', id: '1ead0000-0000-4000-8000-000000000001' };
const at = new Date('2026-11-22T09:30:00Z');

const intent = (change: Partial<AcceptedIntent> = {}): AcceptedIntent => ({
  key: randomUUID(),
  tenantId,
  intent: 'track',
  wanted: null,
  direction: 'incoming',
  itemId: 'AAMk1',
  internetMessageId: '<a@b>',
  requestedBy: anna,
  ...change,
});

/** The same cases for every implementation of the ledger. */
export function ledgerCases(current: () => LedgerUnderTest): void {
  const accept = (change?: Partial<AcceptedIntent>) => current().ledger.accept(intent(change));
  const acceptLeased = async (change?: Partial<AcceptedIntent>) => {
    const { row, lease } = await accept(change);
    if (!lease) throw new Error('no lease');
    return { row, lease, key: row.key };
  };
  /** Notices may come a little after what they tell of. */
  const told = (event: LedgerEvent) =>
    eventually(
      () => Promise.resolve(current().events.at(-1)),
      (last) => JSON.stringify(last) === JSON.stringify(event),
      2_000,
    );
  const tracked = (key: string, regarding: typeof account | null = null) =>
    ({ kind: 'tracked', activityId: key, regarding, at }) as const;

  describe('Accepting an intent', () => {
    test('makes the item pending, with a job that completes it and a lease to try at once', async () => {
      const { row, key } = await acceptLeased({ wanted: account });
      expect(row).toMatchObject({ state: 'pending', revision: 1, wanted: account });
      const [startsIn, ...others] = await current().jobs(key);
      expect(others).toEqual([]);
      expect(startsIn).toBeGreaterThan(2);
      await told({ tenantId, key, state: 'pending' });
    });

    test('twice by one person is one intent', async () => {
      const { key } = await acceptLeased();
      const again = await accept({ key });
      expect(again.lease).toBeNull();
      expect(again.row.revision).toBe(1);
      expect(await current().jobs(key)).toHaveLength(1);
    });

    test('anew while another attempt runs raises the revision and gives no lease', async () => {
      const { key } = await acceptLeased();
      const { row, lease } = await accept({ key, wanted: lead, requestedBy: bela });
      expect(lease).toBeNull();
      expect(row).toMatchObject({ revision: 2, wanted: lead, requestedBy: bela });
    });

    test('without a record keeps the one that still waits to be set', async () => {
      const { key } = await acceptLeased({ wanted: account });
      expect((await accept({ key, requestedBy: bela })).row.wanted).toEqual(account);
    });
  });

  describe('Settling', () => {
    test('as tracked says who tracked and when, and takes the job back', async () => {
      const { key, lease } = await acceptLeased({ wanted: account });
      const row = await current().ledger.settle(lease, 1, tracked(key, account));
      expect(row).toMatchObject({ state: 'tracked', regarding: account, trackedBy: anna });
      expect(row?.trackedAt).toEqual(at);
      expect(await current().jobs(key)).toEqual([]);
      await told({ tenantId, key, state: 'tracked' });
    });

    test('a change by somebody else keeps who tracked first', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, 1, tracked(key));
      const next = await acceptLeased({ key, wanted: lead, requestedBy: bela });
      const row = await current().ledger.settle(next.lease, 2, tracked(key, lead));
      expect(row).toMatchObject({ trackedBy: anna, regarding: lead });
    });

    test('an attempt a newer intent came after leaves the item pending for that one', async () => {
      const { key, lease } = await acceptLeased({ wanted: account });
      await accept({ key, wanted: lead });
      const row = await current().ledger.settle(lease, 1, tracked(key, account));
      expect(row).toMatchObject({ state: 'pending', regarding: account, wanted: lead });
      expect(await current().jobs(key)).toHaveLength(1);
      expect(await current().ledger.claim(key)).not.toBeNull();
    });

    test('without the lease writes nothing', async () => {
      const { key, lease } = await acceptLeased();
      await current().expireLeases();
      const taken = await current().ledger.claim(key);
      expect(taken).not.toBeNull();
      expect(
        await current().ledger.settle(lease, 1, { kind: 'failed', problem: 'refused' }),
      ).toBeNull();
      expect(await current().ledger.renew(lease)).toBe(false);
      expect(await current().ledger.find(tenantId, key)).toMatchObject({ state: 'pending' });
    });

    test('as postponed counts the failure and moves the job', async () => {
      const { key, lease } = await acceptLeased();
      const outcome = { kind: 'postponed', problem: 'throttled', retryInMs: 60_000 } as const;
      const row = await current().ledger.settle(lease, 1, outcome);
      expect(row).toMatchObject({ state: 'pending', problem: 'throttled', failures: 1 });
      expect(row?.failingSince).toBeInstanceOf(Date);
      const [startsIn] = await current().jobs(key);
      expect(startsIn).toBeGreaterThan(50);
    });

    test('as failed stays visible; what was tracked before stays tracked', async () => {
      const failed = { kind: 'failed', problem: 'forbidden' } as const;
      const { key, lease } = await acceptLeased();
      expect(await current().ledger.settle(lease, 1, failed)).toMatchObject({ state: 'failed' });
      const second = await acceptLeased({ key });
      await current().ledger.settle(second.lease, 2, tracked(key, account));
      const third = await acceptLeased({ key, wanted: lead });
      const row = await current().ledger.settle(third.lease, 3, failed);
      expect(row).toMatchObject({ state: 'tracked', regarding: account, problem: 'forbidden' });
    });

    test('as untracked forgets all but that', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, 1, tracked(key, account));
      const next = await acceptLeased({ key, intent: 'untrack' });
      const row = await current().ledger.settle(next.lease, 2, { kind: 'untracked' });
      expect(row).toMatchObject({ state: 'untracked', activityId: null, regarding: null });
      await told({ tenantId, key, state: 'not-tracked' });
    });
  });

  describe('A lease', () => {
    test('is given to one attempt at a time', async () => {
      const { key, lease } = await acceptLeased();
      expect(await current().ledger.claim(key)).toBeNull();
      expect(await current().ledger.leaseEndsInMs(key)).toBeGreaterThan(5_000);
      expect(await current().ledger.renew(lease)).toBe(true);
    });

    test('can be had for one person’s intent alone', async () => {
      const { key } = await acceptLeased();
      await current().expireLeases();
      expect(await current().ledger.claim(key, bela)).toBeNull();
      expect(await current().ledger.claim(key, anna)).not.toBeNull();
    });

    test('is not given where nothing waits', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, 1, tracked(key));
      expect(await current().ledger.claim(key)).toBeNull();
      expect(await current().ledger.leaseEndsInMs(key)).toBeNull();
    });
  });

  test('An abandoned item is failed', async () => {
    const { key } = await acceptLeased();
    await current().ledger.abandon(key);
    expect(await current().ledger.find(tenantId, key)).toMatchObject({
      state: 'failed',
      problem: 'unexpected',
    });
  });

  test('Another tenant finds nothing', async () => {
    const { key } = await acceptLeased();
    expect(await current().ledger.find(randomUUID(), key)).toBeNull();
  });
}
