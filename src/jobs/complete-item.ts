import { z } from 'zod';
import type { Completion } from '../tracking/complete-item.ts';
import { completeItem } from '../tracking/complete-item.ts';
import type { TrackingPorts } from '../tracking/ports.ts';

export const completeItemPayload = z.object({ key: z.guid() });
export type CompleteItemPayload = z.infer<typeof completeItemPayload>;

/** Completes one item. What can be foreseen is rescheduled in the ledger, so a throw is a fault. */
export function handleCompleteItem(ports: TrackingPorts, payload: unknown): Promise<Completion> {
  return completeItem(ports, completeItemPayload.parse(payload).key);
}

/** After its worker died on it again and again, an item is left to people. */
export async function handleDeadItem(ports: TrackingPorts, payload: unknown): Promise<void> {
  const { key } = completeItemPayload.parse(payload);
  ports.log.error({ item: key }, 'item given up: its worker did not survive it');
  await ports.ledger.abandon(key);
}
