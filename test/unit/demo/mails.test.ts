import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createHash } from 'node:crypto';
import { SIGNATURE, SIGNED_PART } from '../../../src/sandbox/demo/data/sealed.ts';
import { SERVICE_MAILBOX } from '../../../src/sandbox/demo/data/users.ts';
import { toMime } from '../../../src/sandbox/demo/mime.ts';
import { makeOrganisation } from '../../../src/sandbox/demo/organisation.ts';

const now = new Date('2026-11-20T14:30:00Z');
const { mails, sealedMails } = makeOrganisation(1, now);
const byId = new Map(mails.map((mail) => [mail.messageId, mail]));

describe('Threads of the demo organisation', () => {
  test('give every mail a Message-ID of its own', () => {
    expect(byId.size).toBe(176);
  });

  test('answer an earlier mail of the same thread', () => {
    const answers = mails.filter(({ inReplyTo }) => inReplyTo !== null);
    expect(answers.length).toBeGreaterThan(80);
    for (const mail of answers) {
      const answered = byId.get(mail.inReplyTo ?? '');
      expect(answered && answered.at < mail.at).toBe(true);
      expect(mail.references).toEqual([...(answered?.references ?? []), mail.inReplyTo]);
      expect(mail.subject.replace(/^Re: /, '')).toBe(answered?.subject.replace(/^Re: /, ''));
    }
  });

  test('quote what they answer', () => {
    for (const mail of mails.filter(({ inReplyTo }) => inReplyTo)) {
      const said = byId.get(mail.inReplyTo ?? '')?.text.split('\n')[2] ?? '';
      expect(mail.text).toContain(`> ${said}`);
      expect(mail.html).toContain(`&lt;${byId.get(mail.inReplyTo ?? '')?.from.address ?? ''}&gt;`);
    }
  });

  test('lie in the last 30 days, the newest today', () => {
    const ages = mails.map(({ at }) => (now.getTime() - at.getTime()) / 86_400_000);
    expect(Math.max(...ages)).toBeLessThan(30);
    expect(Math.min(...ages)).toBeGreaterThan(0);
    expect(mails.at(-1)?.at.toISOString().slice(0, 10)).toBe('2026-11-20');
  });

  test('have mail from today even right after midnight', () => {
    const early = makeOrganisation(1, new Date('2026-11-20T00:02:00Z')).mails.at(-1);
    expect(early?.at.toISOString().slice(0, 10)).toBe('2026-11-20');
  });

  test('never send a mail to its own sender or twice to one address', () => {
    for (const { from, to, cc } of mails) {
      const addresses = [from, ...to, ...cc].map(({ address }) => address);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(to).toHaveLength(1);
    }
  });

  test('reach several colleagues, so that the same mail is in several mailboxes', () => {
    const ours = (address: string) => address.endsWith('@fabrikam.example');
    const shared = mails.filter(
      ({ from, to, cc }) => [from, ...to, ...cc].filter(({ address }) => ours(address)).length > 1,
    );
    expect(shared.length).toBeGreaterThan(30);
  });

  test('leave no placeholder unfilled', () => {
    expect(mails.filter(({ subject, text }) => /[{}]|undefined/.test(subject + text))).toEqual([]);
  });

  test('are mostly read when older than a week', () => {
    const older = mails.filter(({ at }) => now.getTime() - at.getTime() > 7 * 86_400_000);
    expect(older.filter(({ isRead }) => isRead).length / older.length).toBeGreaterThan(0.9);
    expect(mails.some(({ isRead }) => !isRead)).toBe(true);
  });
});

describe('Mail that is filed or shared', () => {
  test('lies in a folder for the project, in both languages', () => {
    const folders = new Set(mails.map(({ folder }) => folder).filter((name) => name.includes('/')));
    expect([...folders].map((name) => name.split('/')[0]).sort()).toEqual([
      'Projects',
      'Projektek',
    ]);
  });

  test('is written to the shared mailbox and answered from it', () => {
    const { mail: address } = SERVICE_MAILBOX;
    const asked = mails.filter(({ to }) => to.some((one) => one.address === address));
    const answered = mails.filter(({ from }) => from.address === address);
    expect(asked.length).toBeGreaterThan(5);
    expect(answered.length).toBeGreaterThan(3);
    expect(answered.every(({ inReplyTo }) => byId.has(inReplyTo ?? ''))).toBe(true);
  });
});

describe('Sealed mails', () => {
  const [signed, encrypted] = sealedMails;

  test('carry a signature over the very bytes of their text', () => {
    const digest = createHash('sha256').update(SIGNED_PART).digest();
    expect(Buffer.from(SIGNATURE, 'base64').includes(digest)).toBe(true);
    expect(signed?.mime.toString()).toContain(`\r\n${SIGNED_PART}\r\n--`);
  });

  test('are read as one text with its signature, and as one opaque file', async () => {
    const open = await simpleParser(signed?.mime ?? '');
    expect(open.text).toContain('approved the renewal');
    expect(open.attachments.map(({ filename }) => filename)).toEqual(['smime.p7s']);
    const opaque = await simpleParser(encrypted?.mime ?? '');
    expect(opaque.text ?? '').toBe('');
    expect(opaque.attachments.map(({ contentType }) => contentType)).toEqual([
      'application/pkcs7-mime',
    ]);
    expect(opaque.date).toEqual(
      new Date(Math.floor((encrypted?.at ?? now).getTime() / 1000) * 1000),
    );
  });
});

describe('MIME of the demo mails', () => {
  test('parses back into what was written', async () => {
    for (const mail of mails) {
      const parsed = await simpleParser(await toMime(mail));
      expect(parsed.subject).toBe(mail.subject);
      expect(parsed.messageId).toBe(mail.messageId);
      expect(parsed.inReplyTo ?? null).toBe(mail.inReplyTo);
      expect([parsed.references ?? []].flat()).toEqual(mail.references);
      expect(parsed.date).toEqual(new Date(Math.floor(mail.at.getTime() / 1000) * 1000));
      expect(parsed.from?.value[0]).toMatchObject(mail.from);
      expect(parsed.text?.trim()).toBe(mail.text.trim());
      expect(parsed.attachments.map(({ filename }) => filename).sort()).toEqual(
        mail.attachments.map(({ filename }) => filename).sort(),
      );
    }
  });

  test('is the same bytes every time', async () => {
    for (const mail of mails.slice(0, 20)) {
      expect((await toMime(mail)).equals(await toMime(mail))).toBe(true);
    }
  });

  test('carries attachments that are what they say', () => {
    const files = mails.flatMap(({ attachments }) => attachments);
    expect(new Set(files.map(({ contentType }) => contentType))).toEqual(
      new Set(['application/pdf', 'image/png', 'text/csv']),
    );
    const startOf = {
      'application/pdf': '%PDF-1.4',
      'image/png': '\x89PNG',
      'text/csv': '\u00EF\u00BB\u00BF',
    };
    for (const { contentType, content } of files) {
      const start = startOf[contentType as keyof typeof startOf];
      expect(content.toString('latin1').startsWith(start)).toBe(true);
    }
  });

  test('has a signature picture in some, shown in the body (I-04)', () => {
    const pictures = mails.filter(({ attachments }) =>
      attachments.some(({ contentId }) => contentId),
    );
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures.every(({ html }) => html.includes('src="cid:'))).toBe(true);
  });
});
