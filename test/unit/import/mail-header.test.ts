import { describe, expect, test } from '@jest/globals';
import { readMailHeader, withoutPostmark } from '../../../src/sandbox/import/mail-header.ts';

const read = (text: string) => readMailHeader(Buffer.from(text));

describe('The header of a mail', () => {
  test('tells Message-ID, sender and date', async () => {
    const mime = [
      'From: "Ada" <Ada@Shop.Example>',
      'Message-ID: <1@shop.example>',
      'Date: Tue, 20 Aug 2002 12:05:11 +0200 (CEST)',
      '',
      'Body',
    ].join('\r\n');
    expect(await read(mime)).toEqual({
      messageId: '<1@shop.example>',
      fromAddress: 'ada@shop.example',
      date: new Date('2002-08-20T10:05:11Z'),
      isRead: true,
    });
  });

  test('may lack all of them', async () => {
    expect(await read('X-Nothing: here\n\nBody')).toEqual({
      messageId: '',
      fromAddress: null,
      date: null,
      isRead: true,
    });
  });

  test('with a date that is none has no date', async () => {
    expect((await read('Date: yesterday, about noon\n\n')).date).toBeNull();
  });

  test('says whether the mail was read, where a mail program noted it', async () => {
    expect((await read('Status: O\nSubject: x\n\n')).isRead).toBe(false);
    expect((await read('Status: RO\nSubject: x\n\n')).isRead).toBe(true);
  });

  test('is missing from an empty file and from plain text, and the reason says so', async () => {
    await expect(read('')).rejects.toThrow('It is empty.');
    await expect(read('Just some words.\n')).rejects.toThrow('does not start with the header');
    await expect(read('\x00\x01\x02\xFF')).rejects.toThrow('does not start with the header');
  });

  test('may be broken in many ways without an error', async () => {
    for (const text of [
      'From: <<<>>>\nDate:\nMessage-ID:\n\n',
      'From: =?utf-99?Q?=ZZ?= <a@b.example>\n\n',
      'Content-Type: multipart/mixed\n\n--nothing',
      `Subject: ${'x'.repeat(300_000)}`,
      'From: a@b.example\rTo: c@d.example\r\r',
    ]) {
      await expect(read(text)).resolves.toHaveProperty('messageId');
    }
  });
});

test('A postmark and blank lines before the header are taken off', () => {
  const strip = (text: string) => withoutPostmark(Buffer.from(text)).toString();
  expect(strip('From a@b.example Tue Aug 20 12:05:11 2002\r\nSubject: x\r\n')).toBe(
    'Subject: x\r\n',
  );
  expect(strip('\n\nFrom a@b.example\nSubject: x\n')).toBe('Subject: x\n');
  expect(strip('\uFEFFSubject: x\n')).toBe('Subject: x\n');
  expect(strip('From: a@b.example\n')).toBe('From: a@b.example\n');
});
