import { describe, expect, test } from '@jest/globals';
import { planMail } from '../../../src/domain/sync/plan-mail.ts';
import type { FilingRule, KnownMail, PlanScope } from '../../../src/domain/sync/plan-mail.ts';
import type { Reason } from '../../../src/domain/sync/reason.ts';
import type { MailHeaders } from '../../../src/domain/sync/seen-mail.ts';
import { headersOf } from '../../support/seen-mail.ts';

const anna = 'a0000000-0000-4000-8000-000000000001';
const bela = 'b0000000-0000-4000-8000-000000000001';
const opportunity = { table: 'opportunity', id: '09900000-0000-4000-8000-000000000001' };
const incident = { table: 'incident', id: '1ec00000-0000-4000-8000-000000000001' };

const inbox: PlanScope = {
  userId: anna,
  processFrom: new Date('2026-11-01T00:00:00Z'),
  isFirstRound: false,
  isAutomatic: (folderId) => folderId === 'inbox',
  ruleOf: () => null,
  tracksByCategory: true,
  isCategoryIntact: true,
};

type Row = NonNullable<KnownMail['row']>;
const tracked: Row = {
  state: 'tracked',
  intent: 'track',
  via: 'pane',
  wanted: null,
  regarding: opportunity,
  mailboxUserId: anna,
  requestedBy: anna,
  trackedBy: anna,
};
const untracked: Row = { ...tracked, state: 'untracked', intent: 'untrack', regarding: null };

interface Told {
  folder?: string;
  headers?: Partial<MailHeaders>;
  category?: boolean;
  copy?: Partial<NonNullable<KnownMail['copy']>> | null;
  row?: Partial<Row> | null;
}

/** A mail nobody decided about, as the inbox tells it. */
const told = ({
  folder = 'inbox',
  headers,
  category = false,
  copy,
  row,
}: Told = {}): KnownMail => ({
  mail: { itemId: 'item', etag: '', folderId: folder, categories: [], headers: headersOf(headers) },
  key: 'key',
  direction: 'incoming',
  hasCategory: category,
  copy: copy ? { folderId: folder, hasCategory: false, reason: 'no-match', ...copy } : null,
  row: row ? { ...tracked, ...row } : null,
});

const plan = (mail: Told, scope: Partial<PlanScope> = {}) =>
  planMail({ ...inbox, ...scope }, told(mail));
const leave = (reason: Reason) => ({ do: 'leave', reason });
const byCategory = { do: 'track', via: 'category', reason: 'category', regarding: null };
const judge = { do: 'judge' };
const old = { receivedAt: '2026-10-31T23:59:59Z' };

describe('A mail nobody decided about', () => {
  test.each<[string, Told, Partial<PlanScope>, unknown]>([
    ['is judged where mail arrives', {}, {}, judge],
    ['is left in another folder (X-07)', { folder: 'private' }, {}, leave('folder-not-chosen')],
    ['is left where it came before the start (S-10)', { headers: old }, {}, leave('before-start')],
    ['is judged at the very start', { headers: { receivedAt: '2026-11-01T00:00:00Z' } }, {}, judge],
    ['without a time counts as new', { headers: { receivedAt: null, sentAt: null } }, {}, judge],
    ['that is being written waits', { headers: { kind: 'draft' } }, {}, { do: 'skip' }],
    [
      'is none if it is an invitation (E-17)',
      { headers: { kind: 'meeting' } },
      {},
      leave('not-a-mail'),
    ],
  ])('%s', (_, mail, scope, expected) => {
    expect(plan(mail, scope)).toEqual(expected);
  });
});

describe('A mail that is told again', () => {
  test.each<[string, Told, unknown]>([
    ['keeps what was decided', { copy: { reason: 'no-match' } }, leave('no-match')],
    ['keeps why it was tracked', { copy: { reason: 'reply' }, row: {} }, leave('reply')],
    [
      'is judged once it is moved to where mail arrives',
      { copy: { folderId: 'private', reason: 'folder-not-chosen' } },
      judge,
    ],
    [
      'is not judged again by a move',
      { copy: { folderId: 'private', reason: 'no-match' } },
      leave('no-match'),
    ],
    ['is judged once the start is set back (S-11)', { copy: { reason: 'before-start' } }, judge],
    ['is judged once its owner may track', { copy: { reason: 'no-licence' } }, judge],
    ['is judged once the mailbox is ready', { copy: { reason: 'mailbox-not-ready' } }, judge],
    [
      'and is tracked stays so, though its item is another (fault 25)',
      { row: {} },
      leave('tracked-already'),
    ],
    [
      'while it is on its way is left to that',
      { row: { state: 'pending' } },
      leave('tracked-already'),
    ],
    [
      'and could not be tracked is left to people',
      { row: { state: 'failed' } },
      leave('tracked-already'),
    ],
    ['and was untracked stays so (invariant 9)', { row: untracked }, leave('untracked-before')],
    [
      'and is being untracked stays so',
      { row: { state: 'pending', intent: 'untrack' } },
      leave('untracked-before'),
    ],
  ])('%s', (_, mail, expected) => {
    expect(plan(mail)).toEqual(expected);
  });
});

describe('The category put on a mail', () => {
  test.each<[string, Told, Partial<PlanScope>, unknown]>([
    ['tracks it (K-03)', { copy: {} }, {}, byCategory],
    ['tracks one that is seen for the first time', {}, {}, byCategory],
    ['tracks in any folder', { folder: 'private' }, {}, byCategory],
    ['tracks what came before the start (X-11, S-11)', { headers: old }, {}, byCategory],
    ['brings back what was untracked', { copy: {}, row: untracked }, {}, byCategory],
    ['brings back what was untracked before it was ever seen', { row: untracked }, {}, byCategory],
    [
      'tries again what could not be tracked',
      { copy: {}, row: { state: 'failed' } },
      {},
      byCategory,
    ],
    ['by ourselves is no gesture (fault 27)', { copy: {}, row: {} }, {}, leave('tracked-already')],
    [
      'while it is on its way is no gesture',
      { row: { state: 'pending' } },
      {},
      leave('tracked-already'),
    ],
    [
      'says nothing of old mail that is told for the first time',
      { headers: old },
      { isFirstRound: true },
      leave('before-start'),
    ],
    [
      'says nothing of untracked mail that is told for the first time',
      { row: untracked },
      { isFirstRound: true },
      leave('untracked-before'),
    ],
    ['tracks in a first round what came since the start', {}, { isFirstRound: true }, byCategory],
    [
      'is no gesture where it was on before',
      { copy: { hasCategory: true } },
      {},
      leave('no-match'),
    ],
    [
      'does not bring back what still had it',
      { copy: { hasCategory: true }, row: untracked },
      {},
      leave('untracked-before'),
    ],
    [
      'is nothing but a category where that is off (K-05)',
      { copy: {} },
      { tracksByCategory: false },
      leave('no-match'),
    ],
    ['tracks no invitation', { headers: { kind: 'meeting' } }, {}, leave('not-a-mail')],
  ])('%s', (_, mail, scope, expected) => {
    expect(plan({ category: true, ...mail }, scope)).toEqual(expected);
  });
});

describe('The category taken off a mail', () => {
  const had = { hasCategory: true, reason: 'reply' as const };
  test.each<[string, Told, Partial<PlanScope>, unknown]>([
    ['untracks it (K-03)', { row: {} }, {}, { do: 'untrack' }],
    ['untracks what is on its way', { row: { state: 'pending' } }, {}, { do: 'untrack' }],
    [
      'untracks what its owner tracked in another mailbox',
      { row: { mailboxUserId: bela } },
      {},
      { do: 'untrack' },
    ],
    ['by ourselves is no gesture (fault 27)', { row: untracked }, {}, leave('untracked-before')],
    [
      'with the category itself is nobody’s gesture (K-05)',
      { row: {} },
      { isCategoryIntact: false },
      leave('reply'),
    ],
    [
      'is nothing where the category is off (K-05)',
      { row: {} },
      { tracksByCategory: false },
      leave('reply'),
    ],
    [
      'of a copy does not untrack what others tracked',
      { row: { mailboxUserId: bela, trackedBy: bela, requestedBy: bela } },
      {},
      leave('reply'),
    ],
    ['of a mail that was never tracked is nothing', {}, {}, leave('reply')],
  ])('%s', (_, mail, scope, expected) => {
    expect(plan({ copy: had, ...mail }, scope)).toEqual(expected);
  });

  test('is no gesture on a copy that never had it: what was tracked before the category stays (K-04)', () => {
    expect(plan({ copy: { reason: 'tracked-already' }, row: {} })).toEqual(
      leave('tracked-already'),
    );
    expect(plan({ row: {} })).toEqual(leave('tracked-already'));
  });
});

describe('A mapped folder', () => {
  const rule: FilingRule = { regarding: incident, keepsManual: false, batchId: 'batch' };
  const mapped = { ruleOf: (folderId: string) => (folderId === 'cases' ? rule : null) };
  const filing = {
    do: 'track',
    via: 'folder',
    reason: 'folder',
    regarding: incident,
    batchId: 'batch',
  };
  test.each<[string, Told, Partial<PlanScope>, unknown]>([
    ['tracks what is moved in (F-04)', { copy: { folderId: 'inbox' } }, {}, filing],
    ['tracks what lay there before the start', { headers: old }, { isFirstRound: true }, filing],
    ['links anew what is regarding something else (F-06, F-08)', { copy: {}, row: {} }, {}, filing],
    [
      'leaves what it linked',
      { copy: { reason: 'folder' }, row: { regarding: incident } },
      {},
      leave('folder'),
    ],
    [
      'leaves what another’s folder linked (F-09)',
      { row: { via: 'folder', requestedBy: bela } },
      {},
      leave('tracked-already'),
    ],
    [
      'leaves what was untracked in it (invariant 9)',
      { copy: {}, row: untracked },
      {},
      leave('untracked-before'),
    ],
    [
      'leaves what was untracked when it is mapped',
      { row: untracked },
      { isFirstRound: true },
      leave('untracked-before'),
    ],
    [
      'tracks what was untracked and is moved in',
      { copy: { folderId: 'inbox' }, row: untracked },
      {},
      filing,
    ],
    [
      'leaves what could not be tracked to people',
      { copy: {}, row: { state: 'failed' } },
      {},
      leave('tracked-already'),
    ],
    [
      'does not overrule the category taken off',
      { copy: { hasCategory: true }, row: {} },
      {},
      { do: 'untrack' },
    ],
  ])('%s', (_, mail, scope, expected) => {
    expect(plan({ folder: 'cases', ...mail }, { ...mapped, ...scope })).toEqual(expected);
  });
});
