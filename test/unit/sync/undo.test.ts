import { expect, test } from '@jest/globals';
import { settledChange } from '../../../src/adapters/ledger/settled-change.ts';
import { canUndo, undoUntil } from '../../../src/domain/sync/undo.ts';

const at = new Date('2026-11-01T10:00:00Z');
const change = { by: 'Anna', at, isLast: true, undoneAt: null };
const now = new Date('2026-11-20T10:00:00Z');

test('A person takes back their own last change for 30 days', () => {
  expect(undoUntil(at).toISOString()).toBe('2026-12-01T10:00:00.000Z');
  expect(canUndo({ change, userId: 'anna', now })).toBe('possible');
  const late = new Date('2026-12-01T10:00:01Z');
  expect(canUndo({ change, userId: 'anna', now: late })).toBe('too-late');
});

test('Nobody takes back what is another’s, was changed since, or was taken back', () => {
  expect(canUndo({ change, userId: 'bela', now })).toBe('not-yours');
  expect(canUndo({ change: { ...change, isLast: false }, userId: 'anna', now })).toBe('overtaken');
  expect(canUndo({ change: { ...change, undoneAt: at }, userId: 'anna', now })).toBe('overtaken');
});

const key = 'aaaaaaaa-0000-4000-8000-000000000001';
const account = { table: 'account', id: 'acc00000-0000-4000-8000-000000000001' };
const lead = { table: 'lead', id: '1ead0000-0000-4000-8000-000000000001' };
const untracked = { key, activityId: null, regarding: null };
const tracked = (
  regarding: typeof account | null,
  adopted?: { regarding: typeof account | null },
) => ({ kind: 'tracked', activityId: key, regarding, at, ...(adopted && { adopted }) }) as const;

test('An item that was not tracked and is now was tracked', () => {
  expect(settledChange(untracked, tracked(account), null)).toMatchObject({
    change: 'track',
    before: null,
    after: account,
    adopted: false,
  });
});

test('Our own activity that a later attempt found is none that was there before', () => {
  const found = settledChange(untracked, tracked(account, { regarding: account }), null);
  expect(found).toMatchObject({ change: 'track', adopted: false });
});

test('An activity that untracking had kept is taken back without deleting it', () => {
  const last = { change: 'untrack', copyDeleted: false } as const;
  const again = settledChange(untracked, tracked(lead, { regarding: account }), last);
  expect(again).toMatchObject({ change: 'track', adopted: true });
});

test('Somebody else’s activity that got a regarding was set regarding', () => {
  const outcome = { ...tracked(lead, { regarding: account }), activityId: lead.id };
  expect(settledChange(untracked, outcome, null)).toMatchObject({
    change: 'set-regarding',
    before: account,
    after: lead,
    adopted: true,
  });
});

test('Setting the same again changes nothing', () => {
  const before = { key, activityId: key, regarding: account };
  expect(settledChange(before, tracked(account), null)).toBeNull();
  expect(settledChange(before, tracked(null), null)).toMatchObject({
    change: 'set-regarding',
    before: account,
    after: null,
  });
});

test('Untracking what the ledger did not know keeps what the CRM had', () => {
  const outcome = { kind: 'untracked', found: { activityId: key, regarding: account } } as const;
  expect(settledChange(untracked, outcome, null)).toMatchObject({
    change: 'untrack',
    before: account,
  });
  expect(settledChange(untracked, { kind: 'untracked' }, null)).toBeNull();
});
