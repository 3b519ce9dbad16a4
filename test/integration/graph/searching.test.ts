import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrive, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

const query = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
  await arrive(
    graph,
    { Subject: 'Kérem az árajánlatot', From: 'Carl Fischer <carl@contoso.example>' },
    { text: 'The green machine costs 4200 euro.' },
  );
  await arrive(
    graph,
    {
      Subject: 'Quarterly report',
      From: 'Dora Kiss <dora@northwind.example>',
      To: 'Anna <anna@fabrikam.example>',
      Cc: 'Erik Larsen <erik@adatum.example>',
      Importance: 'high',
    },
    { text: 'Machine sales and green energy.' },
  );
  const parts = `--b\r\nContent-Type: text/plain\r\n\r\nSee the sheet\r\n--b\r\nContent-Type: text/csv; name="price list.csv"\r\nContent-Disposition: attachment; filename="price list.csv"\r\n\r\na;b\r\n--b--\r\n`;
  await arrive(
    graph,
    { Subject: 'Prices', 'Content-Type': 'multipart/mixed; boundary=b' },
    { text: parts },
  );
}, 60_000);
afterAll(() => graph.close());

const subjects = async (search: string): Promise<unknown[]> => {
  const $search = `"${search.replaceAll('"', '\\"')}"`;
  const reply = await graph.call('GET', `/me/messages?${query({ $search })}`);
  expect(reply.body.error).toBeUndefined();
  return pluck(reply, 'subject');
};
const [offer, report, prices] = ['Kérem az árajánlatot', 'Quarterly report', 'Prices'];

describe('$search of messages (wire 2.1)', () => {
  test.each([
    ['one word, in the body', '4200', [offer]],
    ['a word without its accents', 'arajanlatot', [offer]],
    ['words that must all be there', 'green machine', [report, offer]],
    ['a phrase', '"green machine"', [offer]],
    ['the beginning of a word', 'quart*', [report]],
    ['no part of a word', 'quart', []],
    ['either of two', 'quarterly OR 4200', [report, offer]],
    ['one but not the other', 'green NOT report', [offer]],
    ['brackets', '(quarterly OR 4200) AND machine AND NOT dora', [offer]],
    ['a word of the subject', 'subject:report', [report]],
    ['a word that is in the body only', 'subject:machine', []],
    ['a word of the body', 'body:energy', [report]],
    ['a sender by address', 'from:dora@northwind.example', [report]],
    ['a sender by name', 'from:"Dora Kiss"', [report]],
    ['a recipient', 'cc:erik', [report]],
    ['a recipient of the other kind', 'to:erik', []],
    ['anybody', 'participants:adatum', [report]],
    ['the name of a file', 'attachment:price', [prices]],
    ['having files', 'hasAttachments:true', [prices]],
    ['importance', 'importance:high', [report]],
    ['a day', 'received:2026-11-22', [prices, report, offer]],
    ['a time before all', 'received<2026-11-22', []],
    ['a range of days', 'received:2026-11-01..2026-11-30 AND prices', [prices]],
    ['a word relative to now', 'received:today AND subject:report', [report]],
    ['a size', 'size>100000', []],
  ])('finds %s', async (_what, search, expected) => {
    expect(await subjects(search)).toEqual(expected);
  });

  test('finds what a changed draft says now, and no more what it said', async () => {
    const { body } = await graph.call('POST', '/me/messages', { body: { subject: 'Elephant' } });
    await graph.call('PATCH', `/me/messages/${body.id}`, { body: { subject: 'Giraffe' } });
    expect(await subjects('elephant')).toEqual([]);
    expect(await subjects('giraffe')).toEqual(['Giraffe']);
  });

  test('is answered in pages', async () => {
    const first = await graph.call('GET', '/me/messages?$search="green"&$top=1');
    expect(pluck(first, 'subject')).toEqual([report]);
    const second = await graph.call('GET', first.body['@odata.nextLink']);
    expect(pluck(second, 'subject')).toEqual([offer]);
  });

  test.each([
    ['$orderby', { $orderby: 'receivedDateTime desc' }, 'SearchWithOrderBy'],
    ['$filter', { $filter: 'isRead eq true' }, 'SearchWithFilter'],
  ])('is refused together with %s', async (_name, options, code) => {
    const reply = await graph.call('GET', `/me/messages?${query({ $search: '"a"', ...options })}`);
    expect([reply.status, reply.body.error.code]).toEqual([400, code]);
  });

  test.each(['(green', 'received:someday', 'AND', 'importance:huge'])(
    'refuses %s with 400',
    async (search) => {
      const reply = await graph.call('GET', `/me/messages?${query({ $search: `"${search}"` })}`);
      expect(reply.status).toBe(400);
    },
  );
});

describe('$filter and $count of messages', () => {
  const filtered = async ($filter: string): Promise<unknown[]> => {
    const reply = await graph.call('GET', `/me/messages?${query({ $filter, $select: 'subject' })}`);
    expect(reply.body.error).toBeUndefined();
    return pluck(reply, 'subject').filter((subject) => subject !== 'Giraffe');
  };

  test.each([
    ["ccRecipients/any(r: r/emailAddress/address eq 'ERIK@adatum.example')", [report]],
    ["toRecipients/all(r: startswith(r/emailAddress/address,'anna'))", [prices, report, offer]],
    ["contains(body/content,'4200')", [offer]],
    ["flag/flagStatus eq 'notFlagged' and importance eq 'high'", [report]],
    ["isReadReceiptRequested eq false and startswith(subject,'P')", [prices]],
    ["from/emailAddress/name eq 'Dora Kiss'", [report]],
    ["sentDateTime ge 2026-11-22T00:00:00Z and subject in ('Prices','x')", [prices]],
  ])('%s', async ($filter, expected) => {
    expect(await filtered($filter)).toEqual(expected);
  });

  test('Order is refused where the filter does not begin with it (InefficientFilter)', async () => {
    const $filter = "startswith(subject,'P')";
    const reply = await graph.call(
      'GET',
      `/me/messages?${query({ $filter, $orderby: 'receivedDateTime' })}`,
    );
    expect([reply.status, reply.body.error.code]).toEqual([400, 'InefficientFilter']);
  });

  test('Counts are numbers in plain text', async () => {
    const { bytes } = await graph.call(
      'GET',
      `/me/messages/$count?${query({ $filter: "importance eq 'high'" })}`,
    );
    expect(bytes.toString()).toBe('1');
    const inbox = await graph.call('GET', '/me/mailFolders/inbox/messages/$count');
    expect(inbox.bytes.toString()).toBe('3');
    const list = await graph.call('GET', '/me/mailFolders/inbox/messages?$count=true&$top=1');
    expect(list.body['@odata.count']).toBe(3);
  });
});
