import { createHash } from 'node:crypto';
import { normaliseAddress } from '../domain/people/address.ts';

/** Addresses are not kept: their hashes are enough to know them again. */
const hashOf = (address: string): string =>
  createHash('sha256').update(normaliseAddress(address)).digest('hex');

/** Who somebody is (UI-05). */
export const matchTopic = (address: string): string => `match:${hashOf(address)}`;

/** What items with somebody were set regarding (UI-13). */
export const regardingTopic = (address: string): string => `regarding:${hashOf(address)}`;

/** Records a person opened or chose, and those they keep (UI-03). */
export const recentTopic = 'recent';
export const pinnedTopic = 'pinned';
export const mostRecent = 30;
export const mostPinned = 50;
