import { sameAddress } from '../people/address.ts';

export type Direction = 'incoming' | 'outgoing';

/**
 * Whose copy of a mail it is: the sender's own copy is outgoing, every other incoming. The two are
 * two activities (E-03).
 */
export const directionOf = (from: string, mailbox: string): Direction =>
  sameAddress(from, mailbox) ? 'outgoing' : 'incoming';
