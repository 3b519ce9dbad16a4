import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  conversationBase,
  conversationStart,
  isAnswerIndex,
} from '../../../src/domain/sync/conversation-index.ts';
import { shareEnough, smartTraitsOf } from '../../../src/domain/sync/smart-matching.ts';
import {
  isAfterForward,
  isForward,
  withoutPrefixes,
} from '../../../src/domain/sync/subject-prefix.ts';
import { threadTraitsOf } from '../../../src/domain/sync/thread-traits.ts';
import {
  defaultTokenSettings,
  longestSubjectWithToken,
  mayHoldToken,
  subjectWithToken,
  tokenIn,
} from '../../../src/domain/sync/tracking-token.ts';
import { at, headersOf } from '../../support/seen-mail.ts';

describe('A tracking token (§1.4.6, 2)', () => {
  const usual = defaultTokenSettings;

  const subjects: [string, string | null][] = [
    ['RE: Offer CRM:0001042', 'CRM:0001042'],
    ['RE: Offer crm:0001042 (revised)', 'CRM:0001042'],
    ['[CRM:0001042] Offer', 'CRM:0001042'],
    ['CRM:123456789 made when tokens were longer', 'CRM:123456789'],
    ['SCRM:0001042 is another word', null],
    ['CRM: 0001042 was edited', null],
    ['CRM:99 is too short', null],
    ['Offer', null],
  ];
  test.each(subjects)('in “%s” is %s', (subject, token) => {
    expect(tokenIn(subject, usual)).toBe(token);
  });

  test('prefix is taken literally, and an empty one makes no tokens', () => {
    expect(tokenIn('x (a.b)*0001042', { prefix: '(a.b)*' })).toBe('(A.B)*0001042');
    expect(tokenIn('xaxb0001042', { prefix: '(a.b)*' })).toBeNull();
    expect(tokenIn('0001042', { prefix: '' })).toBeNull();
  });

  test('fits a subject of 255 characters with it, and is found in it again', () => {
    const prefixes = fc.constantFrom('CRM:', '#', 'Ügy.', '(x)');
    const numbers = fc.integer({ min: 1_000, max: 999_999_999 });
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), prefixes, numbers, (subject, prefix, number) => {
        const settings = { prefix };
        const token = `${prefix}${number}`;
        const withToken = subjectWithToken(subject, token, settings);
        expect(withToken.length).toBeLessThanOrEqual(longestSubjectWithToken);
        expect(tokenIn(withToken, settings)).toBe(token.toUpperCase());
        expect(mayHoldToken(withToken)).toBe(true);
      }),
    );
  });

  test('takes the place of an older one', () => {
    expect(subjectWithToken('RE: Offer CRM:0001042', 'CRM:0001043', usual)).toBe(
      'RE: Offer CRM:0001043',
    );
  });
});

describe('A conversation index (§1.4.6, 3)', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

  test('has the same base in every answer, and another in another conversation', () => {
    fc.assert(
      fc.property(bytes(22), bytes(22), fc.nat(20), (one, other, answers) => {
        const thread = Buffer.from(one);
        const answer = Buffer.concat([thread, Buffer.alloc(5 * answers, 3)]).toString('base64');
        const base = conversationBase(thread.toString('base64'));
        expect(base).toBe(thread.toString('hex'));
        expect(conversationBase(answer)).toBe(base);
        expect(isAnswerIndex(answer)).toBe(answers > 0);
        expect(answer.startsWith(conversationStart(base ?? ''))).toBe(true);
        const isSame = thread.equals(Buffer.from(other));
        expect(conversationBase(Buffer.from(other).toString('base64')) === base).toBe(isSame);
      }),
    );
  });

  test('that is too short, or no whole answers long, says nothing', () => {
    for (const length of [0, 5, 21, 23, 26]) {
      expect(conversationBase(Buffer.alloc(length, 1).toString('base64'))).toBeNull();
    }
    expect(conversationBase('no index at all')).toBeNull();
  });
});

describe('Smart matching (§1.4.6, 4)', () => {
  test('goes by the first twenty words of the subject without its prefixes, and by people', () => {
    const mail = headersOf({
      subject: 'RE: AW : Fwd: Winter-coats, winter 2026',
      cc: [at('Carla@Customer.example')],
    });
    expect(smartTraitsOf(mail)).toEqual({
      words: '2026 coats winter',
      addresses: ['carla@customer.example', 'anna@fabrikam.example'],
    });
    const words = Array.from({ length: 30 }, (_, n) => `word${n}`);
    const long = smartTraitsOf(headersOf({ subject: words.join(' ') }));
    expect(long?.words.split(' ')).toHaveLength(20);
  });

  test('says nothing without words, or with too few people', () => {
    expect(smartTraitsOf(headersOf({ subject: 'RE: FW: !' }))).toBeNull();
    expect(smartTraitsOf(headersOf({ to: [] }))).toBeNull();
  });

  test('wants two addresses in common, each counted once', () => {
    expect(shareEnough(['a', 'b', 'c'], ['c', 'b'])).toBe(true);
    expect(shareEnough(['a', 'a'], ['a', 'a'])).toBe(false);
  });

  test('keeps nothing where it is off', () => {
    const settings = { tokens: defaultTokenSettings, smartMatching: false };
    expect(threadTraitsOf(headersOf(), settings).smart).toBeNull();
  });

  test('likens an answer to the mail it answers, whatever stands before its subject', () => {
    const prefix = fc.constantFrom('RE:', 'AW: ', 'Vá : ', 'SV:', 'Re: Fwd: ', '回复: ');
    fc.assert(
      fc.property(fc.array(prefix, { maxLength: 4 }), fc.nat(9_999), (prefixes, number) => {
        const subject = `Offer ${number} for coats`;
        const answer = headersOf({ subject: `${prefixes.join('')}${subject}` });
        expect(smartTraitsOf(answer)).toEqual(smartTraitsOf(headersOf({ subject })));
      }),
    );
  });
});

describe('A forward (X-10)', () => {
  test.each([
    'FW: x',
    'Fwd: RE: x',
    'WG: x',
    'Továbbítás: x',
    'TR : x',
    'RV: x',
    '转发: x',
    'İLT: x',
  ])('is “%s”', (subject) => {
    expect(isForward(subject)).toBe(true);
  });
  test.each(['RE: FW: x', 'AW: x', 'Offer: FW: x', 'x', 'forward the x', ''])(
    'is not “%s”',
    (subject) => {
      expect(isForward(subject)).toBe(false);
    },
  );
  test('makes the whole thread after it a side thread', () => {
    expect(isAfterForward('RE: AW: FW: x')).toBe(true);
    expect(isAfterForward('RE: x')).toBe(false);
  });
  test('is known by no more than words before a colon', () => {
    expect(withoutPrefixes('  RE: AW : 2nd: Offer: now')).toBe('now');
    expect(withoutPrefixes('https://x.example')).toBe('//x.example');
  });
});
