import { z } from 'zod';
import type { EmailActivity, RecordRef } from '../../domain/mail/email-activity.ts';
import type { Actor } from '../../ports/actor.ts';
import type { Crm, ExistingEmail, Lookup, LookupQuery, SearchGroup } from '../../ports/crm.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchRequest } from './batch.ts';
import { get, send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { createRequests } from './email-writes.ts';
import { isDuplicate } from './failure.ts';
import { emailColumns, emailOf, look } from './look.ts';
import { parameter } from './literal.ts';
import { searchRecords } from './search.ts';
import { TableCatalog } from './table-catalog.ts';
import { regardingBind } from './tables.ts';
import type { Table } from './tables.ts';

/** Dynamics 365 over the Dataverse Web API. */
export class DataverseCrm implements Crm {
  readonly organization: string;
  readonly #client: DataverseClient;
  readonly #tables: TableCatalog;

  /** @param origin of the environment. */
  constructor(client: DataverseClient, origin: string) {
    this.organization = origin.toLowerCase();
    this.#client = client;
    this.#tables = new TableCatalog(client);
  }

  recordUrl({ table, id }: RecordRef): string {
    return `${this.organization}/main.aspx?pagetype=entityrecord&etn=${table}&id=${id}`;
  }

  async look(actor: Actor, query: LookupQuery, signal: AbortSignal): Promise<Lookup> {
    const table = await this.#findOrNull(actor, query.record, signal);
    return look(this.#client, actor, { ...query, table }, signal);
  }

  async createEmail(
    actor: Actor,
    email: EmailActivity & { id: string },
    signal: AbortSignal,
  ): Promise<'created' | 'exists'> {
    const table =
      email.regarding && (await this.#tables.find(actor, email.regarding.table, signal));
    const changeSet = createRequests(email, table);
    const [answers = []] = await this.#client.batch(actor, [{ changeSet }], signal);
    const refused = answers.find(({ status }) => status >= 400);
    if (!refused) return 'created';
    if (isDuplicate(refused)) return 'exists';
    throw this.#client.failure(refused);
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
    record: RecordRef,
    signal: AbortSignal,
  ): Promise<void> {
    const table = await this.#tables.find(actor, record.table, signal);
    await this.#write(
      actor,
      send('PATCH', `emails(${id})`, regardingBind(table, record), { 'If-Match': '*' }),
      signal,
    );
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

  search(actor: Actor, wanted: string, signal: AbortSignal): Promise<SearchGroup[]> {
    return searchRecords(this.#client, actor, wanted, signal);
  }

  async #write(actor: Actor, request: BatchRequest, signal: AbortSignal): Promise<void> {
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
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
