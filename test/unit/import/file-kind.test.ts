import { describe, expect, test } from '@jest/globals';
import { fileKind, isPostmark } from '../../../src/sandbox/import/file-kind.ts';

const kind = (path: string, text: string) => fileKind(path, Buffer.from(text));
const header = 'From: a@b.example\nTo: c@d.example\nSubject: Hi\n\nBody';

describe('What a file holds', () => {
  test('follows from its extension, in capitals too', () => {
    expect(kind('a.EML', 'x')).toBe('mail');
    expect(kind('a.mbox', 'x')).toBe('mbox');
    expect(kind('a.ics', 'x')).toBe('calendar');
    expect(kind('a.vcf', 'x')).toBe('cards');
  });

  test('follows from its beginning where the extension says nothing', () => {
    expect(kind('cur/1024.M2', header)).toBe('mail');
    expect(kind('mail', `From a@b.example Tue Aug 20 12:05:11 2002\n${header}`)).toBe('mbox');
    expect(kind('mail', `From a@b.example\n${header}`)).toBe('mail');
    expect(kind('invite.txt', 'BEGIN:VCALENDAR\r\nVERSION:2.0')).toBe('calendar');
    expect(kind('card', '\uFEFFBEGIN:VCARD\r\nVERSION:3.0')).toBe('cards');
  });

  test('is nothing of ours for notes, lists of settings and pictures', () => {
    expect(kind('notes.md', '# Notes\n\nFrom: here on')).toBeNull();
    expect(kind('settings', 'Name: x\nSource: y\nDate: z\n')).toBeNull();
    expect(kind('README', 'From the team\n\nHello')).toBeNull();
    expect(kind('a.png', '\x89PNG\r\n\x1a\n')).toBeNull();
    expect(kind('empty', '')).toBeNull();
  });
});

describe('A postmark', () => {
  test('has an address and a date', () => {
    expect(isPostmark('From a@b.example Tue Aug 20 12:05:11 2002')).toBe(true);
    expect(isPostmark('From MAILER-DAEMON Fri Jul  8 12:08:34 2011')).toBe(true);
    expect(isPostmark('From a@b.example 20 Aug 2002 12:05:11 +0200')).toBe(true);
    expect(isPostmark('From - Mon, 20 Aug 2002 12:05 GMT')).toBe(true);
  });

  test('is not a sentence', () => {
    expect(isPostmark('From Monday on we close at 4.')).toBe(false);
    expect(isPostmark('From: a@b.example')).toBe(false);
    expect(isPostmark('From 10:30 we wait.')).toBe(false);
  });
});
