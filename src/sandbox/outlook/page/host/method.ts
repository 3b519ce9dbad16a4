import type { HostSession } from './session.ts';
import type { OpenItem } from './backend.ts';

/** Office.js error numbers this host answers; office.js has the texts. */
export const officeError = {
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
  item: OpenItem | null;
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
export function itemOf({ item }: Call): OpenItem {
  if (!item) throw new OfficeError(officeError.itemNotFound, 'No item is open.');
  return item;
}

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
