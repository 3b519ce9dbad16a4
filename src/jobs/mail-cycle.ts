import { z } from 'zod';
import { runCycle } from '../sync/run-cycle.ts';
import type { CycleRun } from '../sync/run-cycle.ts';

export const mailCyclePayload = z.object({
  tenantId: z.guid(),
  userId: z.guid(),
  workload: z.enum(['incoming', 'outgoing']),
});

/** One cycle of one mailbox. What can be foreseen sets the mailbox's clock, so a throw is a fault. */
export function handleMailCycle(
  run: CycleRun,
  payload: unknown,
  signal: AbortSignal,
): Promise<void> {
  return runCycle(run, mailCyclePayload.parse(payload), signal);
}
