import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, bela, deliver, startRegarding } from '../../support/regarding.ts';
import type { TestRegarding } from '../../support/regarding.ts';

let regarding: TestRegarding;
let second: string;
beforeAll(async () => {
  regarding = await startRegarding();
  second = await regarding.addService();
}, 60_000);
afterAll(() => regarding.close());

/** Reads a stream until `count` events came. */
async function readEvents(response: Response, count: number): Promise<string[]> {
  const events: string[] = [];
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.filter((block) => block.startsWith('event:')));
    if (events.length >= count) break;
  }
  return events;
}

const open = async (origin: string): Promise<Response> =>
  fetch(`${origin}/api/events`, {
    headers: { authorization: `Bearer ${await regarding.token(bela)}` },
  });

test('Every change of state reaches every open pane, whichever service made it; ids only', async () => {
  const streams = [await open(regarding.urls.service), await open(second)];
  expect(streams[0]!.headers.get('content-type')).toMatch('text/event-stream');
  const reading = streams.map((stream) => readEvents(stream, 2));
  const { item } = await deliver(regarding, anna);
  const { body } = await regarding.call(anna, '/api/items/track', { item });
  const expected = ['pending', 'tracked'].map(
    (state) => `event: item\ndata: ${JSON.stringify({ key: body.key, state })}`,
  );
  for (const events of await Promise.all(reading)) expect(events).toEqual(expected);
});

test('Another tenant’s changes stay theirs', async () => {
  const stream = await open(regarding.urls.service);
  const reading = readEvents(stream, 2);
  const foreign = { tenantId: crypto.randomUUID(), key: crypto.randomUUID(), state: 'tracked' };
  await regarding.query('select pg_notify($1, $2)', ['regarding_item', JSON.stringify(foreign)]);
  await regarding.query(`select pg_notify('regarding_item', 'nonsense')`);
  const { item } = await deliver(regarding, anna);
  await regarding.call(anna, '/api/items/track', { item });
  expect((await reading).join()).not.toContain(foreign.key);
});

test('Nobody listens without a token', async () => {
  const response = await fetch(`${regarding.urls.service}/api/events`);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
});
