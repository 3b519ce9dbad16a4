import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anna, startTestGraph, type TestGraph } from '../../support/graph.ts';
import { describeWith, shared } from '../../support/oracles.ts';

const folder = 'corpus/mail';

const files = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.eml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

describeWith(folder, 'Real mail, however broken', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startTestGraph();
  }, 30_000);
  afterAll(() => graph.close());

  test('Every message is imported, served, and comes back byte for byte', async () => {
    const failures: string[] = [];
    const all = files(join(shared, folder));
    for (const file of all) {
      const bytes = readFileSync(file);
      const name = relative(shared, file);
      const at = new Date('2026-11-22T08:00:00Z');
      try {
        const mail = { mime: bytes, folder: 'Corpus', isRead: true, at };
        const { id } = await graph.door.importMail(anna.id, mail);
        const path = `/me/messages/${id}`;
        const message = await graph.door.call(anna.id, {
          method: 'GET',
          path: `${path}?$expand=attachments`,
          headers: { Prefer: 'IdType="ImmutableId"' },
        });
        const body = message.body as { id: string; internetMessageId: string };
        if (message.status !== 200 || body.id !== id) failures.push(`${name}: not served`);
        if (body.internetMessageId === '') failures.push(`${name}: no Message-ID`);
        const raw = await graph.door.call(anna.id, { method: 'GET', path: `${path}/$value` });
        if (!bytes.equals(raw.body as Buffer)) failures.push(`${name}: other bytes`);
      } catch (error) {
        failures.push(`${name}: ${String(error)}`);
      }
    }
    expect(all.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  }, 300_000);

  test('They are listed, paged and told by delta', async () => {
    const { body } = await graph.call(
      'GET',
      "/me/mailFolders/inbox/childFolders?$filter=displayName eq 'Corpus'",
    );
    const [{ id, totalItemCount }] = body.value as { id: string; totalItemCount: number }[] as [
      { id: string; totalItemCount: number },
    ];
    const seen = new Set<string>();
    let link: string | undefined = `/me/mailFolders/${id}/messages/delta`;
    while (link) {
      const page: { body: { value: { id: string }[] } & Record<string, string> } = await graph.call(
        'GET',
        link,
        { headers: { Prefer: 'odata.maxpagesize=100' } },
      );
      page.body.value.forEach((one) => seen.add(one.id));
      link = page.body['@odata.nextLink'];
    }
    expect(seen.size).toBe(totalItemCount);
  }, 60_000);
});
