import { z } from 'zod';

/** `POST /api/category/mark-earlier`: what was tracked before gets the category (K-04). */
export const markEarlierResponse = z.object({
  /** The organisation uses the category; false: nothing happens (K-05). */
  isOn: z.boolean(),
  /** How many messages get it, at the mailbox's next cycles. */
  mails: z.int(),
});
export type MarkEarlierResponse = z.infer<typeof markEarlierResponse>;
