import { z } from 'zod';
import type { TrackingPorts } from '../tracking/ports.ts';

export const prepareMailboxPayload = z.object({ tenantId: z.guid(), userId: z.guid() });

const timeoutMs = 30_000;

/** Makes the category known to a mailbox, so that it has its colour (K-01). @throws Failure. */
export async function handlePrepareMailbox(ports: TrackingPorts, payload: unknown): Promise<void> {
  const actor = prepareMailboxPayload.parse(payload);
  await ports.mailbox.ensureCategory(actor, AbortSignal.timeout(timeoutMs));
}
