import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { Mark } from '../../ports/mailbox.ts';

const linkProperty = 'String {59637a3d-a023-4030-9e9a-8523adee3c13} Name RegardingLink';

const link = (mark: Mark | null): string =>
  JSON.stringify(
    mark === null
      ? {}
      : { activity: mark.activityId, ...(mark.regarding && { regarding: mark.regarding }) },
  );

/** The change of a message that marks it, or unmarks it where `mark` is null; ids only. */
export function markPatch(categories: readonly string[], mark: Mark | null): object {
  const others = categories.filter(
    (name) => name.toLowerCase() !== trackedCategory.displayName.toLowerCase(),
  );
  return {
    categories: mark === null ? others : [...others, trackedCategory.displayName],
    singleValueExtendedProperties: [{ id: linkProperty, value: link(mark) }],
  };
}
