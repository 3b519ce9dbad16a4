import { describe, expect, test } from '@jest/globals';
import {
  inactiveFor,
  matchesFor,
  sendersFor,
  withChosen,
} from '../../../src/domain/people/match.ts';
import type { Candidate } from '../../../src/domain/people/match.ts';

const me = 'user-me';
const row = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  table: 'contact',
  id,
  name: id,
  detail: '',
  addresses: ['ada@contoso.example'],
  active: true,
  ownerId: 'somebody',
  createdOn: '2026-01-01T00:00:00Z',
  ...change,
});
const older = { createdOn: '2020-01-01T00:00:00Z' };
const mine = { ownerId: me };
const idsOf = (rows: Candidate[]): string[] => rows.map(({ id }) => id);
const senders = (...rows: Candidate[]): string[] =>
  idsOf(sendersFor('ada@contoso.example', rows, me));

describe('The sender of a mail (§1.5.2, 3)', () => {
  test.each<[string, Candidate[], string]>([
    ['the older of two contacts nobody owns', [row('new'), row('old', older)], 'old'],
    ['the older of two own contacts', [row('new', mine), row('old', { ...older, ...mine })], 'old'],
    ['the own contact, though newer', [row('own', mine), row('old', older)], 'own'],
    [
      'the older contact where an account is own as well',
      [
        row('account', { table: 'account', ...mine }),
        row('new', mine),
        row('old', { ...older, ...mine }),
      ],
      'old',
    ],
    [
      'the account where it alone is own',
      [row('contact'), row('old', older), row('account', { table: 'account', ...mine })],
      'account',
    ],
    [
      'a user before a contact',
      [row('contact', older), row('user', { table: 'systemuser', ownerId: null })],
      'user',
    ],
    [
      'an own contact before a user',
      [row('user', { table: 'systemuser', ownerId: null }), row('contact', mine)],
      'contact',
    ],
    [
      'a contact before an account before a lead',
      [
        row('lead', { table: 'lead', ...older }),
        row('account', { table: 'account', ...older }),
        row('contact'),
      ],
      'contact',
    ],
  ])('is %s', (_name, rows, expected) => {
    expect(senders(...rows)[0]).toBe(expected);
    expect(senders(...rows.toReversed())[0]).toBe(expected);
  });

  test('is nobody where every match is inactive (§1.5.2, 4)', () => {
    const disabled = row('user', { table: 'systemuser', active: false });
    expect(senders(row('contact', { active: false }), disabled)).toEqual([]);
  });
});

describe('The records of a recipient (§1.5.2, 2)', () => {
  test('are all active rows with the address, whatever its case', () => {
    const rows = [
      row('second', { addresses: ['x@y.example', 'Ada@Contoso.Example'] }),
      row('first', older),
      row('inactive', { active: false }),
      row('other', { addresses: ['bob@contoso.example'] }),
      row('account', { table: 'account' }),
    ];
    const found = idsOf(matchesFor(' ADA@contoso.example', rows));
    expect(found).toEqual(['first', 'second', 'account']);
  });

  test('are none for an empty address', () => {
    expect(matchesFor('', [row('a', { addresses: [''] })])).toEqual([]);
  });
});

describe('A choice among several matches (UI-05)', () => {
  const both = [row('first', older), row('second')];
  const choose = (id: string, table = 'contact') =>
    withChosen('Ada@Contoso.example', both, new Map([['ada@contoso.example', { table, id }]]));

  test('Goes first', () => {
    expect(idsOf(choose('second').rows)).toEqual(['second', 'first']);
    expect(choose('second').isChosen).toBe(true);
  });

  test('Changes nothing where it is no match any more', () => {
    expect(choose('gone')).toEqual({ rows: both, isChosen: false });
    expect(choose('second', 'lead')).toEqual({ rows: both, isChosen: false });
  });
});

describe('Inactive rows (§1.5.2, 4)', () => {
  const left = row('left', { active: false });

  test('Are no match, and can be shown apart', () => {
    expect(matchesFor('ada@contoso.example', [left])).toEqual([]);
    expect(inactiveFor('ada@contoso.example', [left, row('here')])).toEqual([left]);
  });

  test('A user who left is not even shown', () => {
    const user = row('user', { table: 'systemuser', active: false });
    expect(inactiveFor('ada@contoso.example', [user])).toEqual([]);
  });
});

test('Queues and custom tables come after the people the CRM knows (§1.5.2, 3)', () => {
  expect(
    senders(
      row('custom', { table: 'new_project' }),
      row('queue', { table: 'queue' }),
      row('lead', { table: 'lead' }),
    ),
  ).toEqual(['lead', 'queue', 'custom']);
});
