import { describe, expect, test } from '@jest/globals';
import { paneMarkIn } from '../../../src/adapters/graph/pane-mark.ts';
import {
  deltaMessage,
  isWhole,
  seenSelect,
  toSeenMail,
} from '../../../src/adapters/graph/seen-mail.ts';

const whole = {
  '@odata.type': '#microsoft.graph.message',
  '@odata.etag': 'W/"1"',
  id: 'AAk=',
  isDraft: false,
  categories: ['Blue'],
  internetMessageId: '<b@x.example>',
  subject: 'Re: Offer',
  from: { emailAddress: { name: 'Carla', address: 'carla@x.example' } },
  toRecipients: [{ emailAddress: { name: 'Anna', address: 'anna@x.example' } }],
  sentDateTime: '2026-11-20T09:29:58Z',
  receivedDateTime: '2026-11-20T09:30:00Z',
  conversationId: 'c',
  conversationIndex: 'AQ==',
  internetMessageHeaders: [
    { name: 'IN-REPLY-TO', value: ' <a@x.example> (Anna’s message)' },
    { name: 'References', value: '<0@x.example>\r\n <a@x.example>' },
    { name: 'Sensitivity', value: 'Company-Confidential' },
  ],
};
const seen = (change: object = {}) =>
  toSeenMail(deltaMessage.parse({ ...whole, ...change }), 'inbox');

describe('A mail as a change tells it', () => {
  test('is what it may be judged by, its thread’s headers among that (V-11)', () => {
    expect(seen()).toEqual({
      itemId: 'AAk=',
      etag: 'W/"1"',
      folderId: 'inbox',
      categories: ['Blue'],
      headers: {
        kind: 'message',
        internetMessageId: '<b@x.example>',
        subject: 'Re: Offer',
        from: { name: 'Carla', address: 'carla@x.example' },
        to: [{ name: 'Anna', address: 'anna@x.example' }],
        cc: [],
        bcc: [],
        sentAt: '2026-11-20T09:29:58Z',
        receivedAt: '2026-11-20T09:30:00Z',
        conversationId: 'c',
        conversationIndex: 'AQ==',
        inReplyTo: '<a@x.example>',
        references: ['<0@x.example>', '<a@x.example>'],
        isPrivate: true,
      },
    });
    expect(seenSelect.split(',').filter((name) => /body|attach|unique/i.test(name))).toEqual([]);
  });

  test('may be a draft, an invitation, or have none of its headers', () => {
    expect(seen({ isDraft: true }).headers.kind).toBe('draft');
    const invitation = seen({ '@odata.type': '#microsoft.graph.eventMessageRequest' });
    expect(invitation.headers.kind).toBe('meeting');
    const { headers } = seen({ internetMessageHeaders: null, from: null });
    expect(headers).toMatchObject({ inReplyTo: '', references: [], isPrivate: false, from: null });
  });

  test.each([
    ['Content-Type', 'multipart/report; report-type=delivery-status; boundary="b"'],
    ['content-type', 'Multipart/Report;\r\n report-type=disposition-notification'],
    ['X-MS-Exchange-Message-Is-Ndr', ''],
  ])('is a report where its header %s says so (E-17)', (name, value) => {
    const report = seen({ internetMessageHeaders: [{ name, value }] });
    expect(report.headers.kind).toBe('report');
    const other = seen({ internetMessageHeaders: [{ name: 'Content-Type', value: 'text/plain' }] });
    expect(other.headers.kind).toBe('message');
  });

  test('may be told in part: then nothing it does not say is believed to be gone', () => {
    expect(isWhole(deltaMessage.parse(whole))).toBe(true);
    expect(isWhole(deltaMessage.parse({ id: 'AAk=', isRead: true }))).toBe(false);
    expect(isWhole(deltaMessage.parse({ id: 'AAk=', categories: [] }))).toBe(false);
  });
});

describe('A mark of the pane’s', () => {
  const addIn = '5AB970E3-d98d-47e5-8b2d-722a71cb98f2';
  const id = `String {00020329-0000-0000-c000-000000000046} Name cecp-${addIn.toLowerCase()}`;
  const mark = (value: string | null) =>
    paneMarkIn({ id: 'x', singleValueExtendedProperties: [{ id, value }] }, addIn);
  const link = (value: unknown) => JSON.stringify({ RegardingLink: JSON.stringify(value) });
  const record = { table: 'account', id: 'acc00000-0000-4000-8000-000000000001' };

  test('says what the mail is regarding, or nothing about it', () => {
    expect(mark(link({ regarding: record }))).toEqual({ regarding: record });
    expect(mark(link({}))).toEqual({ regarding: null });
  });

  test.each([
    ['no JSON', 'x'],
    ['another add-in’s notes', JSON.stringify({ theirs: '1' })],
    ['no record', link({ regarding: { table: 'account', id: 'x' } })],
    ['a table that is none', link({ regarding: { ...record, table: 'a)/b' } })],
    ['a link that is no JSON', JSON.stringify({ RegardingLink: '{' })],
    ['nothing', null],
  ])('is none where it is %s', (_, value) => {
    expect(mark(value)).toBeNull();
  });
});
