import { Client, FileUpload, LargeFileUploadTask } from '@microsoft/microsoft-graph-client';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anna, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
let draft: string;
beforeAll(async () => {
  graph = await startTestGraph();
  const { body } = await graph.call('POST', '/me/messages', { body: { subject: 'With files' } });
  draft = `/me/messages/${body.id}`;
}, 60_000);
afterAll(() => graph.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const add = (body: object) => graph.call('POST', `${draft}/attachments`, { body });
const file = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt' };

describe('Attachments in one request', () => {
  test('A file keeps its type, content id and location; hasAttachments follows', async () => {
    const inline = await add({
      ...file,
      contentType: 'image/png',
      contentBytes: base64('x'),
      isInline: true,
      contentId: 'logo',
      contentLocation: 'logo.png',
    });
    expect(inline.status).toBe(201);
    expect(inline.body).toMatchObject({ isInline: true, contentId: 'logo', size: 1 });
    expect(inline.body.contentLocation).toBe('logo.png');
    expect((await graph.call('GET', draft)).body.hasAttachments).toBe(false);
    const plain = await add({ ...file, contentBytes: base64('text') });
    expect((await graph.call('GET', draft)).body.hasAttachments).toBe(true);
    const removed = await graph.call('DELETE', `${draft}/attachments/${plain.body.id}`);
    expect(removed.status).toBe(204);
    expect((await graph.call('GET', draft)).body.hasAttachments).toBe(false);
  });

  test('A message within a message is shown with $expand and is MIME as $value', async () => {
    const item = {
      '@odata.type': '#microsoft.graph.message',
      subject: 'Inner',
      body: { contentType: 'html', content: '<p>inside</p>' },
      toRecipients: [{ emailAddress: { address: anna.mail } }],
    };
    const added = await add({ '@odata.type': '#microsoft.graph.itemAttachment', name: 'I', item });
    expect(added.body).toMatchObject({ '@odata.type': '#microsoft.graph.itemAttachment' });
    const path = `${draft}/attachments/${added.body.id}`;
    const { body } = await graph.call('GET', `${path}?$expand=microsoft.graph.itemAttachment/item`);
    expect(body.item).toMatchObject({
      '@odata.type': '#microsoft.graph.message',
      subject: 'Inner',
    });
    const value = await graph.call('GET', `${path}/$value`);
    expect((await simpleParser(value.bytes)).subject).toBe('Inner');
    const whole = await graph.call('GET', `${draft}/$value`);
    expect(whole.bytes.toString()).toContain('Content-Type: message/rfc822');
  });

  test.each([
    [
      'An event is iCalendar as $value',
      {
        '@odata.type': '#microsoft.graph.event',
        subject: 'Tour, with; signs',
        start: { dateTime: '2026-11-22T10:00:00', timeZone: 'W. Europe Standard Time' },
        end: { dateTime: '2026-11-22T11:00:00', timeZone: 'W. Europe Standard Time' },
      },
      /BEGIN:VEVENT[^]*DTSTART:20261122T090000Z[^]*SUMMARY:Tour\\, with\\; signs/,
    ],
    [
      'A contact is a vCard as $value',
      {
        '@odata.type': '#microsoft.graph.contact',
        givenName: 'Carl',
        surname: 'Fischer',
        emailAddresses: [{ address: 'carl@contoso.example' }],
      },
      /BEGIN:VCARD[^]*N:Fischer;Carl[^]*EMAIL:carl@contoso.example/,
    ],
  ])('%s', async (_what, item, expected) => {
    const added = await add({ '@odata.type': '#microsoft.graph.itemAttachment', name: 'I', item });
    const value = await graph.call('GET', `${draft}/attachments/${added.body.id}/$value`);
    expect(value.bytes.toString()).toMatch(expected);
  });

  test.each([
    ['a name the type does not have', { ...file, contentBytes: '', colour: 'red' }, 400],
    ['no name', { '@odata.type': file['@odata.type'], contentBytes: '' }, 400],
    ['an unknown type', { '@odata.type': '#microsoft.graph.user', name: 'a' }, 400],
    ['more than 3 MB', { ...file, contentBytes: 'A'.repeat(4_200_000) }, 413],
  ])('%s is refused', async (_what, body, status) => {
    expect((await add(body)).status).toBe(status);
  });

  test('They are counted', async () => {
    const { body } = await graph.call('GET', `${draft}/attachments?$count=true&$select=name`);
    const { bytes } = await graph.call('GET', `${draft}/attachments/$count`);
    expect([body['@odata.count'], Number(bytes.toString())]).toEqual([
      body.value.length,
      body.value.length,
    ]);
  });
});

describe('Upload sessions (wire 2.2)', () => {
  const size = 3_200_000;
  const bytes = Buffer.alloc(size, 'abcdefghij');
  const open = (path: string, item: object) =>
    graph.call('POST', `${path}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'big.bin', size, ...item } },
    });
  const put = async (url: string, from: number, to: number, of = size) => {
    const reply = await fetch(url, {
      method: 'PUT',
      headers: {
        'content-range': `bytes ${from}-${to - 1}/${of}`,
        'content-type': 'application/octet-stream',
      },
      body: new Uint8Array(bytes.subarray(from, to)),
    });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, body: text && JSON.parse(text) };
  };

  test('Ranges without a token become an attachment', async () => {
    const session = await open(draft, { contentType: 'application/x-big' });
    expect(session.status).toBe(201);
    expect(session.body.nextExpectedRanges).toEqual(['0-']);
    const { uploadUrl } = session.body as { uploadUrl: string };
    const first = await put(uploadUrl, 0, 2_000_000);
    expect([first.status, first.body.NextExpectedRanges]).toEqual([200, ['2000000']]);
    expect((await put(uploadUrl, 0, 1_000)).status).toBe(400);
    const status = await fetch(uploadUrl);
    expect(await status.json()).toMatchObject({ NextExpectedRanges: ['2000000'] });
    const last = await put(uploadUrl, 2_000_000, size);
    expect(last.status).toBe(201);
    const id = /Attachments\('([^']+)'\)$/.exec(last.headers.get('location') ?? '')?.[1];
    const value = await graph.call('GET', `${draft}/attachments/${id}/$value`);
    expect(value.bytes.equals(bytes)).toBe(true);
    expect(value.headers.get('content-type')).toBe('application/x-big');
    expect((await fetch(uploadUrl)).status).toBe(404);
  });

  test('The official client uploads to an event', async () => {
    const client = Client.init({
      baseUrl: graph.origin,
      authProvider: (done) => done(null, 'token of another service'),
    });
    const event = await graph.call('POST', '/me/events', {
      body: {
        subject: 'E',
        start: { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' },
        end: { dateTime: '2026-12-01T11:00:00', timeZone: 'UTC' },
      },
    });
    const path = `/me/events/${event.body.id}`;
    const { body } = await open(path, {});
    const session = { url: body.uploadUrl, expiry: new Date(body.expirationDateTime) };
    const source = new FileUpload(new Uint8Array(bytes).buffer, 'big.bin', size);
    const task = new LargeFileUploadTask(client, source, session, { rangeSize: 8 * 327_680 });
    const result = await task.upload();
    expect(result.location).toContain('/Attachments(');
    const list = await graph.call('GET', `${path}/attachments?$select=size`);
    expect(pluck(list, 'size')).toEqual([size]);
    expect((await graph.call('GET', path)).body.hasAttachments).toBe(true);
  });

  test('A session ends by DELETE and after its time', async () => {
    const one = await open(draft, {});
    expect((await fetch(one.body.uploadUrl, { method: 'DELETE' })).status).toBe(204);
    expect((await put(one.body.uploadUrl, 0, 1_000)).status).toBe(404);
    const other = await open(draft, {});
    graph.pass(25 * 3_600_000);
    expect((await put(other.body.uploadUrl, 0, 1_000)).status).toBe(404);
  });

  test.each([
    [
      'a file of less than 3 MB',
      { size: 1_000 },
      'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
    ],
    ['a file of more than 150 MB', { size: 157_286_401 }, 'ErrorAttachmentSizeLimitExceeded'],
    ['a name the type does not have', { colour: 'red' }, 'RequestBodyRead'],
  ])('%s is refused', async (_what, item, code) => {
    const { status, body } = await open(draft, item);
    expect([status, body.error.code]).toEqual([400, code]);
  });
});
