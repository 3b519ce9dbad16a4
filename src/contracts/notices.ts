import { z } from 'zod';

/** What Exchange asks before it tells of anything: the token comes back as it is. */
export const handshake = z.object({
  // It is answered as text; nothing that a browser could take for more comes back.
  validationToken: z
    .string()
    .regex(/^[^<>&"'\p{Cc}]{1,2048}$/u)
    .optional(),
});

/** One notification of a change, or of the subscription itself (lifecycle). */
export const notice = z.object({
  subscriptionId: z.guid(),
  tenantId: z.guid(),
  clientState: z.string().max(128),
  changeType: z.string().max(40).optional(),
  lifecycleEvent: z.string().max(40).optional(),
});
export type Notice = z.infer<typeof notice>;

/** Those that are none of ours, or none at all, are left out: there is nothing to answer them. */
export const notices = z.object({ value: z.array(z.unknown()).max(1_000) });
