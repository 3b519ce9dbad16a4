import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { ColumnProblem, CreatableTable, FieldValue, Form } from '../domain/records/form.ts';
import type { Actor } from './actor.ts';
import type { NamedRecord } from './crm.ts';

/** Which form: of a table, in a language (BCP 47), with these columns as well. */
export interface FormWanted {
  table: string;
  language: string;
  also: readonly string[];
}

export interface Creatable {
  /** Tables of which the actor may make records here (UI-12). */
  tables: CreatableTable[];
  /** Whether the actor may connect records (L-04). */
  canConnect: boolean;
}

export interface NewRecord extends RecordRef {
  values: Readonly<Record<string, FieldValue>>;
  allowDuplicates: boolean;
}

/** What became of a record to be made. */
export type Made =
  | { outcome: 'created'; record: NamedRecord }
  | { outcome: 'duplicates'; records: NamedRecord[] }
  | { outcome: 'invalid'; problems: ColumnProblem[]; message?: string };

/** What a record can be to another: `Decision Maker`. */
export interface ConnectionRole {
  id: string;
  name: string;
}

export interface NewConnection {
  id: string;
  from: RecordRef;
  to: RecordRef;
  /** Ids of connection roles. */
  fromRole?: string | undefined;
  toRole?: string | undefined;
  description: string;
}

/** Makes records of the CRM with the actor's rights. Every function may throw `Failure`. */
export interface RecordMaker {
  tables(actor: Actor, language: string, signal: AbortSignal): Promise<Creatable>;
  /** @throws Failure `forbidden` where the actor may not make records of the table here. */
  form(actor: Actor, wanted: FormWanted, signal: AbortSignal): Promise<Form>;
  /** The same id again is the same record: `created`, and nothing happens. */
  create(actor: Actor, record: NewRecord, signal: AbortSignal): Promise<Made>;
  /** Accounts with the domain in their website or addresses, or whose contacts have it. */
  accountsForDomain(actor: Actor, domain: string, signal: AbortSignal): Promise<NamedRecord[]>;
  connect(actor: Actor, connection: NewConnection, signal: AbortSignal): Promise<void>;
  /** By name. */
  connectionRoles(actor: Actor, signal: AbortSignal): Promise<ConnectionRole[]>;
  /** The page on which the CRM makes a record of the table. */
  createUrl(table: string): string;
}
