import { getContact, listContactFolders, listContacts, updateContact } from './contacts.ts';
import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';

/** Contacts below a mailbox. */
export const contactsRoutes: Route[] = [
  route('GET', 'contactFolders', may.contactsRead, listContactFolders),
  route('GET', 'contactFolders/*/contacts', may.contactsRead, listContacts),
  route('GET', 'contacts', may.contactsRead, listContacts),
  route('GET', 'contacts/*', may.contactsRead, getContact),
  route('PATCH', 'contacts/*', may.contactsWrite, updateContact),
];
