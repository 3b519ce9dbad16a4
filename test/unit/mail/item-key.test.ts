import { describe, expect, test } from '@jest/globals';
import { directionOf } from '../../../src/domain/mail/direction.ts';
import { mailKey } from '../../../src/domain/mail/item-key.ts';
import type { MailIdentity } from '../../../src/domain/mail/item-key.ts';
import { normaliseMessageId } from '../../../src/domain/mail/message-id.ts';

const mail: MailIdentity = {
  tenantId: '5a4d0000-7e4a-4b1d-9c0e-000000000001',
  organization: 'https://contoso.crm4.dynamics.com',
  direction: 'incoming',
  internetMessageId: '<CAB12@mail.contoso.com>',
  itemId: 'AAMk1',
};
const key = (change: Partial<MailIdentity>): string => mailKey({ ...mail, ...change });

describe('The key of a mail', () => {
  test('does not change between releases', () => {
    expect(key({})).toBe('5a283f7e-5970-5727-9d89-134063ae4a24');
  });

  test.each<[string, Partial<MailIdentity>]>([
    ['in another mailbox (E-02)', { itemId: 'AAMk2' }],
    [
      'with blanks folded into the Message-ID',
      { internetMessageId: ' <CAB12@\r\n mail.contoso.com> ' },
    ],
    ['with the Message-ID without brackets', { internetMessageId: 'CAB12@mail.contoso.com' }],
    [
      'with the organisation written in capitals',
      { organization: 'https://CONTOSO.crm4.dynamics.com' },
    ],
  ])('is the same %s', (_name, change) => {
    expect(key(change)).toBe(key({}));
  });

  test.each<[string, Partial<MailIdentity>]>([
    ['the sent copy (E-03)', { direction: 'outgoing' }],
    ['another organisation', { organization: 'https://fabrikam.crm4.dynamics.com' }],
    ['another tenant', { tenantId: '5a4d0000-7e4a-4b1d-9c0e-000000000002' }],
    ['a Message-ID in other case', { internetMessageId: '<cab12@mail.contoso.com>' }],
    ['a mail without Message-ID', { internetMessageId: '' }],
  ])('is another one for %s', (_name, change) => {
    expect(key(change)).not.toBe(key({}));
  });

  test('comes from the item where there is no Message-ID', () => {
    const without = { internetMessageId: '' };
    expect(key(without)).toBe(key({ internetMessageId: ' <> ' }));
    expect(key(without)).not.toBe(key({ ...without, itemId: 'AAMk2' }));
  });
});

test.each([
  ['<a@b>', 'a@b'],
  ['  <a@b>  ', 'a@b'],
  ['<a@b> (added by a gateway)', 'a@b'],
  ['a@b', 'a@b'],
  ['<>', ''],
  ['', ''],
  ['<a\r\n\t@b>', 'a@b'],
])('The Message-ID %j is compared as %j', (header, expected) => {
  expect(normaliseMessageId(header)).toBe(expected);
});

test.each([
  ['anna@fabrikam.example', 'anna@fabrikam.example', 'outgoing'],
  ['Anna@Fabrikam.example', ' anna@fabrikam.example ', 'outgoing'],
  ['carla@customer.example', 'anna@fabrikam.example', 'incoming'],
  ['', '', 'incoming'],
])('A mail from %j in the mailbox of %j is %s (E-03)', (from, mailbox, expected) => {
  expect(directionOf(from, mailbox)).toBe(expected);
});
