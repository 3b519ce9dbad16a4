/** What the CRM says of a mailbox that is to send; null: it does not say. */
export interface SendingMailbox {
  isActive: boolean;
  /** The outgoing method (M-03). */
  method: 'none' | 'outlook' | 'server-side' | null;
  /** Somebody approved the address (M-05). */
  isApproved: boolean;
  /** The organisation wants that for owners of this kind. */
  needsApproval: boolean;
}

export type SendPermission = 'allowed' | 'inactive' | 'not-configured' | 'not-approved';

/**
 * Whether mail of the CRM goes out through a mailbox (M-03, M-05). Unlike with reading, one the CRM
 * says nothing of sends nothing: what was sent cannot be taken back.
 */
export function sendPermission(mailbox: SendingMailbox | null): SendPermission {
  if (!mailbox) return 'not-configured';
  if (!mailbox.isActive) return 'inactive';
  if (mailbox.method !== 'server-side') return 'not-configured';
  return mailbox.needsApproval && !mailbox.isApproved ? 'not-approved' : 'allowed';
}
