import { describe, expect, test } from '@jest/globals';
import { splitMbox } from '../../../src/sandbox/import/mbox.ts';

async function* inChunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

async function split(text: string, { chunk = 1000, maximum = 10_000 } = {}) {
  const mails: { text: string | null; date: string | null }[] = [];
  for await (const { bytes, postmarkDate } of splitMbox(inChunks(text, chunk), maximum)) {
    mails.push({ text: bytes?.toString() ?? null, date: postmarkDate?.toISOString() ?? null });
  }
  return mails;
}

const postmark = (at = 'Tue Aug 20 12:05:11 2002') => `From ada@shop.example ${at}\n`;
const mail = (subject: string, body = 'Hello.') => `Subject: ${subject}\n\n${body}\n`;
const two = `${postmark()}${mail('one')}\n${postmark('Wed Aug 21 08:00:00 2002')}${mail('two')}`;

describe('An mbox', () => {
  test('is split at its postmarks, whose dates are read', async () => {
    expect(await split(two)).toEqual([
      { text: `${mail('one')}\n`, date: '2002-08-20T12:05:11.000Z' },
      { text: mail('two'), date: '2002-08-21T08:00:00.000Z' },
    ]);
  });

  test('is split the same wherever the stream is cut', async () => {
    const whole = await split(two);
    for (const chunk of [1, 2, 3, 7, 31]) expect(await split(two, { chunk })).toEqual(whole);
  });

  test('keeps a line that only begins with "From" inside its mail', async () => {
    const body = 'Dear all,\n\nFrom Monday on we close at 4.\nFrom here it is 10:30 away.';
    expect(await split(`${postmark()}${mail('closing', body)}`)).toHaveLength(1);
  });

  test('keeps a postmark in the middle of a paragraph inside its mail', async () => {
    const body = `It said:\n${postmark()}and nothing else`;
    expect(await split(`${postmark()}${mail('quoted', body)}`)).toHaveLength(1);
  });

  test('gives quoted From lines back as they were written', async () => {
    const [found] = await split(`${postmark()}${mail('x', '>From me\n>>From you\n> From nobody')}`);
    expect(found?.text).toContain('\nFrom me\n>From you\n> From nobody');
  });

  test('may have line ends of Windows', async () => {
    const found = await split(two.replaceAll('\n', '\r\n'));
    expect(found.map(({ text }) => text?.split('\r\n')[0])).toEqual([
      'Subject: one',
      'Subject: two',
    ]);
  });

  test('names a mail that is too large without its bytes, and goes on', async () => {
    const large = `${postmark()}${mail('large', 'x\n'.repeat(200))}\n`;
    const found = await split(large + two, { maximum: 200 });
    expect(found.map(({ text }) => text?.split('\n')[0] ?? null)).toEqual([
      null,
      'Subject: one',
      'Subject: two',
    ]);
  });

  test('survives a single line longer than a mail may be', async () => {
    const found = await split(`${postmark()}${'y'.repeat(5000)}\n\n${two}`, {
      maximum: 300,
      chunk: 64,
    });
    expect(found.map(({ text }) => text === null)).toEqual([true, false, false]);
  });

  test('without anything in it gives nothing', async () => {
    expect(await split('')).toEqual([]);
    expect(await split('\n\n')).toEqual([]);
  });

  test('gives what stands before the first postmark for judgement', async () => {
    expect((await split(`rubbish\n\n${two}`)).map(({ text }) => text?.split('\n')[0])).toEqual([
      'rubbish',
      'Subject: one',
      'Subject: two',
    ]);
  });
});
