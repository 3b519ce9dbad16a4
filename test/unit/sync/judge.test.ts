import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answered } from '../../../src/domain/sync/correlate.ts';
import { isOnList, judge } from '../../../src/domain/sync/judge.ts';
import type {
  Decider,
  JudgeFacts,
  JudgedMail,
  OtherPerson,
} from '../../../src/domain/sync/judge.ts';
import type { MailHeaders } from '../../../src/domain/sync/seen-mail.ts';
import { defaultSyncSettings } from '../../../src/domain/sync/sync-settings.ts';
import type { AutoTracking, SyncSettings } from '../../../src/domain/sync/sync-settings.ts';
import { at, headersOf } from '../../support/seen-mail.ts';

const account = { table: 'account', id: 'a1' };
const opportunity = { table: 'opportunity', id: 'o1' };
const answered: Answered = {
  activityId: 'e1',
  regarding: account,
  correlation: { method: 3, activityId: 'e1' },
};
const as = (...tables: string[]): OtherPerson => ({ tables, isUnclear: tables.length > 1 });
const user = (id: string, level: AutoTracking, refuses = false): Decider => ({
  kind: 'user',
  id,
  level,
  refuses,
});
const queue = (id: string, level: AutoTracking): Decider => ({ kind: 'queue', id, level });
const mailbox = (level: AutoTracking, vetoesOthers = false): JudgeFacts['owner'] => ({
  ...user('anna', level),
  vetoesOthers,
});

const nobody: JudgeFacts = {
  owner: mailbox('replies'),
  recipients: [],
  rule: null,
  otherSide: [],
  answered: null,
  senderIs: null,
  isSentCopyTracked: false,
};

interface Case {
  facts?: Partial<JudgeFacts>;
  settings?: Partial<SyncSettings>;
  headers?: Partial<MailHeaders>;
  direction?: JudgedMail['direction'];
}

const judged = ({ facts, settings, headers, direction = 'incoming' }: Case) =>
  judge(
    { direction, headers: headersOf(headers) },
    { ...nobody, ...facts },
    { ...defaultSyncSettings, ...settings },
  );

/** What it came to, in one word, and who accepted. */
const inShort = (one: Case): string => {
  const judgement = judged(one);
  return judgement.verdict === 'track'
    ? `${judgement.reason} by ${judgement.acceptedBy}`
    : judgement.reason;
};

const bela = user('bela', 'all');

describe('The level of a mailbox', () => {
  const stranger: Partial<JudgeFacts> = {};
  const reply = { answered };
  const contact = { otherSide: [as('contact')] };
  const colleague = { otherSide: [as('systemuser')] };
  const cases: [string, AutoTracking, Partial<JudgeFacts>, string][] = [
    ['all takes a stranger’s mail (X-01)', 'all', stranger, 'all-mail by anna'],
    ['replies takes an answer to tracked mail (X-02)', 'replies', reply, 'reply by anna'],
    ['replies leaves a customer’s new mail (X-02)', 'replies', contact, 'no-match'],
    ['people takes a contact’s mail (X-03)', 'people', contact, 'known-person by anna'],
    [
      'people takes an account’s (X-03)',
      'people',
      { otherSide: [as('account')] },
      'known-person by anna',
    ],
    ['people takes a lead’s (X-03)', 'people', { otherSide: [as('lead')] }, 'known-person by anna'],
    ['people leaves a colleague’s (X-03)', 'people', colleague, 'no-match'],
    ['people leaves an unknown sender’s answer (X-03)', 'people', reply, 'no-match'],
    [
      'people goes by the record that stands for the sender (§1.5.2, 3)',
      'people',
      { otherSide: [as('systemuser', 'contact')] },
      'no-match',
    ],
    ['records takes a colleague’s mail (X-04)', 'records', colleague, 'known-record by anna'],
    [
      'records takes that of a custom table’s record (X-04)',
      'records',
      { otherSide: [as('new_project')] },
      'known-record by anna',
    ],
    ['records leaves a stranger’s (X-04)', 'records', stranger, 'no-match'],
    ['none leaves everything (X-05)', 'none', { ...reply, ...contact }, 'automatic-off'],
  ];
  test.each(cases)('%s', (_name, level, facts, expected) => {
    expect(inShort({ facts: { ...facts, owner: mailbox(level) } })).toBe(expected);
  });
});

describe('The organisation’s level', () => {
  test('stands in the place of every user’s own (X-06)', () => {
    const settings = { autoTrackingOverride: 'all' } as const;
    expect(inShort({ facts: { owner: mailbox('none') }, settings })).toBe('all-mail by anna');
    const facts = { owner: mailbox('all'), recipients: [bela] };
    expect(inShort({ facts, settings: { autoTrackingOverride: 'none' } })).toBe('automatic-off');
  });

  test('leaves queues theirs (X-06)', () => {
    const facts = { owner: mailbox('all'), recipients: [queue('support', 'all')] };
    const settings = { autoTrackingOverride: 'none' } as const;
    expect(inShort({ facts, settings })).toBe('all-mail by support');
  });
});

describe('Who decides about an incoming mail', () => {
  const open = { owner: mailbox('replies'), recipients: [bela] };
  const cases: [string, Case, string][] = [
    ['any user among the recipients (X-09)', { facts: open }, 'all-mail by bela'],
    [
      'any queue among them (X-09)',
      { facts: { recipients: [queue('support', 'all')] } },
      'all-mail by support',
    ],
    [
      'the mailbox’s owner before others (X-09)',
      { facts: { ...open, owner: mailbox('all') } },
      'all-mail by anna',
    ],
    [
      'each by their own level (X-09)',
      { facts: { recipients: [user('bela', 'people')], answered: null } },
      'no-match',
    ],
    [
      'only the mailbox that is read, where the organisation wants that (X-09)',
      { facts: open, settings: { onlyReadMailboxDecides: true } },
      'no-match',
    ],
    [
      'not others, where the owner vetoes it (X-09)',
      { facts: { ...open, owner: mailbox('replies', true) } },
      'vetoed',
    ],
    [
      'the owner still, who vetoes only others (X-09)',
      { facts: { ...open, owner: mailbox('all', true) } },
      'all-mail by anna',
    ],
    [
      'nobody who has a rule never to track it (X-09)',
      { facts: { recipients: [user('bela', 'all', true)] } },
      'no-match',
    ],
  ];
  test.each(cases)('%s', (_name, one, expected) => {
    expect(inShort(one)).toBe(expected);
  });
});

describe('Sent mail (X-08)', () => {
  const sent = { direction: 'outgoing' } as const;
  const settings = { trackSent: true };
  const cases: [string, Case, string][] = [
    [
      'is left where the organisation does not track it',
      { facts: { owner: mailbox('all') } },
      'sent-off',
    ],
    ['is taken under “all”', { settings, facts: { owner: mailbox('all') } }, 'all-mail by anna'],
    [
      'under “replies” is taken only as an answer',
      { settings, facts: { otherSide: [as('contact')] } },
      'no-match',
    ],
    ['under “replies” is taken as an answer', { settings, facts: { answered } }, 'reply by anna'],
    [
      'is taken for one known recipient among others',
      { settings, facts: { owner: mailbox('people'), otherSide: [as('systemuser'), as('lead')] } },
      'known-person by anna',
    ],
    [
      'is nobody else’s to decide about',
      { settings, facts: { owner: mailbox('none'), recipients: [bela] } },
      'automatic-off',
    ],
    [
      'is taken by the owner’s own rule though sent mail is off',
      { facts: { rule: { decision: 'always', regarding: null } } },
      'always-rule by anna',
    ],
  ];
  test.each(cases)('%s', (_name, one, expected) => {
    expect(inShort({ ...sent, ...one })).toBe(expected);
  });
});

describe('Mail between people of the CRM (X-12)', () => {
  const one = { internalMailIsTwo: false };
  const facts: Partial<JudgeFacts> = {
    owner: mailbox('all'),
    senderIs: 'user',
    isSentCopyTracked: true,
  };
  const toQueue = { recipients: [queue('support', 'all')] };
  const cases: [string, Case, string][] = [
    ['is two activities as delivered', { facts }, 'all-mail by anna'],
    ['is left where the sent copy is tracked', { facts, settings: one }, 'internal'],
    [
      'is taken where it is not',
      { facts: { ...facts, isSentCopyTracked: false }, settings: one },
      'all-mail by anna',
    ],
    [
      'is left in any case where the sent copy does not matter',
      {
        facts: { ...facts, isSentCopyTracked: false },
        settings: { ...one, internalMailNeedsSentCopy: false },
      },
      'internal',
    ],
    ['is taken to a queue', { facts: { ...facts, ...toQueue }, settings: one }, 'all-mail by anna'],
    [
      'is left to a queue where that is switched off',
      { facts: { ...facts, ...toQueue }, settings: { ...one, internalMailToQueues: false } },
      'internal',
    ],
    [
      'is taken from a queue',
      { facts: { ...facts, senderIs: 'queue' }, settings: one },
      'all-mail by anna',
    ],
    [
      'is left from a queue where that is switched off',
      {
        facts: { ...facts, senderIs: 'queue' },
        settings: { ...one, internalMailFromQueues: false },
      },
      'internal',
    ],
    [
      'is no such mail from a stranger',
      { facts: { ...facts, senderIs: null }, settings: one },
      'all-mail by anna',
    ],
    [
      'keeps the sent copy',
      { facts, settings: { ...one, trackSent: true }, direction: 'outgoing' },
      'all-mail by anna',
    ],
  ];
  test.each(cases)('%s', (_name, one, expected) => {
    expect(inShort(one)).toBe(expected);
  });
});

describe('An unclear sender (§1.5.2, 3)', () => {
  const facts = { owner: mailbox('people'), otherSide: [as('contact', 'account')] };
  test('is the first of its records as delivered, or unresolved', () => {
    for (const unclearSender of ['first', 'unresolved'] as const) {
      expect(inShort({ facts, settings: { unclearSender } })).toBe('known-person by anna');
    }
  });
  test('is not tracked where the organisation wants that', () => {
    const settings = { unclearSender: 'leave' } as const;
    expect(inShort({ facts, settings })).toBe('sender-unclear');
    const chosen = { ...facts, otherSide: [{ tables: ['contact'], isUnclear: false }] };
    expect(inShort({ facts: chosen, settings })).toBe('known-person by anna');
  });
});

describe('Rules go before levels', () => {
  const all = { owner: mailbox('all') };
  test('never: the organisation’s list, addresses and domains with those below', () => {
    for (const never of ['carla@customer.example', 'customer.example', '@customer.example']) {
      expect(inShort({ facts: all, settings: { never: [never] } })).toBe('never-rule');
    }
    const settings = { never: ['customer.example'] };
    const headers = { from: at('a@mail.customer.example') };
    expect(inShort({ facts: all, settings, headers })).toBe('never-rule');
    expect(inShort({ facts: all, settings: { never: ['omer.example'] } })).toBe('all-mail by anna');
  });
  test('never: one recipient of a sent mail is enough', () => {
    const headers = { to: [at('x@fine.example'), at('y@secret.example')] };
    const settings = { trackSent: true, never: ['secret.example'] };
    expect(inShort({ facts: all, settings, headers, direction: 'outgoing' })).toBe('never-rule');
  });
  test('the person’s never, and a stopped conversation, before all levels (E-21)', () => {
    const rule = { decision: 'never', regarding: null } as const;
    expect(inShort({ facts: { ...all, answered, rule } })).toBe('never-rule');
  });
  test('the person’s always, with its regarding before that of the mail that is answered', () => {
    const rule = { decision: 'always', regarding: opportunity } as const;
    expect(judged({ facts: { owner: mailbox('none'), rule, answered } })).toEqual({
      verdict: 'track',
      reason: 'always-rule',
      regarding: opportunity,
      correlation: answered.correlation,
      acceptedBy: 'anna',
    });
  });
  test('the organisation’s never before the person’s always', () => {
    const rule = { decision: 'always', regarding: null } as const;
    expect(inShort({ facts: { rule }, settings: { never: ['customer.example'] } })).toBe(
      'never-rule',
    );
  });
  test('nothing private is tracked by itself (AP-26)', () => {
    const rule = { decision: 'always', regarding: null } as const;
    expect(inShort({ facts: { ...all, rule }, headers: { isPrivate: true } })).toBe('private');
  });
  test('drafts and invitations are no mail (E-17)', () => {
    for (const kind of ['draft', 'meeting'] as const) {
      expect(inShort({ facts: all, headers: { kind } })).toBe('not-a-mail');
    }
  });
});

test('Tracked mail inherits the regarding of the mail it answers, at every level (§1.4.6)', () => {
  const facts = { owner: mailbox('all'), answered };
  expect(judged({ facts })).toMatchObject({
    reason: 'all-mail',
    regarding: account,
    correlation: { method: 3, activityId: 'e1' },
  });
});

describe('Whatever is known of a mail', () => {
  const levels = ['all', 'replies', 'people', 'records', 'none'] as const;
  const decider = fc.record({
    kind: fc.constantFrom('user' as const, 'queue' as const),
    id: fc.constantFrom('bela', 'support'),
    level: fc.constantFrom(...levels),
    refuses: fc.boolean(),
  });
  const facts = fc.record({
    owner: fc.record({
      kind: fc.constant('user' as const),
      id: fc.constant('anna'),
      level: fc.constantFrom(...levels),
      vetoesOthers: fc.boolean(),
    }),
    recipients: fc.array(decider, { maxLength: 3 }),
    otherSide: fc.array(
      fc.record({
        tables: fc.subarray(['systemuser', 'contact', 'queue'], { minLength: 1 }),
        isUnclear: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    answered: fc.constantFrom(null, answered),
    rule: fc.constant(null),
    senderIs: fc.constantFrom(null, 'user' as const, 'queue' as const),
    isSentCopyTracked: fc.boolean(),
  });
  const settings = fc.record({
    autoTrackingOverride: fc.constantFrom(null, ...levels),
    trackSent: fc.boolean(),
    onlyReadMailboxDecides: fc.boolean(),
    internalMailIsTwo: fc.boolean(),
  });
  const direction = fc.constantFrom('incoming' as const, 'outgoing' as const);

  test('a veto lets nobody but the owner accept, and who refuses accepts nothing', () => {
    fc.assert(
      fc.property(facts, settings, direction, (known, decided, way) => {
        const judgement = judged({ facts: known, settings: decided, direction: way });
        if (judgement.verdict === 'leave') return;
        const accepting = known.recipients.filter(({ id }) => id === judgement.acceptedBy);
        expect(judgement.acceptedBy === 'anna' || !known.owner.vetoesOthers).toBe(true);
        expect(judgement.acceptedBy === 'anna' || accepting.some((one) => !one.refuses)).toBe(true);
        expect(judgement.acceptedBy === 'anna' || way === 'incoming').toBe(true);
      }),
    );
  });

  test('a wider level never leaves what a narrower one takes', () => {
    const wider = { none: 'people', people: 'records', records: 'all', replies: 'all' } as const;
    fc.assert(
      fc.property(facts, direction, (known, way) => {
        const { level } = known.owner;
        const before = judged({ facts: known, settings: { trackSent: true }, direction: way });
        if (level === 'all' || before.verdict === 'leave') return;
        const owner = { ...known.owner, level: wider[level] };
        const facts = { ...known, owner };
        expect(judged({ facts, settings: { trackSent: true }, direction: way }).verdict).toBe(
          'track',
        );
      }),
    );
  });
});

test('An address is on a list by itself or by its domain, whatever its case', () => {
  expect(isOnList('Boss@Fabrikam.Example', ['boss@fabrikam.example'])).toBe(true);
  expect(isOnList('boss@fabrikam.example', ['chief@fabrikam.example', ''])).toBe(false);
});
