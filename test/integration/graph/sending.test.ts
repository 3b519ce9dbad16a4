import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  anna,
  arrive,
  bela,
  mime,
  pluck,
  startTestGraph,
  type TestGraph,
} from '../../support/graph.ts';

let graph: TestGraph;
let belas: string;
beforeAll(async () => {
  graph = await startTestGraph();
  belas = await graph.userToken(bela.mail, 'Mail.Read');
}, 60_000);
afterAll(() => graph.close());

const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const immutable = { Prefer: 'IdType="ImmutableId"' };
const attachment = {
  '@odata.type': '#microsoft.graph.fileAttachment',
  name: 'árlista.txt',
  contentType: 'text/plain',
  contentBytes: Buffer.from('prices').toString('base64'),
};

test('A draft is written, gets an attachment and can be read as MIME', async () => {
  const draft = await graph.call('POST', '/me/messages', {
    body: {
      subject: 'Ajánlat',
      importance: 'High',
      body: { contentType: 'HTML', content: '<p>Kérem</p>' },
      toRecipients: to(bela.mail),
      internetMessageHeaders: [{ name: 'x-project', value: '42' }],
    },
  });
  expect(draft.status).toBe(201);
  expect(draft.body).toMatchObject({
    isDraft: true,
    importance: 'high',
    bodyPreview: 'Kérem',
    from: { emailAddress: { address: anna.mail } },
  });
  const path = `/me/messages/${draft.body.id}`;
  const added = await graph.call('POST', `${path}/attachments`, { body: attachment });
  expect(added.body).toMatchObject({ name: 'árlista.txt', size: 6, isInline: false });
  const raw = await graph.call('GET', `${path}/attachments/${added.body.id}/$value`);
  expect(raw.bytes.toString()).toBe('prices');
  await graph.call('PATCH', path, { body: { subject: 'Új ajánlat' } });
  const mail = await simpleParser((await graph.call('GET', `${path}/$value`)).bytes);
  expect(mail.subject).toBe('Új ajánlat');
  expect(mail.headers.get('x-project')).toBe('42');
  expect(mail.attachments[0]?.filename).toBe('árlista.txt');
  expect(mail.messageId).toBe(draft.body.internetMessageId);
});

test('A sent draft keeps its immutable id in Sent Items and arrives, without its BCC', async () => {
  const draft = await graph.call('POST', '/me/messages', {
    headers: immutable,
    body: { subject: 'Sent', toRecipients: to('x@y.example'), bccRecipients: to(bela.mail) },
  });
  const { id, internetMessageId } = draft.body as { id: string; internetMessageId: string };
  expect((await graph.call('POST', `/me/messages/${id}/send`)).status).toBe(202);
  const sent = await graph.call('GET', `/me/mailFolders/sentitems/messages/${id}`);
  expect(sent.body).toMatchObject({ isDraft: false, bccRecipients: to(bela.mail) });
  const inbox = await graph.call('GET', '/me/mailFolders/inbox/messages', { token: belas });
  expect(inbox.body.value[0]).toMatchObject({
    internetMessageId,
    subject: 'Sent',
    isRead: false,
    bccRecipients: [],
    conversationIndex: sent.body.conversationIndex,
  });
});

test('sendMail takes JSON and MIME, and keeps no copy where it is told so', async () => {
  const json = await graph.call('POST', '/me/sendMail', {
    body: { message: { subject: 'One', toRecipients: to(bela.mail) }, saveToSentItems: false },
  });
  const bytes = mime({
    From: anna.mail,
    To: bela.mail,
    Subject: 'Two',
    'Message-ID': '<two@fabrikam.example>',
  });
  const raw = await graph.call('POST', '/me/sendMail', { body: bytes.toString('base64') });
  expect([json.status, raw.status]).toEqual([202, 202]);
  const subjects = async (path: string, token?: string) =>
    pluck(await graph.call('GET', path, token ? { token } : {}), 'subject');
  expect(await subjects('/me/mailFolders/inbox/messages', belas)).toEqual(
    expect.arrayContaining(['One', 'Two']),
  );
  const own = await subjects('/me/mailFolders/sentitems/messages');
  expect(own).toContain('Two');
  expect(own).not.toContain('One');
});

test('MIME that is not base64 is refused', async () => {
  const { status, body } = await graph.call('POST', '/me/messages', { body: 'no base64!' });
  expect([status, body.error.code]).toEqual([400, 'ErrorMimeContentInvalidBase64String']);
});

test('Nobody sends as somebody else', async () => {
  const draft = await graph.call('POST', '/me/messages', {
    body: { toRecipients: to('x@y.example'), from: to(bela.mail)[0] },
  });
  const { status, body } = await graph.call('POST', `/me/messages/${draft.body.id}/send`);
  expect([status, body.error.code]).toEqual([403, 'ErrorSendAsDenied']);
});

test('A copy is an item of its own', async () => {
  const { id, bytes } = await arrive(graph);
  const copy = await graph.call('POST', `/me/messages/${id}/copy`, {
    body: { destinationId: 'archive' },
    headers: immutable,
  });
  expect(copy.status).toBe(201);
  expect(copy.body.id).not.toBe(id);
  await graph.call('DELETE', `/me/messages/${id}`);
  expect((await graph.call('GET', `/me/messages/${copy.body.id}/$value`)).bytes).toEqual(bytes);
});

test('A nested message is an item attachment that can be opened', async () => {
  const inner = mime({ Subject: 'Inner', 'Message-ID': '<inner@contoso.example>' }, 'inside\r\n');
  const body = `--b\r\nContent-Type: text/plain\r\n\r\nouter\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner.toString()}\r\n--b--\r\n`;
  const { id } = await arrive(
    graph,
    { 'Content-Type': 'multipart/mixed; boundary=b' },
    { text: body },
  );
  const message = await graph.call('GET', `/me/messages/${id}?$expand=attachments`);
  expect(message.body).toMatchObject({ hasAttachments: true, bodyPreview: 'outer' });
  const [nested] = message.body.attachments;
  expect(nested).toMatchObject({ '@odata.type': '#microsoft.graph.itemAttachment', name: 'Inner' });
  const opened = await graph.call(
    'GET',
    `/me/messages/${id}/attachments/${nested.id}?$expand=microsoft.graph.itemAttachment/item`,
  );
  expect(opened.body.item).toMatchObject({
    subject: 'Inner',
    internetMessageId: '<inner@contoso.example>',
  });
});
