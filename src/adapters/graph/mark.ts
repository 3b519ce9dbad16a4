import { trackedCategory, undeliverableCategory } from '../../domain/mail/tracked-category.ts';
import type { TrackedNames } from '../../ports/category-names.ts';
import type { ItemMark } from '../../ports/mailbox.ts';

const linkProperty = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingLink';

const link = (mark: ItemMark): string =>
  JSON.stringify(
    mark === null || mark === 'undeliverable'
      ? {}
      : { activity: mark.activityId, ...(mark.regarding && { regarding: mark.regarding }) },
  );

const { displayName } = trackedCategory;
const usual: TrackedNames = { put: displayName, all: [displayName] };

function categoriesOf(mark: ItemMark, { put }: TrackedNames): string[] {
  if (mark === null) return [];
  if (mark === 'undeliverable') return [undeliverableCategory.displayName];
  return put === null ? [] : [put];
}

/**
 * The change of a message that marks it, or unmarks it where `mark` is null; ids only.
 * @param names what the mailbox calls the category.
 */
export function markPatch(
  categories: readonly string[],
  mark: ItemMark,
  names: TrackedNames = usual,
): object {
  const ours = [...names.all, undeliverableCategory.displayName].map((name) => name.toLowerCase());
  const others = categories.filter((name) => !ours.includes(name.toLowerCase()));
  return {
    categories: [...others, ...categoriesOf(mark, names)],
    singleValueExtendedProperties: [{ id: linkProperty, value: link(mark) }],
  };
}
