import { type HostItem, isCompose, type MailboxBackend, type OpenItem } from './backend.ts';
import type {
  AppointmentComposeItem,
  ComposeItem,
  ItemAccess,
  MessageComposeItem,
} from './compose-item.ts';
import type { HostSession } from './session.ts';

/** Office.js error numbers this host answers; office.js has the texts. */
export const officeError = {
  attachmentTooLarge: 9000,
  tooManyAttachments: 9001,
  invalidEndTime: 9010,
  tooManyRecipients: 9012,
  invalidSelection: 9016,
  accessRestricted: 9017,
  genericToken: 9018,
  genericSettings: 9019,
  saveFailed: 9021,
  tooManyNotifications: 9025,
  cannotPersistUnsaved: 9028,
  recurrenceOfInstance: 9033,
  invalidRecurrence: 9034,
  itemNotSaved: 9046,
  missingExtendedPermission: 9047,
  keyNotFound: 9050,
  sessionDataTooLong: 9051,
  attachmentNotFound: 9052,
  attachmentForbidden: 9053,
  attachmentDownloadFailed: 9054,
  invalidCategory: 9044,
  duplicateCategory: 9045,
  duplicateNotification: 9023,
  unknownNotification: 9024,
  invalidAttachmentId: 9003,
  genericResponse: 9020,
  serverError: 9042,
  itemNotFound: 9049,
  notSupported: 5000,
  noPermission: 7000,
} as const;

/** A method's failure; the add-in sees office.js's text for the number. */
export class OfficeError extends Error {
  readonly errorCode: number;

  constructor(errorCode: number, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** 1 ReadItem, 2 ReadWriteItem, 3 ReadWriteMailbox; 0: none needed. */
export type Level = 0 | 1 | 2 | 3;

export interface Call {
  params: Record<string, unknown>;
  session: HostSession;
  /** The item that was open when the call came; null where none was. */
  item: HostItem | null;
}

/** A method of `ExecuteMethod`. */
export interface Method {
  name: string;
  level: Level;
  /** Answers the method's value, or with `whole` the answer's own fields. */
  run: (call: Call) => unknown;
  whole?: true;
}

/** The open item; asking about an item where none is open is a failure. */
export function itemOf({ item }: Call): HostItem {
  if (!item) throw new OfficeError(officeError.itemNotFound, 'No item is open.');
  return item;
}

/** The item that is read; a form has no such method. */
export function readItemOf(call: Call): OpenItem {
  const item = itemOf(call);
  if (isCompose(item))
    throw new OfficeError(officeError.notSupported, 'The item is being written.');
  return item;
}

/** The item that is written; one that is read has no such method. */
export function composeItemOf(call: Call): ComposeItem {
  const item = itemOf(call);
  if (!isCompose(item)) throw new OfficeError(officeError.notSupported, 'The item is read only.');
  return item;
}

export function messageOf(call: Call): MessageComposeItem {
  const item = composeItemOf(call);
  if (item.kind === 'messageCompose') return item;
  throw new OfficeError(officeError.notSupported, 'The item is an appointment.');
}

export function appointmentOf(call: Call): AppointmentComposeItem {
  const item = composeItemOf(call);
  if (item.kind === 'appointmentCompose') return item;
  throw new OfficeError(officeError.notSupported, 'The item is a message.');
}

/** An item that is read, through the mailbox. */
export const readAccess = (backend: MailboxBackend, item: OpenItem): ItemAccess => ({
  body: (type) => backend.body(item, type),
  attachments: () => backend.attachments(item),
  attachmentContent: (id) => backend.attachmentContent(item, id),
  internetHeaders: () => backend.internetHeaders(item),
  categories: () => backend.categories(item),
  changeCategories: (change) => backend.changeCategories(item, change),
  customProperties: (addInId) => backend.customProperties(item, addInId),
  saveCustomProperties: (addInId, json) => backend.saveCustomProperties(item, addInId, json),
});

/** What can be done with the open item, whether it is read or written. */
export function accessOf(call: Call): ItemAccess {
  const item = itemOf(call);
  return isCompose(item) ? item : readAccess(call.session.backend, item);
}

/** A parameter that is a number; NaN where it is none. */
export const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : Number.NaN;

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
