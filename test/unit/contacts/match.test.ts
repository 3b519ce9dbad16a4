import { describe, expect, test } from '@jest/globals';
import { decideMatch } from '../../../src/domain/contacts/match.ts';
import type { ContactMatch } from '../../../src/domain/contacts/match.ts';

const match = (id: string, change: Partial<ContactMatch> = {}): ContactMatch => ({
  id,
  name: id,
  detail: '',
  addresses: ['ada@contoso.example'],
  mayWrite: true,
  ...change,
});

describe('Whether a contact is in the CRM', () => {
  test.each([
    ['nobody has the address', [match('a', { addresses: ['else@x.example'] })], { kind: 'create' }],
    [
      'one has it, in other letters',
      [match('a', { addresses: ['ADA@Contoso.example'] })],
      { kind: 'link', id: 'a' },
    ],
    ['the only one is read-only', [match('a', { mayWrite: false })], { kind: 'create' }],
    [
      'of two one may be written to',
      [match('a', { mayWrite: false }), match('b')],
      { kind: 'link', id: 'b' },
    ],
  ])('Where %s', (_what, known, wanted) => {
    expect(decideMatch(['ada@contoso.example'], known)).toEqual(wanted);
  });

  test('Where several may be meant the person is asked (C-03)', () => {
    const known = [match('a'), match('b')];
    expect(decideMatch(['ada@contoso.example'], known)).toEqual({ kind: 'ask', matches: known });
  });

  test('A contact without an address is new', () => {
    expect(decideMatch([], [match('a')])).toEqual({ kind: 'create' });
  });
});
