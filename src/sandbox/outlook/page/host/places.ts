import type { Event } from '@microsoft/microsoft-graph-types';
import type { Place } from './compose-item.ts';

/** The places of an event; rooms have an address, other places only a name. */
export function placesOf({ locations, location }: Event): Place[] {
  const all = locations?.length ? locations : location?.displayName ? [location] : [];
  return all.map(({ displayName, locationEmailAddress }) => ({
    type: locationEmailAddress ? 'room' : 'custom',
    id: locationEmailAddress || displayName || '',
    displayName: displayName ?? '',
  }));
}
