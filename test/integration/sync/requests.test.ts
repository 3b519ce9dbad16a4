import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantId } from '../../../src/sandbox/entra/registrations.ts';
import { startReading } from '../../support/reading.ts';
import type { TestReading } from '../../support/reading.ts';
import { arrive } from '../../support/promotion.ts';
import { anna } from '../../support/regarding.ts';

let reading: TestReading;
beforeAll(async () => {
  reading = await startReading();
  await reading.enable(anna, 'all');
  // Tokens, folders and names of tables are known before anything is counted.
  await arrive(reading.regarding);
  await reading.cycle();
}, 60_000);
afterAll(() => reading.close());

const requests = async () => [
  ...(await reading.regarding.requests('graph')),
  ...(await reading.regarding.requests('dataverse')),
];

test('A hundred new mails, twenty with files, are found, tracked and marked in ten requests (P7)', async () => {
  for (let number = 0; number < 100; number += 1) {
    const files = number % 5 === 0 ? [{ name: `offer-${number}.pdf`, bytes: 20_000 }] : [];
    await arrive(reading.regarding, { files });
  }
  await reading.regarding.forget();
  expect(await reading.cycle()).toMatchObject({ items: 100 });
  const made = await requests();
  expect(made.length).toBeLessThanOrEqual(10);
  await reading.regarding.forget();
  // What it wrote itself comes back as changes, and is nothing new.
  await reading.cycle();
  await reading.regarding.forget();
  await reading.cycle();
  expect(await requests()).toHaveLength(1);
}, 120_000);

test('What could not be tracked is tried again once its owner puts the category back (K-08)', async () => {
  const { ports, regarding, cycle, outlook } = reading;
  await reading.enable(anna, 'none');
  const { id, key } = await arrive(regarding);
  await cycle();
  const path = `/me/messages/${encodeURIComponent(id)}`;
  const categorize = () =>
    outlook(anna, 'PATCH', path, { categories: ['Tracked to Dynamics 365'] });
  const categories = async () =>
    ((await outlook(anna, 'GET', `${path}?$select=categories`)) as { categories: string[] })
      .categories;
  const stateOf = async () => (await ports.ledger.find(tenantId, key))?.state;
  await regarding.break('dataverse', {
    match: { path: `emails(${key})`, within: 'batch' },
    respond: { status: 400, body: { error: { code: '0x80040265', message: 'IsvAborted' } } },
  });
  await categorize();
  await cycle();
  expect(await stateOf()).toBe('pending');
  // Four cycles later.
  await regarding.query(
    'update regarding.item set failures = 4, in_bulk = true, lease_until = null where key = $1',
    [key],
  );
  await cycle();
  expect(await stateOf()).toBe('failed');
  expect(await categories()).toEqual(['Tracked to Dynamics 365 (Undeliverable)']);
  await regarding.mend();
  await cycle();
  expect(await stateOf()).toBe('failed');
  await categorize();
  await cycle();
  expect(await stateOf()).toBe('tracked');
  expect(await categories()).toEqual(['Tracked to Dynamics 365']);
}, 60_000);
