import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { MasterCategory } from '../../ports/mailbox.ts';
import type { TrackedCategory } from '../../ports/mail-sync.ts';
import type { Reading } from './reading.ts';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether one of the item's categories is the one that tracks: by its name now or before (K-02). */
export function hasTrackedCategory(
  categories: readonly string[],
  { names }: Pick<TrackedCategory, 'names'>,
): boolean {
  const ours = [...names, trackedCategory.displayName];
  return categories.some((category) => ours.some((name) => same(name, category)));
}

/** The mailbox's category as its list has it: by its id, else by its usual name. */
const findCategory = (
  list: readonly MasterCategory[],
  { id }: Pick<TrackedCategory, 'id'>,
): MasterCategory | undefined =>
  list.find((one) => one.id === id) ??
  list.find(({ name }) => same(name, trackedCategory.displayName));

/**
 * Keeps the category: one that was renamed goes by its new name, one that was deleted is made again
 * (K-02). With a deleted one Outlook takes it off the items: that is nobody's gesture.
 */
export async function keepCategory(
  reading: Reading,
  list: readonly MasterCategory[] | null,
): Promise<Reading> {
  const { ports, fence, signal, state } = reading;
  if (list === null) return reading;
  const { category } = state;
  const found = findCategory(list, category);
  const kept = found ?? (await ports.mailbox.ensureCategory(fence, signal));
  const isLost = category.id !== null && found?.id !== category.id;
  if (kept.id === category.id && kept.name === category.names[0]) return reading;
  await ports.mailSync.keepCategory(fence, kept, isLost);
  const names = [kept.name, ...category.names.filter((name) => name !== kept.name)];
  const now = { id: kept.id, names, isLost: isLost || category.isLost };
  return { ...reading, state: { ...state, category: now } };
}
