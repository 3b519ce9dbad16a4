import type { ContactColumns } from '../domain/contacts/contact-map.ts';
import type { ContactMatch } from '../domain/contacts/match.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';
import type { NamedRecord } from './crm.ts';

/** A contact of the CRM, as far as the caller may read it. */
export interface CrmContact {
  id: string;
  name: string;
  /** Parent account or contact. */
  parent: NamedRecord | null;
  columns: ContactColumns;
}

/** A contact in a list of the CRM's. */
export interface ListedCrmContact {
  id: string;
  name: string;
  jobTitle: string;
  company: string;
  email: string;
  phone: string;
}

export interface ContactView {
  id: string;
  name: string;
  /** A view the person made. */
  isOwn: boolean;
  isDefault: boolean;
}

export interface ContactQuery {
  /** Null: every active contact. */
  view: Pick<ContactView, 'id' | 'isOwn'> | null;
  /** Words that must all be in some column that is searched (C-06). */
  text: string;
  /** From 1. */
  page: number;
  size: number;
}

/** A column the CRM does not do without, with its name in the caller's language. */
export interface RequiredColumn {
  column: string;
  label: string;
}

export interface ContactRights {
  /** Write and Append To on contacts (SEC-04). */
  track: boolean;
  create: boolean;
  delete: boolean;
}

/** What a write sets besides the columns; absent: the parent stays. */
export interface ParentChange {
  account: RecordRef | null;
}

/** Contacts of the CRM, with the actor's rights. Every function may throw `Failure`, `crm`. */
export interface CrmContacts {
  /** Active contacts with one of the addresses; `mayWrite` is the actor's right to each. */
  find(actor: Actor, addresses: readonly string[], signal: AbortSignal): Promise<ContactMatch[]>;
  /** Null where it is gone or hidden. */
  read(actor: Actor, id: string, signal: AbortSignal): Promise<CrmContact | null>;
  /** @returns `exists` where there is one with this id. */
  create(
    actor: Actor,
    contact: { id: string; columns: ContactColumns } & Partial<ParentChange>,
    signal: AbortSignal,
  ): Promise<'created' | 'exists'>;
  /** Nothing happens where nothing is to change. @throws Failure `not-found`. */
  update(
    actor: Actor,
    contact: { id: string; columns: ContactColumns } & Partial<ParentChange>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Whether the actor may write to it; false where it is gone. */
  mayWrite(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>;
  /** Nothing happens where it is gone. @throws Failure `forbidden`. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<void>;
  /** What the customer's CRM requires of a contact (C-03). */
  required(actor: Actor, signal: AbortSignal): Promise<RequiredColumn[]>;
  rights(actor: Actor, signal: AbortSignal): Promise<ContactRights>;
  /** The views of contacts the caller may use, their own among them (C-01). */
  views(actor: Actor, signal: AbortSignal): Promise<ContactView[]>;
  list(
    actor: Actor,
    query: ContactQuery,
    signal: AbortSignal,
  ): Promise<{ contacts: ListedCrmContact[]; hasMore: boolean }>;
  /** The names of records; those the caller may not read are missing. */
  names(actor: Actor, records: readonly RecordRef[], signal: AbortSignal): Promise<NamedRecord[]>;
}
