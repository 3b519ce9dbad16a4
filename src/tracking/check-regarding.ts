import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';
import { Impossible } from './problem.ts';

/**
 * Whether a person may track with what the item is regarding then. What rules, folders, categories
 * and levels track by themselves is not asked (E-06).
 * @throws Impossible `needs-regarding`.
 */
export async function checkRegarding(
  { organization }: Pick<TrackingPorts, 'organization'>,
  { tenantId }: Pick<Actor, 'tenantId'>,
  regarding: RecordRef | null,
): Promise<void> {
  if (regarding !== null) return;
  const { needsRegarding } = await organization.get(tenantId);
  if (needsRegarding) throw new Impossible('needs-regarding');
}
