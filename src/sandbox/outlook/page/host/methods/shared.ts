import type { SharedMailbox } from '../../../types.ts';
import { type Call, type Method, officeError, OfficeError, readItemOf } from '../method.ts';

/** `Office.MailboxEnums.DelegatePermissions`; a number of them added up. */
const delegatePermission = {
  read: 1,
  write: 2,
  deleteOwn: 4,
  deleteAll: 8,
  editOwn: 16,
  editAll: 32,
} as const;

const everything = Object.values(delegatePermission).reduce((sum, one) => sum + one, 0);

/** What the person may do in the mailbox, as Office.js tells it. */
export function delegatePermissions({ rights }: SharedMailbox): number {
  if (rights.includes('fullAccess') || rights.includes('mailWrite')) return everything;
  return rights.includes('mailRead') ? delegatePermission.read : 0;
}

function sharedProperties(call: Call) {
  const item = readItemOf(call);
  const shared = item.kind === 'message' ? item.shared : undefined;
  if (!shared) throw new OfficeError(officeError.notSupported, 'The item is the person’s own.');
  return {
    owner: shared.mail,
    targetMailbox: shared.mail,
    // REST tokens for mailboxes are gone; add-ins go to Graph with the address of the owner.
    targetRestUrl: '',
    delegatePermissions: delegatePermissions(shared),
  };
}

/** Methods of items in mailboxes of others, by dispatch id. */
export const sharedMethods: Record<number, Method> = {
  108: { name: 'item.getSharedPropertiesAsync', level: 1, run: sharedProperties },
};
