import {
  addAttachmentTo,
  countAttachments,
  deleteAttachmentOf,
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
  countChildFolders,
  countFolders,
  createChildFolder,
  createFolder,
  deleteFolder,
  getFolder,
  listChildFolders,
  listFolders,
  updateFolder,
} from './mail-folders.ts';
import {
  countFolderMessages,
  countMessages,
  deleteMessage,
  getMessage,
  getMessageValue,
  listFolderMessages,
  listMessages,
  moveMessage,
  permanentDelete,
  updateMessage,
} from './messages.ts';
import { copyFolder, moveFolder } from './move-folder.ts';
import { answerNow, createAnswer } from './answer-message.ts';
import { sendDraft, sendMail } from './send.ts';
import { settingsRoutes } from './settings-routes.ts';
import { translateIds } from './translate-ids.ts';
import { createUploadSession } from './upload/upload-session.ts';
import { permissions as may } from '../permissions.ts';
import { route, type Route } from '../route.ts';

/** Mail below a mailbox. */
export const mailRoutes: Route[] = [
  route('GET', 'messages', may.mailReadBasic, listMessages),
  route('POST', 'messages', may.mailWrite, createMessage),
  route('GET', 'messages/$count', may.mailRead, countMessages),
  route('GET', 'messages/*', may.mailReadBasic, getMessage),
  route('PATCH', 'messages/*', may.mailWrite, updateMessage),
  route('DELETE', 'messages/*', may.mailWrite, deleteMessage),
  route('POST', 'messages/*/permanentDelete', may.mailWrite, permanentDelete),
  route('GET', 'messages/*/$value', may.mailRead, getMessageValue),
  route('POST', 'messages/*/move', may.mailWrite, moveMessage),
  route('POST', 'messages/*/copy', may.mailWrite, copyMessage),
  route('POST', 'messages/*/send', may.mailSend, sendDraft),
  route('POST', 'messages/*/createReply', may.mailWrite, createAnswer('reply')),
  route('POST', 'messages/*/createReplyAll', may.mailWrite, createAnswer('replyAll')),
  route('POST', 'messages/*/createForward', may.mailWrite, createAnswer('forward')),
  route('POST', 'messages/*/reply', may.mailSend, answerNow('reply')),
  route('POST', 'messages/*/replyAll', may.mailSend, answerNow('replyAll')),
  route('POST', 'messages/*/forward', may.mailSend, answerNow('forward')),
  route('GET', 'messages/*/attachments', may.mailRead, listAttachments('message')),
  route('POST', 'messages/*/attachments', may.mailWrite, addAttachmentTo('message')),
  route('GET', 'messages/*/attachments/$count', may.mailRead, countAttachments('message')),
  route(
    'POST',
    'messages/*/attachments/createUploadSession',
    may.mailWrite,
    createUploadSession('message'),
  ),
  route('GET', 'messages/*/attachments/*', may.mailRead, getAttachment('message')),
  route('DELETE', 'messages/*/attachments/*', may.mailWrite, deleteAttachmentOf('message')),
  route('GET', 'messages/*/attachments/*/$value', may.mailRead, getAttachmentValue('message')),
  route('POST', 'sendMail', may.mailSend, sendMail),
  route('GET', 'mailFolders', may.mailReadBasic, listFolders),
  route('POST', 'mailFolders', may.mailWrite, createFolder),
  route('GET', 'mailFolders/delta', may.mailReadBasic, folderDelta),
  route('GET', 'mailFolders/$count', may.mailRead, countFolders),
  route('GET', 'mailFolders/*', may.mailReadBasic, getFolder),
  route('PATCH', 'mailFolders/*', may.mailWrite, updateFolder),
  route('DELETE', 'mailFolders/*', may.mailWrite, deleteFolder),
  route('POST', 'mailFolders/*/move', may.mailWrite, moveFolder),
  route('POST', 'mailFolders/*/copy', may.mailWrite, copyFolder),
  route('POST', 'mailFolders/*/permanentDelete', may.mailWrite, deleteFolder),
  route('GET', 'mailFolders/*/childFolders/$count', may.mailRead, countChildFolders),
  route('GET', 'mailFolders/*/childFolders', may.mailReadBasic, listChildFolders),
  route('POST', 'mailFolders/*/childFolders', may.mailWrite, createChildFolder),
  route('GET', 'mailFolders/*/messages', may.mailReadBasic, listFolderMessages),
  route('GET', 'mailFolders/*/messages/$count', may.mailRead, countFolderMessages),
  route('POST', 'mailFolders/*/messages', may.mailWrite, createMessageIn),
  route('GET', 'mailFolders/*/messages/delta', may.mailReadBasic, messageDelta),
  route('GET', 'outlook/masterCategories', may.categoriesRead, listCategories),
  route('POST', 'outlook/masterCategories', may.categoriesWrite, createCategory),
  route('GET', 'outlook/masterCategories/*', may.categoriesRead, getCategory),
  route('PATCH', 'outlook/masterCategories/*', may.categoriesWrite, updateCategory),
  route('DELETE', 'outlook/masterCategories/*', may.categoriesWrite, deleteCategory),
  ...settingsRoutes,
  route('POST', 'translateExchangeIds', may.translate, translateIds),
];
