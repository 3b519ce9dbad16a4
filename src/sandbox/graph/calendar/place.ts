import type { Json } from '../store/schema.ts';

/** A place that has but a name; Exchange tells it apart by that. */
export const placeNamed = (displayName: string): Json => ({
  displayName,
  locationType: 'default',
  ...(displayName === ''
    ? { uniqueIdType: 'unknown' }
    : { uniqueId: displayName, uniqueIdType: 'private' }),
});
