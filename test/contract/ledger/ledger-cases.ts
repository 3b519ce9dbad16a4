import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import type { Batches } from '../../../src/ports/batches.ts';
import type { Changes } from '../../../src/ports/changes.ts';
import { Overtaken } from '../../../src/ports/ledger.ts';
import type { LedgerEvent } from '../../../src/ports/events.ts';
import type { AcceptedIntent, Attempted, Ledger } from '../../../src/ports/ledger.ts';

/** What the cases need of an implementation. */
export interface LedgerUnderTest {
  ledger: Ledger;
  changes: Changes;
  /** Waiting completion jobs of an item, by the seconds until they start. */
  jobs(key: string): Promise<number[]>;
  /** Loses them, some time ago. */
  forgetJobs(key: string): Promise<void>;
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

/** Whose intent an attempt worked for. */
const by = (revision: number, requestedBy = anna): Attempted => ({
  revision,
  requestedBy,
  via: 'pane',
  undoes: null,
  itemId: 'AAMk1',
});

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

  describe('A rule', () => {
    test('tracks what nobody decided about (E-22)', async () => {
      expect((await acceptLeased({ via: 'rule' })).row).toMatchObject({ state: 'pending' });
    });

    test('leaves what somebody untracked in the meantime untracked (E-22)', async () => {
      const { key, lease } = await acceptLeased({ intent: 'untrack' });
      await current().ledger.settle(lease, by(1), { kind: 'untracked' });
      const late = await accept({ key, via: 'rule', wanted: account });
      expect(late).toMatchObject({ row: { state: 'untracked', revision: 1 }, lease: null });
      expect(await current().jobs(key)).toEqual([]);
    });
  });

  describe('Settling', () => {
    test('as tracked says who tracked and when, and takes the job back', async () => {
      const { key, lease } = await acceptLeased({ wanted: account });
      const row = await current().ledger.settle(lease, by(1), tracked(key, account));
      expect(row).toMatchObject({ state: 'tracked', regarding: account, trackedBy: anna });
      expect(row?.trackedAt).toEqual(at);
      expect(await current().jobs(key)).toEqual([]);
      await told({ tenantId, key, state: 'tracked' });
    });

    test('a change by somebody else keeps who tracked first', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, by(1), tracked(key));
      const next = await acceptLeased({ key, wanted: lead, requestedBy: bela });
      const row = await current().ledger.settle(next.lease, by(2), tracked(key, lead));
      expect(row).toMatchObject({ trackedBy: anna, regarding: lead });
    });

    test('an attempt a newer intent came after leaves the item pending for that one', async () => {
      const { key, lease } = await acceptLeased({ wanted: account });
      await accept({ key, wanted: lead });
      const row = await current().ledger.settle(lease, by(1), tracked(key, account));
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
        await current().ledger.settle(lease, by(1), { kind: 'failed', problem: 'refused' }),
      ).toBeNull();
      expect(await current().ledger.renew(lease)).toBe(false);
      expect(await current().ledger.find(tenantId, key)).toMatchObject({ state: 'pending' });
    });

    test('as postponed counts the failure and moves the job', async () => {
      const { key, lease } = await acceptLeased();
      const outcome = { kind: 'postponed', problem: 'throttled', retryInMs: 60_000 } as const;
      const row = await current().ledger.settle(lease, by(1), outcome);
      expect(row).toMatchObject({ state: 'pending', problem: 'throttled', failures: 1 });
      expect(row?.failingSince).toBeInstanceOf(Date);
      const [startsIn] = await current().jobs(key);
      expect(startsIn).toBeGreaterThan(50);
    });

    test('as failed stays visible; what was tracked before stays tracked', async () => {
      const failed = { kind: 'failed', problem: 'forbidden' } as const;
      const { key, lease } = await acceptLeased();
      expect(await current().ledger.settle(lease, by(1), failed)).toMatchObject({
        state: 'failed',
      });
      const second = await acceptLeased({ key });
      await current().ledger.settle(second.lease, by(2), tracked(key, account));
      const third = await acceptLeased({ key, wanted: lead });
      const row = await current().ledger.settle(third.lease, by(3), failed);
      expect(row).toMatchObject({ state: 'tracked', regarding: account, problem: 'forbidden' });
    });

    test('as untracked forgets all but that', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, by(1), tracked(key, account));
      const next = await acceptLeased({ key, intent: 'untrack' });
      const row = await current().ledger.settle(next.lease, by(2), { kind: 'untracked' });
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

    test('that ended between two looks at it leaves the item waiting, to be had at once', async () => {
      const { key } = await acceptLeased();
      await current().expireLeases();
      expect(await current().ledger.leaseEndsInMs(key)).toBe(0);
    });

    test('can be had for one person’s intent alone', async () => {
      const { key } = await acceptLeased();
      await current().expireLeases();
      expect(await current().ledger.claim(key, bela)).toBeNull();
      expect(await current().ledger.claim(key, anna)).not.toBeNull();
    });

    test('is not given where nothing waits', async () => {
      const { key, lease } = await acceptLeased();
      await current().ledger.settle(lease, by(1), tracked(key));
      expect(await current().ledger.claim(key)).toBeNull();
      expect(await current().ledger.leaseEndsInMs(key)).toBeNull();
    });
  });

  describe('An item that waits without a job', () => {
    test('gets one', async () => {
      const { key } = await acceptLeased();
      await current().expireLeases();
      await current().forgetJobs(key);
      await current().ledger.sweep();
      expect(await current().jobs(key)).toHaveLength(1);
    });

    test('is left to the attempt that works on it', async () => {
      const { key } = await acceptLeased();
      await current().forgetJobs(key);
      await current().ledger.sweep();
      expect(await current().jobs(key)).toEqual([]);
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

  describe('The history', () => {
    const changesOf = (key: string) => current().changes.ofItem(tenantId, key);
    const trackedOnce = async (regarding: typeof account | null = null) => {
      const { lease, key } = await acceptLeased();
      await current().ledger.settle(lease, by(1), tracked(key, regarding));
      return key;
    };

    test('has every settled change with who made it, newest first (E-13)', async () => {
      const key = await trackedOnce(account);
      const second = await acceptLeased({ key, wanted: lead, requestedBy: bela });
      await current().ledger.settle(second.lease, by(2, bela), tracked(key, lead));
      expect(await changesOf(key)).toMatchObject([
        { change: 'set-regarding', by: bela, before: account, after: lead, isLast: true },
        { change: 'track', by: anna, before: null, after: account, isLast: false },
      ]);
    });

    test('has nothing of an attempt that failed or lost its lease', async () => {
      const { lease, key } = await acceptLeased();
      await current().ledger.settle({ key, token: randomUUID() }, by(1), tracked(key));
      await current().ledger.settle(lease, by(1), { kind: 'failed', problem: 'refused' });
      expect(await changesOf(key)).toEqual([]);
    });

    test('says whose change it was, also where a newer intent came meanwhile', async () => {
      const { lease, key } = await acceptLeased();
      await accept({ key, wanted: lead, requestedBy: bela, itemId: 'AAMk-of-bela' });
      await current().ledger.settle(lease, by(1, anna), tracked(key));
      expect(await changesOf(key)).toMatchObject([{ change: 'track', by: anna, itemId: 'AAMk1' }]);
    });

    test('marks what was taken back, once that is done', async () => {
      const key = await trackedOnce();
      const [made] = await changesOf(key);
      const undoes = made?.id ?? '';
      const { lease, row } = await acceptLeased({ key, intent: 'untrack', via: 'undo', undoes });
      expect((await current().changes.find(tenantId, undoes))?.undoneAt).toBeNull();
      await current().ledger.settle(lease, row, { kind: 'untracked', copyDeleted: true });
      expect((await current().changes.find(tenantId, undoes))?.undoneAt).toBeInstanceOf(Date);
    });

    test('lets nothing be taken back that somebody changed since', async () => {
      const key = await trackedOnce();
      const [made] = await changesOf(key);
      const second = await acceptLeased({ key, wanted: lead, requestedBy: bela });
      const undo = { key, intent: 'untrack', undoes: made?.id ?? '' } as const;
      await expect(accept(undo)).rejects.toThrow(Overtaken);
      await current().ledger.settle(second.lease, by(2, bela), tracked(key, lead));
      await expect(accept(undo)).rejects.toThrow(Overtaken);
    });

    test('is not for another tenant', async () => {
      const key = await trackedOnce();
      expect(await current().changes.last(randomUUID(), key)).toBeNull();
    });
  });

  describe('Attachments that were left out', () => {
    test('stay left out where a later intent does not speak of them', async () => {
      const { key } = await acceptLeased({ leftOut: ['AAMk-file'] });
      const { row } = await accept({ key, wanted: account });
      expect(row.leftOut).toEqual(['AAMk-file']);
    });
  });
}

/** … and for those that take several items at once. */
export function batchCases(current: () => LedgerUnderTest & { batches: Batches }): void {
  describe('A batch', () => {
    test('accepts all of its items, for the workers, under its id', async () => {
      const id = randomUUID();
      const intents = [intent(), intent()];
      await current().batches.accept({ id, tenantId, userId: anna }, intents);
      const batch = await current().batches.find({ tenantId, userId: anna }, id);
      expect(batch).toMatchObject({ size: 2 });
      expect(batch?.rows.map(({ state, batchId }) => [state, batchId])).toEqual([
        ['pending', id],
        ['pending', id],
      ]);
      for (const { key } of intents) {
        const [startsIn] = await current().jobs(key);
        expect(startsIn).toBeLessThan(1);
      }
      expect(await current().batches.find({ tenantId, userId: bela }, id)).toBeNull();
    });
  });
}
