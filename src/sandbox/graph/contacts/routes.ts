import type { Handler } from '../call.ts';
import { permissions as may, type Permission } from '../permissions.ts';
import { route, type Route } from '../route.ts';
import {
  contactFolderDelta,
  createContactFolder,
  deleteContactFolder,
  getContactFolder,
  listChildFolders,
  listContactFolders,
  updateContactFolder,
} from './contact-folders.ts';
import {
  contactDelta,
  createContact,
  deleteContact,
  getContact,
  listContacts,
  updateContact,
} from './contacts.ts';
import { getPhoto, getPhotoValue, putPhoto } from './photo.ts';

/** What is below every contact folder, and below the mailbox for its own. */
const inFolder: [method: string, path: string, Permission, Handler][] = [
  ['GET', 'contacts', may.contactsRead, listContacts],
  ['POST', 'contacts', may.contactsWrite, createContact],
  ['GET', 'contacts/delta', may.contactsRead, contactDelta],
  ['GET', 'contacts/*', may.contactsRead, getContact],
  ['PATCH', 'contacts/*', may.contactsWrite, updateContact],
  ['DELETE', 'contacts/*', may.contactsWrite, deleteContact],
  ['GET', 'contacts/*/photo', may.contactsRead, getPhoto],
  ['GET', 'contacts/*/photo/$value', may.contactsRead, getPhotoValue],
  ['PUT', 'contacts/*/photo/$value', may.contactsWrite, putPhoto],
];

const below =
  (handler: Handler): Handler =>
  (call, folder = '', ...ids) =>
    handler({ ...call, folder }, ...ids);

const everywhere = inFolder.flatMap(([method, path, permission, handler]) => [
  route(method, path, permission, handler),
  route(method, `contactFolders/*/${path}`, permission, below(handler)),
]);

/** Contacts below a mailbox. */
export const contactsRoutes: Route[] = [
  route('GET', 'contactFolders', may.contactsRead, listContactFolders),
  route('POST', 'contactFolders', may.contactsWrite, createContactFolder),
  route('GET', 'contactFolders/delta', may.contactsRead, contactFolderDelta),
  route('GET', 'contactFolders/*', may.contactsRead, getContactFolder),
  route('PATCH', 'contactFolders/*', may.contactsWrite, updateContactFolder),
  route('DELETE', 'contactFolders/*', may.contactsWrite, deleteContactFolder),
  route('GET', 'contactFolders/*/childFolders', may.contactsRead, listChildFolders),
  route('POST', 'contactFolders/*/childFolders', may.contactsWrite, createContactFolder),
  ...everywhere,
];
