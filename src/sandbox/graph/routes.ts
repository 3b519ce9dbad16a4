import {
  addAttachment,
  deleteAttachment,
  getAttachment,
  getAttachmentValue,
  listAttachments,
} from './attachments.ts';
import type { Handler } from './call.ts';
import { getCalendar, listCalendars } from './calendars.ts';
import {
  createCategory,
  deleteCategory,
  getCategory,
  listCategories,
  updateCategory,
} from './categories.ts';
import { getContact, listContactFolders, listContacts, updateContact } from './contacts.ts';
import { folderDelta } from './folder-delta.ts';
import { messageDelta } from './message-delta.ts';
import { copyMessage, createMessage, createMessageIn } from './drafts.ts';
import {
  calendarView,
  deleteEvent,
  getEvent,
  listEvents,
  listInstances,
  updateEvent,
} from './events.ts';
import {
  createChildFolder,
  createFolder,
  deleteFolder,
  getFolder,
  listChildFolders,
  listFolders,
  renameFolder,
} from './mail-folders.ts';
import {
  deleteMessage,
  getMessage,
  getMessageValue,
  listFolderMessages,
  listMessages,
  moveMessage,
  updateMessage,
} from './messages.ts';
import { permissions as may, type Permission } from './permissions.ts';
import { sendDraft, sendMail } from './send.ts';
import { translateIds } from './translate-ids.ts';
import { getUser } from './users.ts';

export interface Route {
  method: string;
  /** Below a mailbox; `*` takes any one segment. */
  path: string;
  permission: Permission;
  handler: Handler;
}

const route = (method: string, path: string, permission: Permission, handler: Handler): Route => ({
  method,
  path,
  permission,
  handler,
});

/** What is built below `/me` and `/users/{id}`. */
export const routes: Route[] = [
  route('GET', '', may.userRead, getUser),
  route('GET', 'messages', may.mailRead, listMessages),
  route('POST', 'messages', may.mailWrite, createMessage),
  route('GET', 'messages/*', may.mailRead, getMessage),
  route('PATCH', 'messages/*', may.mailWrite, updateMessage),
  route('DELETE', 'messages/*', may.mailWrite, deleteMessage),
  route('GET', 'messages/*/$value', may.mailRead, getMessageValue),
  route('POST', 'messages/*/move', may.mailWrite, moveMessage),
  route('POST', 'messages/*/copy', may.mailWrite, copyMessage),
  route('POST', 'messages/*/send', may.mailSend, sendDraft),
  route('GET', 'messages/*/attachments', may.mailRead, listAttachments('message')),
  route('POST', 'messages/*/attachments', may.mailWrite, addAttachment),
  route('GET', 'messages/*/attachments/*', may.mailRead, getAttachment('message')),
  route('DELETE', 'messages/*/attachments/*', may.mailWrite, deleteAttachment),
  route('GET', 'messages/*/attachments/*/$value', may.mailRead, getAttachmentValue('message')),
  route('POST', 'sendMail', may.mailSend, sendMail),
  route('GET', 'mailFolders', may.mailRead, listFolders),
  route('POST', 'mailFolders', may.mailWrite, createFolder),
  route('GET', 'mailFolders/delta', may.mailRead, folderDelta),
  route('GET', 'mailFolders/*', may.mailRead, getFolder),
  route('PATCH', 'mailFolders/*', may.mailWrite, renameFolder),
  route('DELETE', 'mailFolders/*', may.mailWrite, deleteFolder),
  route('GET', 'mailFolders/*/childFolders', may.mailRead, listChildFolders),
  route('POST', 'mailFolders/*/childFolders', may.mailWrite, createChildFolder),
  route('GET', 'mailFolders/*/messages', may.mailRead, listFolderMessages),
  route('POST', 'mailFolders/*/messages', may.mailWrite, createMessageIn),
  route('GET', 'mailFolders/*/messages/delta', may.mailRead, messageDelta),
  route('GET', 'outlook/masterCategories', may.categoriesRead, listCategories),
  route('POST', 'outlook/masterCategories', may.categoriesWrite, createCategory),
  route('GET', 'outlook/masterCategories/*', may.categoriesRead, getCategory),
  route('PATCH', 'outlook/masterCategories/*', may.categoriesWrite, updateCategory),
  route('DELETE', 'outlook/masterCategories/*', may.categoriesWrite, deleteCategory),
  route('POST', 'translateExchangeIds', may.translate, translateIds),
  route('GET', 'calendar', may.calendarsRead, getCalendar),
  route('GET', 'calendars', may.calendarsRead, listCalendars),
  route('GET', 'calendarView', may.calendarsRead, calendarView),
  route('GET', 'calendar/calendarView', may.calendarsRead, calendarView),
  route('GET', 'events', may.calendarsRead, listEvents),
  route('GET', 'calendar/events', may.calendarsRead, listEvents),
  route('GET', 'events/*', may.calendarsRead, getEvent),
  route('PATCH', 'events/*', may.calendarsWrite, updateEvent),
  route('DELETE', 'events/*', may.calendarsWrite, deleteEvent),
  route('GET', 'events/*/attachments', may.calendarsRead, listAttachments('event')),
  route('GET', 'events/*/attachments/*', may.calendarsRead, getAttachment('event')),
  route('GET', 'events/*/instances', may.calendarsRead, listInstances),
  route('GET', 'contactFolders', may.contactsRead, listContactFolders),
  route('GET', 'contactFolders/*/contacts', may.contactsRead, listContacts),
  route('GET', 'contacts', may.contactsRead, listContacts),
  route('GET', 'contacts/*', may.contactsRead, getContact),
  route('PATCH', 'contacts/*', may.contactsWrite, updateContact),
];

/** The parts of a path that `*` took; undefined where it does not fit. Names match in any case. */
function match(pattern: string, path: string[]): string[] | undefined {
  const parts = pattern === '' ? [] : pattern.split('/');
  if (parts.length !== path.length) return undefined;
  const fits = parts.every((part, index) => {
    const given = path[index] ?? '';
    return part === '*' ? !given.startsWith('$') : part.toLowerCase() === given.toLowerCase();
  });
  return fits ? path.filter((_, index) => parts[index] === '*') : undefined;
}

/** The route of a request, with the ids in its path. Earlier routes win. */
export function findRoute(
  method: string,
  path: string[],
): { route: Route; ids: string[] } | undefined {
  for (const route of routes) {
    const ids = route.method === method ? match(route.path, path) : undefined;
    if (ids) return { route, ids };
  }
  return undefined;
}
