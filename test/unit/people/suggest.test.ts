import { describe, expect, test } from '@jest/globals';
import { suggest } from '../../../src/domain/people/suggest.ts';
import type { Clue } from '../../../src/domain/people/suggest.ts';

const now = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const of = (id: string, table = 'opportunity') => ({ table, id });
const conversation = (id: string): Clue => ({ ...of(id), reason: 'conversation' });
const number = (id: string): Clue => ({ ...of(id, 'incident'), reason: 'number' });
const chosen = (id: string, times: number, days: number): Clue => ({
  ...of(id),
  reason: 'chosen-before',
  times,
  at: daysAgo(days),
});
const open = (id: string, change: Partial<Extract<Clue, { reason: 'open' }>> = {}): Clue => ({
  ...of(id),
  reason: 'open',
  isTheirs: true,
  changedAt: null,
  closesOn: null,
  ...change,
});
const participant = (id: string, isSender: boolean): Clue => ({
  ...of(id, 'contact'),
  reason: 'participant',
  isSender,
});
const account = (id: string): Clue => ({ ...of(id, 'account'), reason: 'account' });

const order = (clues: Clue[], closed: string[] = []): string[] =>
  suggest(clues, { now, closed: new Set(closed), limit: 5 }).map(({ id }) => id);

describe('Suggestions (UI-13)', () => {
  test.each<[string, Clue[], string[]]>([
    [
      'a number in the subject before the conversation',
      [conversation('c'), number('n')],
      ['n', 'c'],
    ],
    ['the conversation before a choice', [chosen('h', 9, 0), conversation('c')], ['c', 'h']],
    ['a fresh choice before what is open', [open('o'), chosen('h', 1, 1)], ['h', 'o']],
    ['what is open before a choice of years ago', [chosen('h', 1, 900), open('o')], ['o', 'h']],
    [
      'a choice made often before one made once',
      [chosen('1', 1, 5), chosen('5', 5, 5)],
      ['5', '1'],
    ],
    [
      'a fresh choice before an old one',
      [chosen('old', 2, 90), chosen('new', 2, 1)],
      ['new', 'old'],
    ],
    [
      'their own open record before one of their account',
      [open('account', { isTheirs: false }), open('own')],
      ['own', 'account'],
    ],
    [
      'what changed lately before what did not',
      [open('still', { changedAt: daysAgo(200) }), open('live', { changedAt: daysAgo(1) })],
      ['live', 'still'],
    ],
    [
      'what closes soon before what closes in a year',
      [open('far', { closesOn: daysAgo(-365) }), open('near', { closesOn: daysAgo(-5) })],
      ['near', 'far'],
    ],
    [
      'the sender before a recipient',
      [participant('to', false), participant('from', true)],
      ['from', 'to'],
    ],
    ['a person before their account', [account('a'), participant('p', false)], ['p', 'a']],
    [
      'what was chosen and is open before what is only one of the two',
      [open('b'), chosen('h', 1, 1), open('h')],
      ['h', 'b'],
    ],
  ])('%s', (_name, clues, expected) => {
    expect(order(clues)).toEqual(expected);
  });

  test('A record is there once, with its strongest reason', () => {
    const found = suggest([open('o'), conversation('o')], { now, closed: new Set(), limit: 5 });
    expect(found).toEqual([{ ...of('o'), reason: 'conversation' }]);
  });

  test('What was chosen before but is closed now goes behind what is open', () => {
    expect(order([chosen('lost', 3, 1), open('o')], ['opportunity:lost'])).toEqual(['o', 'lost']);
  });

  test('Users of the CRM are never suggested', () => {
    expect(order([{ ...of('u', 'systemuser'), reason: 'participant', isSender: true }])).toEqual(
      [],
    );
  });

  test('No more than asked for', () => {
    expect(order(['1', '2', '3', '4', '5', '6'].map((id) => open(id)))).toHaveLength(5);
  });
});
