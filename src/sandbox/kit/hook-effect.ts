import { z } from 'zod';

/** Places where a service asks whether a fault changes what it does, beyond answering a request. */
export const hooks = ['notification', 'delta-page', 'new-item'] as const;
export type Hook = (typeof hooks)[number];

/** What a fault does there; a service leaves out the kinds that its hook cannot have. */
export const hookEffectSchema = z.discriminatedUnion('kind', [
  /** A notification is never sent. */
  z.strictObject({ kind: z.literal('lose') }),
  /** A notification is sent `ms` later, by the sandbox's clock. */
  z.strictObject({ kind: z.literal('delay'), ms: z.int().min(1) }),
  /** A notification is sent `copies` times. */
  z.strictObject({ kind: z.literal('double'), copies: z.int().min(2).max(10) }),
  /** Notifications are sent latest first. */
  z.strictObject({ kind: z.literal('reorder') }),
  /** A delta page repeats the items of the page before. */
  z.strictObject({ kind: z.literal('replay') }),
  /** A delta page has no items, but a nextLink. */
  z.strictObject({ kind: z.literal('empty') }),
  /** A delta page tells no more of its items than that they were read. */
  z.strictObject({ kind: z.literal('partial') }),
  /** The delta token is gone: 410, with the address of a fresh query or without. */
  z.strictObject({ kind: z.literal('gone'), location: z.boolean() }),
  /** A new item cannot be read yet, for `ms` after it was made. */
  z.strictObject({ kind: z.literal('hide'), ms: z.int().min(1) }),
]);

export type HookEffect = z.infer<typeof hookEffectSchema>;
