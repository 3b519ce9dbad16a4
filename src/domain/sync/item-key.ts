import { uuidV5 } from '../../lib/uuid-v5.ts';

const namespace = '2f6f7f0c-5f0c-4e0e-9b3e-7f6e1d3b8a54';

export interface ItemIdentity {
  tenantId: string;
  /** The CRM organisation: its origin. */
  organization: string;
  kind: 'contact' | 'task';
  /** The item's immutable id in the mailbox; case matters. */
  itemId: string;
}

/**
 * The ledger's key of a contact or task and the primary key of the row it becomes in the CRM, so
 * that it can be made only once.
 */
export function itemKey({ tenantId, organization, kind, itemId }: ItemIdentity): string {
  return uuidV5(namespace, [`${tenantId}|${organization}`.toLowerCase(), kind, itemId].join('|'));
}
