import { z } from 'zod';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { MailAttachment } from '../../domain/mail/message.ts';
import type { NewPerson } from '../../domain/people/unknown-sender.ts';
import type { Actor } from '../../ports/actor.ts';
import type { Crm, ExistingEmail, Lookup, LookupQuery, NewEmail } from '../../ports/crm.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchRequest } from './batch.ts';
import { get, send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { EmailCreation } from './create-emails.ts';
import { personRequest } from './create-people.ts';
import { attachmentOf } from './email-writes.ts';
import { isDuplicate } from './failure.ts';
import { emailColumns, emailOf, look } from './look.ts';
import { inColumn, parameter } from './literal.ts';
import { sourcesIn } from './people.ts';
import { TableCatalog } from './table-catalog.ts';
import type { TableMetadata } from './table-metadata.ts';
import { regardingBind, text } from './tables.ts';
import type { Table } from './tables.ts';

const rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/** One column holds it whatever it points to, so any of its names empties it. */
const noRegarding = { 'regardingobjectid_account_email@odata.bind': null };

/** Dynamics 365 over the Dataverse Web API. */
export class DataverseCrm implements Crm {
  readonly organization: string;
  readonly #client: DataverseClient;
  readonly #tables: TableCatalog;
  readonly #metadata: TableMetadata;

  /** @param origin of the environment. */
  constructor(client: DataverseClient, origin: string, metadata: TableMetadata) {
    this.organization = origin.toLowerCase();
    this.#client = client;
    this.#metadata = metadata;
    this.#tables = new TableCatalog(client);
  }

  recordUrl({ table, id }: RecordRef): string {
    return `${this.organization}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`;
  }

  async look(actor: Actor, query: LookupQuery, signal: AbortSignal): Promise<Lookup> {
    const [table, tables] = await Promise.all([
      this.#findOrNull(actor, query.record, signal),
      this.#metadata.tables(actor),
    ]);
    return look(this.#client, actor, { ...query, table, sources: sourcesIn(tables) }, signal);
  }

  async createEmail(
    actor: Actor,
    email: NewEmail,
    signal: AbortSignal,
  ): Promise<'created' | 'exists'> {
    const [created] = await this.createEmails(actor, [email], signal);
    if (created === 'created' || created === 'exists') return created;
    throw created ?? new Failure('unexpected', 'crm', 'crm: nothing came of a new email');
  }

  async createEmails(
    actor: Actor,
    emails: readonly NewEmail[],
    signal: AbortSignal,
  ): Promise<('created' | 'exists' | Failure)[]> {
    const names = [...new Set(emails.flatMap(({ regarding }) => regarding?.table ?? []))];
    const found = await Promise.all(
      names.map(async (name) => [name, await this.#findOrFailure(actor, name, signal)] as const),
    );
    const tables = new Map(found);
    const tableOf = ({ regarding }: NewEmail) => regarding && (tables.get(regarding.table) ?? null);
    const writable = emails.flatMap((email) => {
      const table = tableOf(email);
      return table instanceof Failure ? [] : [{ email, table }];
    });
    const results = await new EmailCreation(this.#client, actor, signal).run(writable);
    const byId = new Map(writable.map(({ email }, index) => [email.id, results[index]]));
    return emails.map((email) => {
      const table = tableOf(email);
      if (table instanceof Failure) return table;
      return byId.get(email.id) ?? new Failure('unexpected', 'crm', 'crm: email without result');
    });
  }

  async createPeople(
    actor: Actor,
    people: readonly NewPerson[],
    signal: AbortSignal,
  ): Promise<boolean[]> {
    const answers = await this.#client.batch(actor, people.map(personRequest), signal);
    return answers.map(([answer]) => {
      if (!answer) return false;
      return answer.status < 400 || isDuplicate(answer);
    });
  }

  async readEmail(actor: Actor, id: string, signal: AbortSignal): Promise<ExistingEmail | null> {
    const request = get(`emails(${id})?$select=${emailColumns}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 404) return null;
    if (answer.status >= 400) throw this.#client.failure(answer);
    return emailOf(readJson(answer.body, z.record(z.string(), z.unknown()), 'crm'));
  }

  async setRegarding(
    actor: Actor,
    id: string,
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<void> {
    const bind = record
      ? regardingBind(await this.#tables.find(actor, record.table, signal), record)
      : noRegarding;
    await this.#write(actor, send('PATCH', `emails(${id})`, bind, { 'If-Match': '*' }), signal);
  }

  async addFiles(
    actor: Actor,
    id: string,
    files: readonly MailAttachment[],
    signal: AbortSignal,
  ): Promise<void> {
    const path = `emails(${id})/activity_pointer_activity_mime_attachment?$select=filename,filesize`;
    const answer = await this.#client.request(actor, get(path), signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
    const there = readJson(answer.body, rows, 'crm').value;
    const isThere = ({ name, size }: MailAttachment): boolean =>
      there.some(({ filename, filesize }) => filename === name && filesize === size);
    const missing = files.filter((file) => !isThere(file));
    const changeSet = missing.map((file, index) => attachmentOf(id, file, there.length + index));
    if (changeSet.length === 0) return;
    const [answers = []] = await this.#client.batch(actor, [{ changeSet }], signal);
    const refused = answers.find(({ status }) => status >= 400);
    if (refused) throw this.#client.failure(refused);
  }

  async subjects(
    actor: Actor,
    activityIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, string>> {
    if (activityIds.length === 0) return new Map();
    const filter = `${parameter('$filter', inColumn('activityid', '@v'))}&${parameter('@v', JSON.stringify(activityIds))}`;
    const request = get(`activitypointers?$select=activityid,subject&${filter}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 403) return new Map();
    if (answer.status >= 400) throw this.#client.failure(answer);
    const { value } = readJson(answer.body, rows, 'crm');
    return new Map(value.map((row) => [text(row, 'activityid'), text(row, 'subject')]));
  }

  async mayWrite(actor: Actor, id: string, me: string, signal: AbortSignal): Promise<boolean> {
    const target = parameter('@t', JSON.stringify({ '@odata.id': `emails(${id})` }));
    const call = 'Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)';
    const request = get(`systemusers(${me})/${call}?${target}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 403 || answer.status === 404) return false;
    if (answer.status >= 400) throw this.#client.failure(answer);
    const { AccessRights } = readJson(answer.body, z.object({ AccessRights: z.string() }), 'crm');
    return /\bWriteAccess\b/.test(AccessRights);
  }

  async deleteEmail(actor: Actor, id: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#write(actor, send('DELETE', `emails(${id})`), signal);
    } catch (error) {
      if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
    }
  }

  async #write(actor: Actor, request: BatchRequest, signal: AbortSignal): Promise<void> {
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
  }

  /** A table nobody knows keeps only those from being written that are about one of its records. */
  async #findOrFailure(actor: Actor, name: string, signal: AbortSignal): Promise<Table | Failure> {
    try {
      return await this.#tables.find(actor, name, signal);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'not-found') return error;
      throw error;
    }
  }

  async #findOrNull(
    actor: Actor,
    record: RecordRef | null,
    signal: AbortSignal,
  ): Promise<Table | null> {
    if (!record) return null;
    try {
      return await this.#tables.find(actor, record.table, signal);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'not-found') return null;
      throw error;
    }
  }
}
