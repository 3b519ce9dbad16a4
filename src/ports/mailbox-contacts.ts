import type { OutlookContact } from '../domain/contacts/outlook-contact.ts';
import type { Actor } from './actor.ts';

/** A contact as a list shows it and a search looks in it. */
export interface ListedContact {
  /** Immutable id. */
  id: string;
  name: string;
  jobTitle: string;
  company: string;
  emails: string[];
  phones: string[];
  /** Further texts a search looks in: department, nickname, addresses. */
  others: string[];
}

/** What is written on a contact that is tracked: ids only, and the account's name (CT-08). */
export interface ContactMark {
  /** The CRM contact; null takes the mark off. */
  contactId: string | null;
  /** The new company; absent: stays. */
  company?: string;
}

/** The contacts of the person's own mailbox. Every function may throw `Failure`, `mailbox`. */
export interface MailboxContacts {
  /** All of them, of every contact folder, in no order. */
  list(actor: Actor, signal: AbortSignal): Promise<ListedContact[]>;
  /** @throws Failure `not-found`. */
  read(actor: Actor, id: string, signal: AbortSignal): Promise<OutlookContact>;
  /** Contacts get no category (C-08). @throws Failure `not-found`. */
  mark(actor: Actor, id: string, mark: ContactMark, signal: AbortSignal): Promise<void>;
  /** Immutable id of the contact that is marked with this CRM contact; null: none. */
  findByLink(actor: Actor, contactId: string, signal: AbortSignal): Promise<string | null>;
  /** Makes a contact with its mark. @returns its immutable id. */
  create(
    actor: Actor,
    contact: Pick<OutlookContact, 'fields' | 'places'> & { contactId: string },
    signal: AbortSignal,
  ): Promise<string>;
}
