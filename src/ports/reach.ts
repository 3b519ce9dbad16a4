import type { Actor } from './actor.ts';

/** Asks the least there is to ask, to see whether anybody answers. Both may throw `Failure`. */
export interface Reach {
  crm(actor: Actor, signal: AbortSignal): Promise<{ userName: string }>;
  mailbox(actor: Actor, signal: AbortSignal): Promise<void>;
}
