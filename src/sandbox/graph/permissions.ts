import type { Caller } from './call.ts';
import { accessDenied, GraphError } from './errors.ts';

/** Permissions of which one is enough: of a user's token and of an application's own. */
export interface Permission {
  delegated: string[];
  application: string[];
}

const both = (...names: string[]): Permission => ({ delegated: names, application: names });

export const permissions = {
  mailRead: both('Mail.Read', 'Mail.ReadWrite'),
  mailWrite: both('Mail.ReadWrite'),
  mailSend: both('Mail.Send'),
  categoriesRead: both('MailboxSettings.Read', 'MailboxSettings.ReadWrite'),
  categoriesWrite: both('MailboxSettings.ReadWrite'),
  calendarsRead: both('Calendars.Read', 'Calendars.ReadWrite'),
  calendarsWrite: both('Calendars.ReadWrite'),
  contactsRead: both('Contacts.Read', 'Contacts.ReadWrite'),
  contactsWrite: both('Contacts.ReadWrite'),
  translate: {
    delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
    application: ['User.Read.All', 'User.ReadWrite.All'],
  },
  userRead: {
    delegated: ['User.Read', 'User.ReadWrite', 'User.ReadBasic.All', 'User.Read.All'],
    application: ['User.Read.All', 'User.ReadWrite.All'],
  },
  usersRead: {
    delegated: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
    application: ['User.Read.All', 'User.ReadWrite.All'],
  },
} as const satisfies Record<string, Permission>;

/** Throws 403 where the token has none of the permissions. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.kind === 'door') return;
  const wanted = caller.kind === 'user' ? permission.delegated : permission.application;
  if (!caller.permissions.some((name) => wanted.includes(name))) throw accessDenied();
}

/** A user's token reaches that user's mailbox only; nothing is shared in the sandbox. */
export function requireOwnMailbox(caller: Caller, mailbox: string): void {
  if (caller.kind !== 'application' && caller.id !== mailbox) throw accessDenied();
}

/** `/me` needs a user. */
export function requireUser(caller: Caller): string {
  if (caller.kind !== 'application') return caller.id;
  throw new GraphError(
    400,
    'BadRequest',
    '/me request is only valid with delegated authentication flow.',
  );
}
