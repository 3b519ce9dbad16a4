import { describe, expect, test } from '@jest/globals';
import { defaultEmailLimits, emailActivityFor } from '../../../src/domain/mail/email-activity.ts';
import type { MailMessage } from '../../../src/domain/mail/message.ts';
import { addressesOf, partiesFor } from '../../../src/domain/mail/parties.ts';
import type { Candidate } from '../../../src/domain/people/match.ts';

const contact = (id: string, address: string): Candidate => ({
  table: 'contact',
  id,
  name: id,
  detail: '',
  addresses: [address],
  active: true,
  ownerId: null,
  createdOn: '2026-01-01T00:00:00Z',
});

const mail: MailMessage = {
  id: 'AAMk',
  etag: 'W/"1"',
  kind: 'message',
  internetMessageId: '<a@b>',
  subject: 'Offer',
  body: { type: 'html', content: '<p>Hi</p>' },
  from: { name: 'Ada', address: 'ada@contoso.example' },
  to: [{ name: 'Me', address: 'me@fabrikam.example' }],
  cc: [],
  bcc: [],
  sentAt: '2026-11-20T09:29:00Z',
  receivedAt: '2026-11-20T09:30:00Z',
  importance: 'normal',
  isPrivate: false,
  isEncrypted: false,
  mailboxAddress: null,
  categories: [],
  attachments: [],
};
const nobody = { candidates: [], trackingUserId: null };
const activity = (change: Partial<MailMessage>, direction: 'incoming' | 'outgoing' = 'incoming') =>
  emailActivityFor({ ...mail, ...change }, { direction, regarding: null }, nobody);

describe('A sender with several records (§1.5.2, 3)', () => {
  const candidates = [contact('s1', 'ada@contoso.example'), contact('s2', 'ada@contoso.example')];
  const sender = (more: object) =>
    partiesFor(mail, { candidates, trackingUserId: null, ...more })[0]?.record?.id ?? null;

  test('stays unresolved where the organisation wants that, unless somebody chose one', () => {
    expect(sender({})).toBe('s1');
    expect(sender({ leavesUnclear: true })).toBeNull();
    const chosen = new Map([['ada@contoso.example', { table: 'contact', id: 's2' }]]);
    expect(sender({ leavesUnclear: true, chosen })).toBe('s2');
    expect(sender({ leavesUnclear: true, candidates: candidates.slice(1) })).toBe('s2');
  });
});

describe('A body that is longer than the CRM takes (fault 34)', () => {
  test('is cut between tags, which are ended, and says so', () => {
    const content = `<div><b>${'<p title="x">a &amp; b</p>'.repeat(100_000)}</b></div>`;
    const { description } = activity({ body: { type: 'html', content } });
    expect(description.length).toBeLessThanOrEqual(defaultEmailLimits.description);
    expect(description).toMatch(/<\/b><\/div><hr><p>✂ \[…\]<\/p>$/);
  });

  test('is not looked at beyond what can be left of it', () => {
    const content = 'x'.repeat(50 * 1024 * 1024);
    const start = performance.now();
    const { description } = activity({ body: { type: 'text', content } });
    expect(description.length).toBeLessThanOrEqual(defaultEmailLimits.description);
    expect(description).toContain('✂');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('is whole where it fits, and says nothing', () => {
    expect(activity({}).description).toBe('<p>Hi</p>');
  });
});

describe('The parties of a mail (E-11)', () => {
  test('hold one sender and every record of a recipient', () => {
    const two = [contact('c1', 'me@fabrikam.example'), contact('c2', 'me@fabrikam.example')];
    const senders = [contact('s1', 'ada@contoso.example'), contact('s2', 'ada@contoso.example')];
    const parties = partiesFor(mail, { candidates: [...two, ...senders], trackingUserId: null });
    expect(parties.map(({ role, record }) => `${role} ${record?.id ?? ''}`)).toEqual([
      'sender s1',
      'to c1',
      'to c2',
    ]);
  });

  test('keep the address of whom the CRM does not know, lists among them (E-19)', () => {
    expect(partiesFor(mail, nobody)[0]).toEqual({
      role: 'sender',
      address: 'ada@contoso.example',
      record: null,
    });
  });

  test('name nobody twice in one role', () => {
    const to = [...mail.to, { name: 'Me again', address: 'ME@fabrikam.example' }];
    expect(partiesFor({ ...mail, to }, nobody)).toHaveLength(2);
  });

  test('leave out people without an address', () => {
    const undisclosed = { ...mail, from: null, to: [{ name: 'undisclosed', address: '' }] };
    expect(partiesFor(undisclosed, nobody)).toEqual([]);
    expect(addressesOf(undisclosed)).toEqual([]);
  });
});

describe('The email activity of a mail (E-01)', () => {
  test('says when it was received, or sent where it is the sender’s copy', () => {
    expect(activity({}).at).toBe('2026-11-20T09:30:00Z');
    expect(activity({}, 'outgoing').at).toBe('2026-11-20T09:29:00Z');
  });

  test('shows plain text as text', () => {
    const { description } = activity({ body: { type: 'text', content: 'a < b\r\nc' } });
    expect(description).toBe('a &lt; b<br>c');
  });

  test('is cut to what the CRM’s columns hold', () => {
    const long = 'x'.repeat(2_000);
    const { subject, parties, messageId } = activity({
      subject: long,
      internetMessageId: `<${long}>`,
      from: { name: '', address: `${long}@b.example` },
    });
    expect([subject, messageId, parties[0]?.address].map((text) => text?.length)).toEqual([
      defaultEmailLimits.subject,
      defaultEmailLimits.messageId,
      defaultEmailLimits.address,
    ]);
  });

  test('leaves files behind that are larger than the CRM takes (E-14)', () => {
    const file = { name: 'a.txt', contentType: 'text/plain', contentId: null, content: '' };
    const { attachments } = activity({
      attachments: [
        { ...file, size: defaultEmailLimits.file },
        { ...file, name: 'b.txt', size: defaultEmailLimits.file + 1 },
      ],
    });
    expect(attachments.map(({ name }) => name)).toEqual(['a.txt']);
  });
});
