import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Actor } from './actor.ts';
import type { NamedRecord } from './crm.ts';

export interface TemplateSummary {
  id: string;
  title: string;
  description: string;
  /** Null: filled from the writer alone. */
  table: string | null;
  /** Windows language code (LCID). */
  languageCode: number | null;
  isPersonal: boolean;
}

export interface FilledText {
  subject: string;
  /** As the CRM made it: not to be trusted. */
  html: string;
  /** Merge fields that stayed empty. */
  unresolved: string[];
}

export interface ArticleSummary {
  id: string;
  title: string;
  number: string;
  languageCode: number | null;
  isInternal: boolean;
}

export interface LiteratureSummary {
  id: string;
  name: string;
  kind: string;
  /** Sizes in bytes. */
  files: { id: string; name: string; size: number }[];
}

export interface Addressee {
  record: NamedRecord;
  address: string;
  isOwn: boolean;
}

/**
 * What the CRM keeps to write mails with and whom to write to, as far as the actor may read it.
 * Every function may throw `Failure` with service `crm`.
 */
export interface Library {
  /** The organisation's and the actor's own e-mail templates. */
  templates(
    actor: Actor,
    wanted: { table: string | undefined; text: string },
    signal: AbortSignal,
  ): Promise<TemplateSummary[]>;
  /** @throws Failure `refused` where the record is of another table than the template. */
  fillTemplate(
    actor: Actor,
    id: string,
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<FilledText>;
  /** Published knowledge articles. */
  articles(actor: Actor, text: string, signal: AbortSignal): Promise<ArticleSummary[]>;
  article(actor: Actor, id: string, signal: AbortSignal): Promise<{ title: string; html: string }>;
  literature(actor: Actor, text: string, signal: AbortSignal): Promise<LiteratureSummary[]>;
  /**
   * @param largest in bytes
   * @returns its content in base64 @throws Failure `refused` where it is larger.
   */
  literatureFile(
    actor: Actor,
    id: string,
    largest: number,
    signal: AbortSignal,
  ): Promise<{ name: string; content: string }>;
  /** Contacts, leads, accounts and users with the text in name, address or company. */
  addressees(actor: Actor, text: string, signal: AbortSignal): Promise<Addressee[]>;
}
