import { describe, expect, test } from '@jest/globals';
import { parseMail } from '../../../src/sandbox/graph/mail/parse-mail.ts';
import { storableText } from '../../../src/sandbox/graph/store/schema.ts';

const mail = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n'), 'latin1'));

describe('Reading a mail', () => {
  test('Groups are opened and an empty one is nobody', async () => {
    const { doc } = await mail(
      'To: Team: a@x.example, B <b@x.example>;',
      'Cc: undisclosed:;',
      '',
      '',
    );
    expect(doc['toRecipients']).toEqual([
      { emailAddress: { name: 'a@x.example', address: 'a@x.example' } },
      { emailAddress: { name: 'B', address: 'b@x.example' } },
    ]);
    expect(doc['ccRecipients']).toEqual([]);
  });

  test('Without a sender both from and sender are null', async () => {
    const { doc } = await mail('Subject: x', '', 'y');
    expect([doc['from'], doc['sender']]).toEqual([null, null]);
  });

  test('The sender who wrote for somebody else is told apart', async () => {
    const { doc } = await mail('From: boss@x.example', 'Sender: desk@x.example', '', '');
    expect(doc['from']).toMatchObject({ emailAddress: { address: 'boss@x.example' } });
    expect(doc['sender']).toMatchObject({ emailAddress: { address: 'desk@x.example' } });
  });

  test.each(['not a date', 'Mon, 99 Foo 2026 10:00:00', '1 Jan 20260 10:00:00 +0000'])(
    'The date "%s" counts as missing',
    async (date) => {
      expect((await mail(`Date: ${date}`, '', '')).sent).toBeUndefined();
    },
  );

  test('References come before In-Reply-To, each once, whatever is between them', async () => {
    const { references } = await mail(
      'References: <a@x> junk',
      '\t<b@x>',
      'In-Reply-To: message of Carl <b@x>',
      '',
      '',
    );
    expect(references).toEqual(['<a@x>', '<b@x>']);
  });

  test('Eight-bit text in a declared charset is read', async () => {
    const { body } = await mail('Content-Type: text/plain; charset=iso-8859-2', '', 'õ\xfb');
    expect(body.content).toBe('őű');
  });

  test('Encoded words are decoded and an unknown charset does no harm', async () => {
    const { doc } = await mail('Subject: =?utf-8?Q?=C3=81rv=C3=ADz?= =?x-odd?Q?a=41?=', '', '');
    expect(doc['subject']).toMatch(/^Árvíz/);
  });

  test('Images of the text are inline and keep their cid links', async () => {
    const { doc, body, attachments } = await mail(
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html',
      '',
      '<img src="cid:pic@x">',
      '--b',
      'Content-Type: image/png',
      'Content-ID: <pic@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'aGk=',
      '--b--',
      '',
    );
    expect(body.content).toContain('src="cid:pic@x"');
    expect(doc['hasAttachments']).toBe(false);
    expect(attachments).toMatchObject([{ isInline: true, contentId: 'pic@x', type: 'file' }]);
  });

  test('What importance and receipts a mail asks for is kept', async () => {
    const { doc } = await mail(
      'X-Priority: 1 (Highest)',
      'Disposition-Notification-To: a@x.example',
      '',
      '',
    );
    expect(doc).toMatchObject({
      importance: 'high',
      isReadReceiptRequested: true,
      isDeliveryReceiptRequested: false,
    });
  });

  test('An empty file is no mail', async () => {
    await expect(mail('')).rejects.toMatchObject({ code: 'ErrorMimeContentInvalid' });
  });
});

test('Text is stored without NUL and without half characters', () => {
  expect(storableText('x\0y\ud800z')).toBe('xy\ufffdz');
});
