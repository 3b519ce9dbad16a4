import type { Mark } from '../../ports/mailbox.ts';

/** Outlook's own name for it, so that items tracked by Microsoft's app look the same (E-20). */
export const trackedCategory = {
  displayName: 'Tracked to Dynamics 365',
  color: 'preset4',
} as const;

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
