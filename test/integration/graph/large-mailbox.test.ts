import { Client, PageIterator, type PageCollection } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, mime, pluck, startTestGraph, type TestGraph } from '../../support/graph.ts';

/** Enough for the planner to prefer an index. */
const count = 3_000;
const property = 'String {00020329-0000-0000-c000-000000000046} Name cecp-x';

let graph: TestGraph;
let tracked: string;
beforeAll(async () => {
  graph = await startTestGraph();
  await graph.door.importMails(
    anna.id,
    Array.from({ length: count }, (_, index) => ({
      mime: mime(
        { Subject: `Report ${index}`, 'Message-ID': `<m${index}@contoso.example>` },
        `Number ${index} says word${index % 500}\r\n`,
      ),
      folder: 'inbox',
      isRead: index % 3 === 0,
      at: new Date(Date.parse('2026-01-01T00:00:00Z') + index * 60_000),
    })),
  );
  const found = await get("/me/messages?$filter=internetMessageId eq '<m7@contoso.example>'");
  tracked = found.body.value[0].id as string;
  await graph.call('PATCH', `/me/messages/${tracked}`, {
    body: { singleValueExtendedProperties: [{ id: property, value: 'A' }] },
  });
}, 120_000);
afterAll(() => graph.close());

const get = (path: string) => graph.call('GET', encodeURI(path).replaceAll('+', '%2B'));

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The plan of every query that a request makes of mails. */
async function plansOf(path: string): Promise<Plan[]> {
  const { pglite } = graph;
  const query = pglite.query.bind(pglite);
  const seen: [string, unknown[] | undefined][] = [];
  pglite.query = (text, parameters, options) => {
    seen.push([text, parameters]);
    return query(text, parameters, options);
  };
  const reply = await get(path).finally(() => void (pglite.query = query));
  expect(reply.status).toBe(200);
  const about = seen.filter(([text]) => /sandbox_graph"?\."?item|departure/.test(text));
  expect(about.length).toBeGreaterThan(0);
  const plans: Plan[] = [];
  for (const [text, parameters] of about) {
    const { rows } = await query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
      `explain (format json) ${text}`,
      parameters,
    );
    plans.push(...nodes(rows[0]!['QUERY PLAN'][0]!.Plan));
  }
  return plans;
}

test.each([
  ['a list', '/me/messages', 'item_mailbox'],
  ['a folder', '/me/mailFolders/inbox/messages?$orderby=receivedDateTime desc', 'item_folder'],
  [
    'a Message-ID',
    "/me/messages?$filter=internetMessageId eq '<m9@contoso.example>'",
    'item_message_id',
  ],
  ['a conversation', "/me/messages?$filter=conversationId eq 'AAQk'", 'item_conversation'],
  ['a word', '/me/messages?$search="word77"', 'item_search'],
  ['a phrase in the subject', '/me/messages?$search="subject:\\"report 12\\""', 'item_search'],
  ['a recipient and a word', '/me/messages?$search="to:anna AND word78"', 'item_search'],
  [
    'an extended property',
    `/me/messages?$filter=singleValueExtendedProperties/any(ep: ep/id eq '${property}' and ep/value eq 'A')`,
    'extended_',
  ],
  ['the first page of a delta', '/me/mailFolders/inbox/messages/delta', 'item_folder'],
])('%s is found by an index, whatever the mailbox holds', async (_what, path, index) => {
  const plans = await plansOf(path);
  const scanned = plans.filter((one) => one['Node Type'] === 'Seq Scan');
  expect(scanned.map((one) => one['Relation Name']).filter((one) => one === 'item')).toEqual([]);
  const used = plans.map((one) => one['Index Name'] ?? '');
  expect(used.filter((one) => one.startsWith(index)).length).toBeGreaterThan(0);
});

test('A later round of a delta reads the changes alone', async () => {
  let { body } = await get('/me/mailFolders/inbox/messages/delta?$select=subject&$top=1000');
  while (body['@odata.nextLink']) body = (await graph.call('GET', body['@odata.nextLink'])).body;
  await graph.call('PATCH', `/me/messages/${tracked}`, { body: { isRead: true } });
  const link = decodeURIComponent((body['@odata.deltaLink'] as string).slice(graph.origin.length));
  const plans = await plansOf(link.slice('/v1.0'.length));
  const used = plans.map((one) => one['Index Name'] ?? '');
  expect(used).toEqual(expect.arrayContaining(['item_change', 'departure_change']));
  const later = await graph.call('GET', body['@odata.deltaLink']);
  expect(pluck(later, 'subject')).toEqual(['Report 7']);
});

test('Every mail of a bulk import is there once, with its conversation', async () => {
  const { body } = await get('/me/messages?$count=true&$select=conversationId&$top=1000');
  expect(body['@odata.count']).toBe(count);
  const threads = (body.value as { conversationId: string }[]).map((one) => one.conversationId);
  expect(new Set(threads).size).toBe(1_000);
});

test('The official client’s iterator meets every mail once', async () => {
  const token = await graph.userToken(anna.mail, 'Mail.Read');
  const client = Client.init({
    baseUrl: graph.origin,
    customHosts: new Set(['localhost']),
    authProvider: (done) => done(null, token),
  });
  const request = client.api('/me/mailFolders/inbox/messages').select('subject').top(1_000);
  const first = (await request.get()) as PageCollection;
  const seen = new Set<string>();
  const iterator = new PageIterator(client, first, (one: { id: string }) => {
    seen.add(one.id);
    return true;
  });
  await iterator.iterate();
  expect(seen.size).toBe(count);
}, 60_000);
