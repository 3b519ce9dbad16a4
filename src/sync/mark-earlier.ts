import type { MarkEarlierResponse } from '../contracts/category.ts';
import type { Actor } from '../ports/actor.ts';
import type { SyncPorts } from './ports.ts';

export type CategoryPorts = Pick<SyncPorts, 'mailSync' | 'organization' | 'workloads'>;

/**
 * The category goes on everything in the person's mailbox that was tracked before, which by itself it
 * does not (K-04): the next cycles put it there.
 */
export async function markEarlier(
  { mailSync, organization, workloads }: CategoryPorts,
  { tenantId, userId }: Actor,
): Promise<MarkEarlierResponse> {
  const mailbox = { tenantId, userId };
  const { trackCategorized: isOn } = await organization.get(tenantId);
  if (!isOn) return { isOn, mails: 0 };
  const mails = await mailSync.markEarlier(mailbox);
  if (mails > 0) await workloads.bringForward(mailbox, 'incoming');
  return { isOn, mails };
}
