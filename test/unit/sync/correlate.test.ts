import { describe, expect, test } from '@jest/globals';
import { ancestorsOf, correlate } from '../../../src/domain/sync/correlate.ts';
import type { CorrelationRules, KnownThreads } from '../../../src/domain/sync/correlate.ts';
import type { MailHeaders } from '../../../src/domain/sync/seen-mail.ts';
import { threadTraitsOf } from '../../../src/domain/sync/thread-traits.ts';
import { conversationIndex, headersOf } from '../../support/seen-mail.ts';

const tracked = (activityId: string) => ({
  activityId,
  regarding: { table: 'account', id: activityId },
});

/** Everything is known; each way leads to another mail. */
const everything: KnownThreads = {
  byMessageId: (id) => (id.startsWith('tracked') ? tracked(id) : null),
  byToken: (token) => tracked(token),
  byConversation: () => tracked('by-index'),
  byConversationId: (id) => (id === 'known' ? tracked('by-id') : null),
  alike: () => tracked('alike'),
};
const nothing: KnownThreads = {
  byMessageId: () => null,
  byToken: () => null,
  byConversation: () => null,
  byConversationId: () => null,
  alike: () => null,
};
const usual: CorrelationRules = {
  forwardsAreReplies: true,
  smartMatching: false,
  threadHeaders: true,
};

const full: Partial<MailHeaders> = {
  subject: 'RE: Offer CRM:0001042',
  inReplyTo: '<tracked-1@x>',
  conversationIndex: conversationIndex(7, 1),
};

/** Method and mail that were found. */
const found = (
  headers: Partial<MailHeaders>,
  rules: Partial<CorrelationRules> = {},
  threads = everything,
) => {
  const mail = headersOf(headers);
  const all = { ...usual, ...rules };
  const traits = threadTraitsOf(mail, {
    tokens: { prefix: 'CRM:' },
    smartMatching: all.smartMatching,
  });
  const answered = correlate(mail, traits, threads, all);
  return answered && `${answered.correlation.method} ${answered.activityId}`;
};

describe('Correlation (§1.4.6)', () => {
  const cases: [string, Partial<MailHeaders>, Partial<CorrelationRules>, string | null][] = [
    ['tries In-Reply-To first', full, {}, '3 tracked-1@x'],
    ['then the tracking token', { ...full, inReplyTo: '' }, {}, '4 CRM:0001042'],
    [
      'then the conversation index',
      { ...full, inReplyTo: '', subject: 'RE: Offer' },
      {},
      '5 by-index',
    ],
    [
      'likens mails last, where that is wanted',
      { subject: 'RE: Offer' },
      { smartMatching: true },
      '6 alike',
    ],
    ['never likens mails as delivered', { subject: 'RE: Offer' }, {}, null],
    [
      'goes on where In-Reply-To names mail nobody tracked: it is no proof',
      { ...full, inReplyTo: '<other@x>' },
      {},
      '4 CRM:0001042',
    ],
    [
      'finds a tracked ancestor that References names',
      { inReplyTo: '<other@x>', references: ['<tracked-0@x>', '<other@x>'] },
      {},
      '3 tracked-0@x',
    ],
    ['knows a mailbox’s conversation by its id', { conversationId: 'known' }, {}, '5 by-id'],
    [
      'uses the token alone with thread headers off',
      full,
      { threadHeaders: false },
      '4 CRM:0001042',
    ],
    [
      'finds nothing by headers with thread headers off',
      { ...full, subject: 'RE: Offer', conversationId: 'known' },
      { threadHeaders: false },
      null,
    ],
    [
      'takes a forward for an answer (X-10)',
      { ...full, subject: 'FW: Offer' },
      {},
      '3 tracked-1@x',
    ],
    [
      'leaves a forward where the organisation wants that (X-10)',
      { ...full, subject: 'Továbbítás: RE: Offer CRM:0001042' },
      { forwardsAreReplies: false },
      null,
    ],
    [
      'leaves the side thread that begins with a forward too (X-10)',
      {
        ...full,
        subject: 'RE: FW: Offer CRM:0001042',
        inReplyTo: '<forward@x>',
        references: ['<tracked-0@x>', '<forward@x>'],
      },
      { forwardsAreReplies: false },
      null,
    ],
    [
      'takes an answer to a forward that is itself tracked (X-10)',
      { ...full, subject: 'RE: FW: Offer' },
      { forwardsAreReplies: false },
      '3 tracked-1@x',
    ],
  ];
  test.each(cases)('%s', (_name, headers, rules, expected) => {
    expect(found(headers, rules)).toBe(expected);
  });

  test('finds nothing where nothing is tracked', () => {
    expect(found(full, { smartMatching: true }, nothing)).toBeNull();
  });

  test('takes an index that is none for none', () => {
    expect(found({ conversationIndex: 'AQ==' })).toBeNull();
  });
});

test('Ancestors are the nearest first, each once, and no more than a thread tells of', () => {
  const references = Array.from({ length: 60 }, (_, n) => `<m${n}@x>`);
  const ancestors = ancestorsOf(headersOf({ inReplyTo: '<m59@x>', references }));
  expect(ancestors.slice(0, 3)).toEqual(['m59@x', 'm58@x', 'm57@x']);
  expect(ancestors).toHaveLength(20);
});
