import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';
import type { NamedRecord } from './crm.ts';

/** A record with what its table is called in a language; empty where everybody has a word for it. */
export interface LabelledRecord extends NamedRecord {
  tableLabel: string;
  /** False: closed, resolved, inactive. */
  isOpen: boolean;
}

/** A column of a record as its form shows it. */
export interface RecordField {
  column: string;
  label: string;
  /** As the CRM writes it in the person's language. */
  value: string;
  kind: 'text' | 'email' | 'phone' | 'url' | 'record';
  /** What a look-up points to. */
  record: NamedRecord | null;
}

export interface OpenOpportunity extends NamedRecord {
  /** `2026-11-30`; null where nobody said. */
  closesOn: string | null;
  /** As the CRM writes it, with its currency. */
  value: string;
}

export interface ActivityLine extends NamedRecord {
  isDone: boolean;
  /** When it was done, or is due; UTC, ISO 8601. */
  at: string | null;
}

/** A record another one is connected to (L-04). */
export interface Connection extends NamedRecord {
  /** What it is to the other; empty where nobody said. */
  role: string;
  /** What the other is to it. */
  ownRole: string;
}

/** A record with what the pane shows around it. */
export interface RecordDetails {
  record: LabelledRecord;
  /** Columns of its card, in the order of the form; only those that are filled. */
  fields: RecordField[];
  /** Addresses and numbers of the record, for acting on them. */
  emails: string[];
  phones: string[];
  /** The account or contact it belongs to. */
  parent: NamedRecord | null;
  opportunities: OpenOpportunity[];
  cases: NamedRecord[];
  connections: Connection[];
  /** Done, last first. */
  past: ActivityLine[];
  /** To be done, in the order in which they are due. */
  next: ActivityLine[];
}

export interface OpenRecord extends LabelledRecord {
  /** The contact or account it is for. */
  customers: RecordRef[];
  changedAt: Date | null;
  closesOn: Date | null;
}

export interface RelatedQuery {
  /** Records whose names are wanted. */
  records: readonly RecordRef[];
  /** Numbers of cases, quotes, orders and invoices. */
  numbers: readonly string[];
  contacts: readonly string[];
  accounts: readonly string[];
}

export interface Related {
  /** Those of `records` the actor may read. */
  records: LabelledRecord[];
  numbered: LabelledRecord[];
  /** Open opportunities and cases of the contacts and accounts. */
  open: OpenRecord[];
}

export interface FoundGroup {
  table: string;
  /** What the records of the table are called. */
  label: string;
  records: LabelledRecord[];
}

export interface SearchWanted {
  text: string;
  /** Logical names; absent: every table activities can be regarding. */
  tables?: readonly string[] | undefined;
}

/**
 * Reads records of the CRM with the actor's rights: what they may not read is not there. Every
 * function may throw `Failure`. `language`: BCP 47.
 */
export interface RecordReader {
  /** @throws Failure `not-found`, `forbidden`. */
  details(
    actor: Actor,
    record: RecordRef,
    options: { language: string; signal: AbortSignal },
  ): Promise<RecordDetails>;
  /** One request to the CRM. */
  related(
    actor: Actor,
    query: RelatedQuery,
    options: { language: string; signal: AbortSignal },
  ): Promise<Related>;
  search(
    actor: Actor,
    wanted: SearchWanted,
    options: { language: string; signal: AbortSignal },
  ): Promise<FoundGroup[]>;
}
