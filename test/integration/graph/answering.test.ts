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
  belas = await graph.userToken(bela.mail, 'Mail.ReadWrite', 'Mail.Send');
}, 60_000);
afterAll(() => graph.close());

const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const addresses = (people: { emailAddress: { address: string } }[]): string[] =>
  people.map((one) => one.emailAddress.address);
const immutable = { Prefer: 'IdType="ImmutableId"' };

const offer = (more: Record<string, string> = {}) =>
  arrive(
    graph,
    {
      Subject: 'Offer',
      To: `Anna <${anna.mail}>, Dora <dora@contoso.example>`,
      Cc: `Béla <${bela.mail}>, erik@contoso.example`,
      References: '<first@contoso.example>',
      'Content-Type': 'text/html; charset=utf-8',
      ...more,
    },
    { text: '<html><body><p>The offer</p></body></html>' },
  );

test('createReply makes a draft in the thread with the original below the comment (wire 2.2)', async () => {
  const { id, messageId } = await offer();
  const original = await graph.call('GET', `/me/messages/${id}`);
  const reply = await graph.call('POST', `/me/messages/${id}/createReply`, {
    body: { comment: '<p>Thanks</p>' },
  });
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({
    isDraft: true,
    subject: 'RE: Offer',
    conversationId: original.body.conversationId,
    ccRecipients: [],
    from: { emailAddress: { address: anna.mail } },
  });
  expect(addresses(reply.body.toRecipients)).toEqual(['carl@contoso.example']);
  expect(reply.body.body.content).toMatch(
    /<p>Thanks<\/p>[^]*<b>From:<\/b> Carl Fischer &lt;carl@contoso.example&gt;[^]*<b>Sent:<\/b> Sunday, November 22, 2026 8:00[^]*<p>The offer<\/p>/,
  );
  const index = Buffer.from(reply.body.conversationIndex, 'base64');
  const parent = Buffer.from(original.body.conversationIndex, 'base64');
  expect(index.subarray(0, -5)).toEqual(parent);
  const raw = await graph.call('GET', `/me/messages/${reply.body.id}/$value`);
  const mail = await simpleParser(raw.bytes);
  expect(mail.inReplyTo).toBe(messageId);
  expect(mail.references).toEqual(['<first@contoso.example>', messageId]);
});

test('A reply goes to replyTo before from, and says when in the preferred zone', async () => {
  const { id } = await offer({ 'Reply-To': 'desk@contoso.example', Subject: 'RE: Offer' });
  const reply = await graph.call('POST', `/me/messages/${id}/createReply`, {
    headers: { Prefer: 'outlook.timezone="W. Europe Standard Time"' },
  });
  expect(addresses(reply.body.toRecipients)).toEqual(['desk@contoso.example']);
  expect(reply.body.subject).toBe('RE: Offer');
  expect(reply.body.body.content).toContain('2026 9:00');
});

test('createReplyAll answers everybody but oneself, each once', async () => {
  const { id } = await offer();
  const { body } = await graph.call('POST', `/me/messages/${id}/createReplyAll`, {
    body: { message: { importance: 'high', subject: 'Other' } },
  });
  expect(addresses(body.toRecipients)).toEqual(['carl@contoso.example', 'dora@contoso.example']);
  expect(addresses(body.ccRecipients)).toEqual([bela.mail, 'erik@contoso.example']);
  expect(body).toMatchObject({ importance: 'high', subject: 'Other' });
});

interface Answer {
  attachments: { name: string }[];
  hasAttachments: boolean;
}
const withFiles = {
  'Content-Type': 'multipart/mixed; boundary=b',
};
const files = `--b\r\nContent-Type: text/html\r\n\r\n<p>See</p><img src="cid:a">\r\n--b\r\nContent-Type: image/png; name=a.png\r\nContent-Disposition: inline\r\nContent-ID: <a>\r\n\r\nx\r\n--b\r\nContent-Type: text/plain; name=b.txt\r\nContent-Disposition: attachment\r\n\r\ny\r\n--b--\r\n`;

test('createForward takes all attachments, createReply those the text shows', async () => {
  const { id } = await arrive(graph, { Subject: 'Files', ...withFiles }, { text: files });
  const answer = async (action: string): Promise<Answer> => {
    const { body } = await graph.call('POST', `/me/messages/${id}/${action}?$expand=attachments`);
    return (await graph.call('GET', `/me/messages/${body.id}?$expand=attachments`)).body as Answer;
  };
  const forward = await answer('createForward');
  expect(forward).toMatchObject({ subject: 'FW: Files', toRecipients: [], hasAttachments: true });
  expect(forward.attachments.map((one) => one.name)).toEqual(['a.png', 'b.txt']);
  const reply = await answer('createReply');
  expect(reply.attachments.map((one) => one.name)).toEqual(['a.png']);
  expect(reply.hasAttachments).toBe(false);
});

test('reply and forward are sent and arrive in the other mailbox, in the same thread', async () => {
  const sent = await graph.call('POST', '/me/sendMail', {
    body: { message: { subject: 'Plan', body: { content: 'Now?' }, toRecipients: to(bela.mail) } },
  });
  expect(sent.status).toBe(202);
  const filter = encodeURIComponent("subject eq 'Plan'");
  const inbox = await graph.call('GET', `/users/${bela.id}/messages?$filter=${filter}`, {
    token: belas,
  });
  const [plan] = inbox.body.value;
  const replied = await graph.call('POST', `/me/messages/${plan.id}/reply`, {
    token: belas,
    body: { comment: 'Yes' },
  });
  expect(replied.status).toBe(202);
  const answers = await graph.call(
    'GET',
    `/me/mailFolders/inbox/messages?$filter=${encodeURIComponent("subject eq 'RE: Plan'")}`,
  );
  expect(answers.body.value).toHaveLength(1);
  const [answer] = answers.body.value;
  expect(answer.body.content).toMatch(/^Yes\r\n_{32}\r\nFrom: Anna/);
  const mine = await graph.call('GET', `/me/mailFolders/sentitems/messages?$filter=${filter}`);
  expect(answer.conversationId).toBe(mine.body.value[0].conversationId);
  const forwarded = await graph.call('POST', `/me/messages/${answer.id}/forward`, {
    body: { toRecipients: to(bela.mail), comment: 'FYI' },
  });
  expect(forwarded.status).toBe(202);
  const all = await graph.call(
    'GET',
    `/me/messages?$filter=${encodeURIComponent(`conversationId eq '${plan.conversationId}'`)}`,
    { token: belas },
  );
  expect(pluck(all, 'subject').sort()).toEqual(['FW: Plan', 'Plan', 'RE: Plan']);
});

test('uniqueBody has what the writer added', async () => {
  const { id } = await offer();
  const reply = await graph.call('POST', `/me/messages/${id}/createReply`, {
    body: { comment: '<p>Only this</p>' },
  });
  const { body } = await graph.call('GET', `/me/messages/${reply.body.id}?$select=uniqueBody`, {
    headers: { Prefer: 'outlook.body-content-type="text"' },
  });
  expect(body.uniqueBody).toEqual({ contentType: 'text', content: 'Only this' });
});

test('An answer in MIME keeps its text and gets its place in the thread', async () => {
  const { id, messageId } = await offer();
  const bytes = mime({ Subject: '', To: 'frida@contoso.example' }, 'As MIME\r\n');
  const reply = await graph.call('POST', `/me/messages/${id}/createReply`, {
    body: bytes.toString('base64'),
  });
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ subject: 'RE: Offer', body: { content: 'As MIME\r\n' } });
  expect(addresses(reply.body.toRecipients)).toEqual(['frida@contoso.example']);
  const raw = await graph.call('GET', `/me/messages/${reply.body.id}/$value`);
  expect((await simpleParser(raw.bytes)).inReplyTo).toBe(messageId);
  const broken = await graph.call('POST', `/me/messages/${id}/reply`, { body: '%%%' });
  expect(broken.body.error).toMatchObject({
    code: 'ErrorMimeContentInvalidBase64String',
    message: 'Invalid base64 string for MIME content.',
  });
});

test.each([
  ['a comment and a body', { comment: 'a', message: { body: { content: 'b' } } }],
  ['a name the action does not have', { remark: 'a' }],
  ['a comment that is no text', { comment: 7 }],
  ['recipients twice', { toRecipients: to('a@b.example'), message: { toRecipients: [] } }],
])('createForward refuses %s with 400', async (_what, body) => {
  const { id } = await offer();
  const { status } = await graph.call('POST', `/me/messages/${id}/createForward`, { body });
  expect(status).toBe(400);
});

test('A forward without recipients is refused and nothing is left in Drafts', async () => {
  const { id } = await offer();
  const before = await graph.call('GET', '/me/mailFolders/drafts');
  const { status, body } = await graph.call('POST', `/me/messages/${id}/forward`, { body: {} });
  expect([status, body.error.code]).toEqual([400, 'ErrorInvalidRecipients']);
  const after = await graph.call('GET', '/me/mailFolders/drafts');
  expect(after.body.totalItemCount).toBe(before.body.totalItemCount);
});

test('A changed draft is what is sent, under the id the draft had', async () => {
  const { id } = await offer();
  const draft = await graph.call('POST', `/me/messages/${id}/createReply`, { headers: immutable });
  const path = `/me/messages/${draft.body.id}`;
  await graph.call('PATCH', path, {
    headers: immutable,
    body: { toRecipients: to(bela.mail), body: { contentType: 'html', content: '<p>New</p>' } },
  });
  expect((await graph.call('POST', `${path}/send`)).status).toBe(202);
  const sent = await graph.call('GET', path, { headers: immutable });
  expect(sent.body).toMatchObject({ isDraft: false, body: { content: '<p>New</p>' } });
});
