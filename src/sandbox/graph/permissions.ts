import type { Caller } from './call.ts';
import { accessDenied, GraphError } from './errors.ts';

/** Permissions of which one is enough: of a user's token and of an application's own. */
export interface Permission {
  delegated: string[];
  application: string[];
}

const both = (...names: string[]): Permission => ({ delegated: names, application: names });

/** Any token will do; the handler asks for more where it has to. */
const anybody: Permission = { delegated: ['*'], application: ['*'] };

export const permissions = {
  anybody,
  /** Without bodies, previews and attachments, which {@link isBasic} callers are not shown. */
  mailReadBasic: {
    delegated: ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'],
    application: ['Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'],
  },
  mailRead: both('Mail.Read', 'Mail.ReadWrite'),
  mailWrite: both('Mail.ReadWrite'),
  mailSend: both('Mail.Send'),
  categoriesRead: both('MailboxSettings.Read', 'MailboxSettings.ReadWrite'),
  categoriesWrite: both('MailboxSettings.ReadWrite'),
  calendarsRead: both('Calendars.Read', 'Calendars.ReadWrite'),
  calendarsWrite: both('Calendars.ReadWrite'),
  calendarsReadBasic: both('Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite'),
  meetingTimes: {
    delegated: ['Calendars.Read.Shared', 'Calendars.ReadWrite.Shared'],
    application: [],
  },
  contactsRead: both('Contacts.Read', 'Contacts.ReadWrite'),
  contactsWrite: both('Contacts.ReadWrite'),
  tasksRead: {
    delegated: ['Tasks.Read', 'Tasks.ReadWrite'],
    application: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
  },
  /** The one place where reading takes the permission to write. */
  taskListsDelta: {
    delegated: ['Tasks.ReadWrite'],
    application: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
  },
  tasksWrite: { delegated: ['Tasks.ReadWrite'], application: ['Tasks.ReadWrite.All'] },
  translate: {
    delegated: ['User.Read', 'User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
    application: ['User.Read.All', 'User.ReadWrite.All'],
  },
  userRead: {
    delegated: ['User.Read', 'User.ReadWrite', 'User.ReadBasic.All', 'User.Read.All'],
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
  },
  usersRead: {
    delegated: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'],
  },
  usersDelta: both('User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'),
  directoryRead: both('Directory.Read.All'),
  peopleRead: { delegated: ['People.Read', 'People.Read.All'], application: ['People.Read.All'] },
  photoRead: {
    delegated: ['User.Read', 'User.ReadBasic.All', 'ProfilePhoto.Read.All'],
    application: ['User.ReadBasic.All', 'User.Read.All', 'ProfilePhoto.Read.All'],
  },
  managerRead: both('User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'),
  memberOfRead: {
    delegated: ['User.Read', 'GroupMember.Read.All', 'Directory.Read.All'],
    application: ['Directory.Read.All'],
  },
  organizationRead: {
    delegated: ['User.Read', 'User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    application: ['User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
  },
  licencesRead: both('LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'),
} as const satisfies Record<string, Permission>;

export const isOpen = (permission: Permission): boolean => permission.delegated.includes('*');

const held = (caller: Exclude<Caller, { kind: 'door' }>, permission: Permission): string[] => {
  const wanted = caller.kind === 'user' ? permission.delegated : permission.application;
  return caller.permissions.filter((name) => wanted.includes(name));
};

/** Throws 403 where the token has none of the permissions. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.kind === 'door' || isOpen(permission)) return;
  if (held(caller, permission).length === 0) throw accessDenied();
}

/** Whether all that lets the caller in is a permission for the basic properties. */
export const isBasic = (caller: Caller, permission: Permission): boolean =>
  caller.kind !== 'door' &&
  !isOpen(permission) &&
  held(caller, permission).length > 0 &&
  held(caller, permission).every((name) => /^(Mail|Calendars)\.ReadBasic/.test(name));

/** `/me` needs a user. */
export function requireUser(caller: Caller): string {
  if (caller.kind !== 'application') return caller.id;
  throw new GraphError(
    400,
    'BadRequest',
    '/me request is only valid with delegated authentication flow.',
  );
}
