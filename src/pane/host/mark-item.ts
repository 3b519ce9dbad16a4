import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { ItemMark, ItemMarks } from './host.ts';
import type { OpenItem } from './read-item.ts';

/** The add-in's own property of the item; see `markItem`. */
const property = 'RegardingLink';

type Call<T> = (done: (result: Office.AsyncResult<T>) => void) => void;

/** An Office.js call as a promise: its value, or null where the host refuses or is too old. */
const ask = <T>(call: Call<T>): Promise<{ value: T } | null> =>
  new Promise((resolve) => {
    try {
      call(({ status, value }) => resolve(String(status) === 'succeeded' ? { value } : null));
    } catch {
      resolve(null);
    }
  });

const changeProperty = async (
  item: OpenItem,
  isOpen: () => boolean,
  change: (properties: Office.CustomProperties) => void,
): Promise<boolean> => {
  const loaded = await ask<Office.CustomProperties>((done) => item.loadCustomPropertiesAsync(done));
  // What is saved goes to whatever is open by then.
  if (!loaded || !isOpen()) return false;
  change(loaded.value);
  return (await ask((done) => loaded.value.saveAsync(done))) !== null;
};

/** The category is what people see; hosts before set 1.8 and mailboxes without it do without. */
const changeCategory = (item: OpenItem, method: 'addAsync' | 'removeAsync') =>
  ask((done) => item.categories[method]([trackedCategory.displayName], done));

/**
 * Marks the open item so that server-side sync finds it: Outlook itself passes that on to Exchange.
 * Office keeps the property with the add-in's others as JSON in one named property of the item,
 * `String {00020329-0000-0000-C000-000000000046} Name cecp-<add-in id, lower case>` (MS-OXCEXT
 * 2.2.5). Its member `RegardingLink` has the shape of the property of that name the service writes,
 * without an activity: `{"regarding":{"table":…,"id":…}}`. Ids only (V-05); everyone who opens the
 * item can read them.
 * @param isOpen whether `item` is still the one that is open
 * @returns whether the item has the mark
 */
async function markItem(
  item: OpenItem,
  { regarding }: ItemMark,
  isOpen: () => boolean,
): Promise<boolean> {
  const link = JSON.stringify({ ...(regarding !== undefined && { regarding }) });
  const saved = await changeProperty(item, isOpen, (all) => all.set(property, link));
  if (saved && isOpen()) await changeCategory(item, 'addAsync');
  return saved;
}

/**
 * Takes the mark off.
 * @param isTracked the item is tracked by now, so the category stays
 */
async function unmarkItem(
  item: OpenItem,
  isTracked: boolean,
  isOpen: () => boolean,
): Promise<void> {
  const saved = await changeProperty(item, isOpen, (all) => all.remove(property));
  if (saved && !isTracked && isOpen()) await changeCategory(item, 'removeAsync');
}

/** Marks on the item that is open when they are asked for. */
export const createMarks = (
  openItem: () => OpenItem | null,
  currentId: () => string | null,
): ItemMarks => ({
  put: async (id, mark) => {
    const item = openItem();
    const isOpen = () => currentId() === id;
    return item !== null && isOpen() && markItem(item, mark, isOpen);
  },
  remove: async (id, isTracked) => {
    const item = openItem();
    const isOpen = () => currentId() === id;
    if (item && isOpen()) await unmarkItem(item, isTracked, isOpen);
  },
});
