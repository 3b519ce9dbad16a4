import { describe, expect, test } from '@jest/globals';
import { sendBudget } from '../../../src/domain/sync/sending/budget.ts';
import { composeMail } from '../../../src/domain/sync/sending/compose.ts';
import type { EmailToCompose } from '../../../src/domain/sync/sending/compose.ts';
import { sendPermission } from '../../../src/domain/sync/sending/permission.ts';
import type { SendingMailbox } from '../../../src/domain/sync/sending/permission.ts';
import { recipientsOf } from '../../../src/domain/sync/sending/recipients.ts';
import type { OutgoingParty } from '../../../src/domain/sync/sending/recipients.ts';
import { decideSendFailure } from '../../../src/domain/sync/sending/send-failure.ts';
import type { FailedSend } from '../../../src/domain/sync/sending/send-failure.ts';

describe('Whether a mailbox may send (M-03, M-05)', () => {
  const fine: SendingMailbox = {
    isActive: true,
    method: 'server-side',
    isApproved: true,
    needsApproval: true,
  };
  test.each([
    ['everything is in order', fine, 'allowed'],
    ['the CRM says nothing of it', null, 'not-configured'],
    ['it was deactivated', { ...fine, isActive: false }, 'inactive'],
    ['its method is None', { ...fine, method: 'none' }, 'not-configured'],
    ['Outlook sends for it', { ...fine, method: 'outlook' }, 'not-configured'],
    ['the method is hidden', { ...fine, method: null }, 'not-configured'],
    ['nobody approved it', { ...fine, isApproved: false }, 'not-approved'],
    ['approval is not wanted', { ...fine, isApproved: false, needsApproval: false }, 'allowed'],
  ] as const)('where %s', (_what, mailbox, permission) => {
    expect(sendPermission(mailbox)).toBe(permission);
  });
});

describe('Whom a mail goes to (§1.5.2, 6)', () => {
  const party = (more: Partial<OutgoingParty> = {}): OutgoingParty => ({
    role: 'to',
    address: 'written@else.example',
    record: { name: 'Carla', address: ' carla@customer.example ' },
    ...more,
  });
  const strict = { mayBeUnresolved: false };
  const free = { mayBeUnresolved: true };

  test('to the address of the record, not to the one that was written', () => {
    expect(recipientsOf([party()], strict)).toEqual({
      to: [{ name: 'Carla', address: 'carla@customer.example' }],
      cc: [],
      bcc: [],
    });
  });

  test('to every address once, where it stands first of To, Cc, Bcc', () => {
    const again = { name: 'Same', address: 'CARLA@customer.example' };
    const all = [party({ role: 'bcc' }), party({ role: 'cc', record: again }), party()];
    const { name, address } = { name: 'Carla', address: 'carla@customer.example' };
    expect(recipientsOf(all, strict)).toEqual({ to: [{ name, address }], cc: [], bcc: [] });
  });

  test.each([
    ['nobody', [], strict, 'no-recipients'],
    [
      'a record without an address',
      [party({ record: { name: '', address: ' ' } })],
      free,
      'no-address',
    ],
    ['an address of no record', [party({ record: null })], strict, 'unresolved-recipient'],
    ['nothing at all', [party({ record: null, address: '' })], free, 'no-address'],
  ] as const)('never to %s', (_whom, parties, rules, problem) => {
    expect(recipientsOf(parties, rules)).toBe(problem);
  });

  test('to an address of no record where the organisation allows it', () => {
    expect(recipientsOf([party({ record: null })], free)).toMatchObject({
      to: [{ name: '', address: 'written@else.example' }],
    });
  });

  const email: EmailToCompose = {
    subject: 'Offer',
    body: '',
    importance: 'normal',
    wantsDeliveryReceipt: false,
    wantsReadReceipt: false,
    attachments: [],
    parties: [party()],
    sender: null,
  };
  const sender = { name: 'Béla', address: 'bela@fabrikam.example', mayBeSentFor: true };
  const compose = (more: Partial<EmailToCompose>) =>
    composeMail({ ...email, ...more }, { subject: 'Offer CRM:0001001', ...strict });

  test('with the subject that has the token, from the mailbox’s owner or whom they send for', () => {
    expect(compose({})).toMatchObject({ subject: 'Offer CRM:0001001', from: null });
    const { name, address } = sender;
    expect(compose({ sender })).toMatchObject({ from: { name, address } });
  });

  test('not in the name of somebody who may not be sent for, nor with a file no mail can hold', () => {
    expect(compose({ sender: { ...sender, mayBeSentFor: false } })).toBe('not-allowed-as');
    expect(compose({ sender: { ...sender, address: '' } })).toBe('not-allowed-as');
    const file = { name: 'x', contentType: 'x/y', contentId: null, content: '', size: 2 ** 28 };
    expect(compose({ attachments: [file] })).toBe('file-too-large');
  });
});

describe('How many may be sent now', () => {
  const second = 1_000;
  test.each([
    ['ten a cycle', [], 30, { count: 10, waitMs: 0 }],
    ['what is left of the minute', Array(25).fill(second), 30, { count: 5, waitMs: 0 }],
    [
      'none, until the oldest is a minute old',
      [50 * second, 10 * second],
      2,
      { count: 0, waitMs: 10 * second },
    ],
    ['what is older does not count', [61 * second], 1, { count: 1, waitMs: 0 }],
    ['a limit of none sends none', [], 0, { count: 0, waitMs: 60 * second }],
  ] as const)('%s', (_what, ago, perMinute, budget) => {
    expect(sendBudget(ago as number[], perMinute)).toEqual(budget);
  });
});

describe('What a failure means for an e-mail', () => {
  const failed = (more: Partial<FailedSend>): FailedSend => ({
    kind: 'unexpected',
    service: 'mailbox',
    failures: 0,
    failingForMs: 0,
    random: 0,
    ...more,
  });
  test.each([
    ['told to wait, everything stops', { kind: 'throttled' }, 'stop'],
    ['a mailbox that cannot be opened stops everything', { kind: 'forbidden' }, 'stop'],
    [
      'a row that may not be written is its own trouble',
      { kind: 'forbidden', service: 'crm' },
      'retry',
    ],
    ['what nobody foresaw is tried again', {}, 'retry'],
    ['the fifth time is the last', { failures: 4 }, 'give-up'],
    ['a service that is away is waited for longer', { kind: 'unavailable', failures: 40 }, 'retry'],
    [
      'for about a day',
      { kind: 'unavailable', failures: 40, failingForMs: 25 * 60 * 60_000 },
      'give-up',
    ],
  ] as const)('%s', (_what, more, expected) => {
    expect(decideSendFailure(failed(more)).do).toBe(expected);
  });
});
