import {
  addAttachment,
  deleteAttachment,
  getAttachment,
  getAttachmentValue,
  listAttachments,
} from './attachments.ts';
import {
  createCategory,
  deleteCategory,
  getCategory,
  listCategories,
  updateCategory,
} from './categories.ts';
import { folderDelta } from './folder-delta.ts';
import { messageDelta } from './message-delta.ts';
import { copyMessage, createMessage, createMessageIn } from './drafts.ts';
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
import { sendDraft, sendMail } from './send.ts';
import { translateIds } from './translate-ids.ts';
import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';

/** Mail below a mailbox. */
export const mailRoutes: Route[] = [
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
];
