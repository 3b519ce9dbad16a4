import type { Caller, Graph } from '../call.ts';
import { accessDenied, GraphError } from '../errors.ts';
import { isOpen, requirePermission, type Permission } from '../permissions.ts';
import type { MailboxRight } from './grants.ts';

const areas: [prefix: string, read: MailboxRight, write: MailboxRight][] = [
  ['Mail.', 'mailRead', 'mailWrite'],
  ['Calendars.', 'calendarRead', 'calendarWrite'],
  ['Contacts.', 'contactsRead', 'contactsWrite'],
];

const sharing = ['sendAs', 'sendOnBehalf'] as const;

/** Rights of which a delegate needs one for what the permission is for; none: not shared at all. */
function neededRights({ delegated }: Permission): readonly MailboxRight[] {
  if (delegated.includes('Mail.Send')) return sharing;
  const area = areas.find(([prefix]) => delegated.some((name) => name.startsWith(prefix)));
  if (!area) return [];
  const [, read, write] = area;
  return delegated.every((name) => name.includes('ReadWrite')) ? [write] : [read];
}

const isShareable = (name: string): boolean => /^(Mail|Calendars|Contacts)\./.test(name);

/** Permissions for mailboxes of others: `Mail.Read.Shared` for `Mail.Read`. */
export const sharedPermission = ({ delegated, application }: Permission): Permission => ({
  delegated: delegated.filter(isShareable).map((name) => `${name}.Shared`),
  application,
});

/** What counts of a permission in the mailbox: the `.Shared` kind in that of another. */
export const reachPermission = (
  caller: Caller,
  mailbox: string,
  permission: Permission,
): Permission =>
  caller.kind === 'user' && mailbox !== '' && caller.id !== mailbox
    ? sharedPermission(permission)
    : permission;

/** Of the caller's own mailbox or another: what the token must have at least for any of both. */
export const eitherPermission = (permission: Permission): Permission => ({
  delegated: [...permission.delegated, ...sharedPermission(permission).delegated],
  application: permission.application,
});

function requireGrant(graph: Graph, caller: Caller, mailbox: string, permission: Permission): void {
  requirePermission(caller, sharedPermission(permission));
  if (!graph.grants.allows(caller.id, mailbox, neededRights(permission))) throw accessDenied();
}

/**
 * Whether a caller reaches the mailbox: one's own, one shared with them by a `.Shared` permission,
 * for an application any that no policy keeps from it. Throws `ErrorAccessDenied`.
 */
export function requireMailboxReach(
  graph: Graph,
  caller: Caller,
  mailbox: string,
  permission: Permission,
): void {
  if (isOpen(permission)) return;
  if (caller.kind === 'application') {
    requirePermission(caller, permission);
    if (graph.grants.admits(caller.id, mailbox)) return;
    throw new GraphError(403, 'ErrorAccessDenied', 'Access to OData is disabled.');
  }
  if (caller.id === mailbox) requirePermission(caller, permission);
  else requireGrant(graph, caller, mailbox, permission);
}

/** Sending from another's mailbox needs a permission of its own beside the right in it. */
export const maySendForOthers = (caller: Caller): boolean =>
  caller.kind !== 'user' || caller.permissions.includes('Mail.Send.Shared');
