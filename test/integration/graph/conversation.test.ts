import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arrive, startTestGraph, type TestGraph } from '../../support/graph.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startTestGraph();
}, 30_000);
afterAll(() => graph.close());

interface Threaded {
  conversationId: string;
  conversationIndex: string;
}

/** Imports a thread of header sets in an order; answers conversations by position in the thread. */
async function importThread(mails: Record<string, string>[], order: number[]): Promise<Threaded[]> {
  const ids = new Map<number, string>();
  for (const index of order) ids.set(index, (await arrive(graph, mails[index])).id);
  const served = mails.map(
    async (_, index) =>
      (await graph.call('GET', `/me/messages/${ids.get(index)}`)).body as Threaded,
  );
  return Promise.all(served);
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

test.each(orders)(
  'A thread imported in the order %d %d %d is one conversation',
  async (...order) => {
    const tag = order.join('');
    const id = (name: string) => `<${name}-${tag}@contoso.example>`;
    const served = await importThread(
      [
        { 'Message-ID': id('a'), Subject: `Offer ${tag}` },
        { 'Message-ID': id('b'), Subject: `Re: Offer ${tag}`, 'In-Reply-To': id('a') },
        { 'Message-ID': id('c'), Subject: `RE: Re: Offer ${tag}`, 'In-Reply-To': id('b') },
      ],
      order,
    );
    expect(new Set(served.map((one) => one.conversationId)).size).toBe(1);
  },
);

test.each([
  [0, 1],
  [1, 0],
])('A reply without references joins by topic, in the order %d %d', async (...order) => {
  const subject = `Budget ${order.join('')}`;
  const served = await importThread([{ Subject: subject }, { Subject: `AW: ${subject}` }], order);
  expect(served[0]!.conversationId).toBe(served[1]!.conversationId);
});

test('Two first messages of one subject are two conversations', async () => {
  const served = await importThread([{ Subject: 'Hello' }, { Subject: 'Hello' }], [0, 1]);
  expect(served[0]!.conversationId).not.toBe(served[1]!.conversationId);
});

test('Replies share the first 22 bytes of the conversation index and add five each', async () => {
  const id = (name: string) => `<${name}-index@contoso.example>`;
  const served = await importThread(
    [
      { 'Message-ID': id('a') },
      { 'Message-ID': id('b'), References: id('a') },
      { 'Message-ID': id('c'), References: `${id('a')} ${id('b')}` },
    ],
    [0, 1, 2],
  );
  const indexes = served.map((one) => Buffer.from(one.conversationIndex, 'base64'));
  expect(indexes.map((one) => one.length)).toEqual([22, 27, 32]);
  expect(new Set(indexes.map((one) => one.toString('hex', 0, 22))).size).toBe(1);
  expect(indexes[0]![0]).toBe(1);
});

test('Outlook’s Thread-Index is kept and groups', async () => {
  const root = Buffer.concat([Buffer.from([1, 0xdc]), Buffer.alloc(20, 7)]);
  const reply = Buffer.concat([root, Buffer.alloc(5)]);
  const served = await importThread(
    [
      { 'Thread-Index': root.toString('base64'), Subject: 'Plan' },
      { 'Thread-Index': reply.toString('base64'), Subject: 'Other words' },
    ],
    [1, 0],
  );
  expect(served[0]!.conversationId).toBe(served[1]!.conversationId);
  expect(served[1]!.conversationIndex).toBe(reply.toString('base64'));
});
