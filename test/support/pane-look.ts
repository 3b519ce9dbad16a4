import axe from 'axe-core';
import type { Frame } from 'playwright-core';

type RunAxe = (options: axe.RunOptions) => Promise<axe.AxeResults>;

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** What axe-core finds wrong with a frame as it is drawn, by rule and element. */
export async function wrongIn(frame: Frame, only?: readonly string[]): Promise<string[]> {
  const isThere = await frame.evaluate(() => 'axe' in window);
  if (!isThere) await frame.evaluate(axe.source);
  const options = only ? { runOnly: { type: 'rule' as const, values: [...only] } } : rules;
  const { violations } = await frame.evaluate(
    (wanted) => (window as unknown as { axe: { run: RunAxe } }).axe.run(wanted),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** By how many pixels a frame's content is wider than the frame. */
export const overflowIn = (frame: Frame): Promise<number> =>
  frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Everything that a page's origin keeps on this device, as one text. */
export const keptIn = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no answer'));
      });
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        kept.push(name, store, await answer(rows.getAll()), await answer(rows.getAllKeys()));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        kept.push(request.url, await (await cache.match(request))?.text());
      }
    }
    return JSON.stringify(kept);
  });

/** What the add-in keeps at Outlook: its roaming settings and the open item's own properties. */
export const keptAtOutlook = (frame: Frame): Promise<string> =>
  frame.evaluate(async () => {
    const { roamingSettings, mailbox } = Office.context;
    const properties = await new Promise((resolve) => {
      mailbox.item?.loadCustomPropertiesAsync(({ value }) => resolve(value.getAll()));
    });
    return JSON.stringify([roamingSettings, properties]);
  });
