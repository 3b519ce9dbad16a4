import { z } from 'zod';
import { contactColumns } from '../../domain/contacts/contact-map.ts';
import type { ContactColumns } from '../../domain/contacts/contact-map.ts';
import type { ContactMatch } from '../../domain/contacts/match.ts';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Actor } from '../../ports/actor.ts';
import type { NamedRecord } from '../../ports/crm.ts';
import type {
  ContactQuery,
  ContactRights,
  ContactView,
  CrmContact,
  CrmContacts,
  ListedCrmContact,
  ParentChange,
  RequiredColumn,
} from '../../ports/crm-contacts.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchAnswer } from './batch.ts';
import {
  everyActiveContact,
  listPage,
  listRequest,
  pageOf,
  toListed,
  toView,
  viewRequests,
  viewXmlRequest,
} from './contact-views.ts';
import { get, send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { byAddress, candidateOf, chunksOf, personSources } from './people.ts';
import type { Principal } from './principal.ts';
import { readRequired } from './required-columns.ts';
import type { TableCatalog } from './table-catalog.ts';
import { columnsOf, lookupOf, recordOf, text } from './tables.ts';
import type { Row } from './tables.ts';
import { createOnce, removeRow, write } from './writes.ts';

const row = z.record(z.string(), z.unknown());
const rows = z.object({ value: z.array(row) });
const viewXml = z.object({ fetchxml: z.string().nullish() });

const rightNames = [
  'prvWriteContact',
  'prvAppendToContact',
  'prvCreateContact',
  'prvDeleteContact',
];

const parent = 'parentcustomerid';

/** The account as the CRM's parent; one that is taken off leaves the customer look-up empty. */
const parentOf = ({ account }: Partial<ParentChange>): Record<string, string | null> => {
  if (account === undefined) return {};
  return { [`${parent}_account@odata.bind`]: account && `/accounts(${account.id})` };
};

const columnsIn = (found: Row): ContactColumns =>
  Object.fromEntries(
    contactColumns.flatMap((column) => {
      const value = text(found, column);
      return value === '' ? [] : [[column, value]];
    }),
  );

/** Contacts of Dynamics 365 over the Dataverse Web API. */
export class DataverseContacts implements CrmContacts {
  readonly #client: DataverseClient;
  readonly #principal: Principal;
  readonly #tables: TableCatalog;

  constructor(client: DataverseClient, principal: Principal, tables: TableCatalog) {
    this.#client = client;
    this.#principal = principal;
    this.#tables = tables;
  }

  async find(
    actor: Actor,
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<ContactMatch[]> {
    const source = personSources.find(({ table }) => table === 'contact');
    if (!source || addresses.length === 0) return [];
    const requests = chunksOf([...new Set(addresses)]).map((chunk) => byAddress(source, chunk));
    const answers = await this.#client.batch(actor, requests, signal);
    const active = answers
      .flatMap(([answer]) => this.#rowsIn(answer))
      .map((found) => candidateOf(source, found))
      .filter((candidate) => candidate.active);
    const distinct = [...new Map(active.map((one) => [one.id, one])).values()];
    const ids = distinct.map(({ id }) => id);
    const writable = await this.#principal.writable(actor, 'contacts', ids, signal);
    return distinct.map(({ id, name, detail, addresses: theirs }) => ({
      id,
      name,
      detail,
      addresses: theirs,
      mayWrite: writable.has(id),
    }));
  }

  async read(actor: Actor, id: string, signal: AbortSignal): Promise<CrmContact | null> {
    const columns = ['contactid', 'fullname', `_${parent}_value`, ...contactColumns].join(',');
    const answer = await this.#client.request(
      actor,
      get(`contacts(${id})?$select=${columns}`),
      signal,
    );
    if (answer.status === 404) return null;
    if (answer.status >= 400) throw this.#client.failure(answer);
    const found = readJson(answer.body, row, 'crm');
    return {
      id: text(found, 'contactid'),
      name: text(found, 'fullname'),
      parent: lookupOf(found, `_${parent}_value`),
      columns: columnsIn(found),
    };
  }

  create(
    actor: Actor,
    { id, columns, ...more }: { id: string; columns: ContactColumns } & Partial<ParentChange>,
    signal: AbortSignal,
  ): Promise<'created' | 'exists'> {
    const values = { ...columns, ...(more.account ? parentOf(more) : {}) };
    const request = send('PATCH', `contacts(${id})`, values, { 'If-None-Match': '*' });
    return createOnce(this.#client, actor, [request], signal);
  }

  async update(
    actor: Actor,
    { id, columns, ...more }: { id: string; columns: ContactColumns } & Partial<ParentChange>,
    signal: AbortSignal,
  ): Promise<void> {
    const values = { ...columns, ...parentOf(more) };
    if (Object.keys(values).length === 0) return;
    const request = send('PATCH', `contacts(${id})`, values, { 'If-Match': '*' });
    await write(this.#client, actor, request, signal);
  }

  async mayWrite(actor: Actor, id: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#principal.writable(actor, 'contacts', [id], signal)).has(id);
  }

  remove(actor: Actor, id: string, signal: AbortSignal): Promise<void> {
    return removeRow(this.#client, actor, `contacts(${id})`, signal);
  }

  required(actor: Actor, signal: AbortSignal): Promise<RequiredColumn[]> {
    return readRequired(this.#client, actor, 'contact', signal);
  }

  async rights(actor: Actor, signal: AbortSignal): Promise<ContactRights> {
    const has = await this.#principal.privileges(actor, rightNames, signal);
    return {
      track: has.has('prvWriteContact') && has.has('prvAppendToContact'),
      create: has.has('prvCreateContact'),
      delete: has.has('prvDeleteContact'),
    };
  }

  async views(actor: Actor, signal: AbortSignal): Promise<ContactView[]> {
    const [ofAll, own] = await this.#client.batch(actor, viewRequests(), signal);
    return [
      ...this.#rowsIn(own?.[0]).map(toView(true)),
      ...this.#rowsIn(ofAll?.[0]).map(toView(false)),
    ];
  }

  async list(
    actor: Actor,
    { view, ...page }: ContactQuery,
    signal: AbortSignal,
  ): Promise<{ contacts: ListedCrmContact[]; hasMore: boolean }> {
    const fetch = pageOf(view ? await this.#xmlOf(actor, view, signal) : everyActiveContact, page);
    if (fetch === null) throw new Failure('not-found', 'crm', 'crm: not a view of contacts');
    // In a batch, since the query may be longer than an address can be.
    const [answers] = await this.#client.batch(actor, [listRequest(fetch)], signal);
    const [answer] = answers ?? [];
    if (!answer || answer.status >= 400) throw this.#client.failure(answer ?? noAnswer);
    const found = readJson(answer.body, listPage, 'crm');
    return {
      contacts: found.value.map(toListed),
      hasMore: found['@Microsoft.Dynamics.CRM.morerecords'] ?? false,
    };
  }

  async names(
    actor: Actor,
    records: readonly RecordRef[],
    signal: AbortSignal,
  ): Promise<NamedRecord[]> {
    if (records.length === 0) return [];
    const tables = await Promise.all(
      records.map(({ table }) => this.#tables.find(actor, table, signal)),
    );
    const requests = records.map(({ id }, index) => {
      const table = tables[index];
      return get(table ? `${table.entitySet}(${id})?$select=${columnsOf(table)}` : 'WhoAmI');
    });
    const answers = await this.#client.batch(actor, requests, signal);
    return records.flatMap((_record, index) => {
      const [answer] = answers[index] ?? [];
      const table = tables[index];
      if (!table || !answer || answer.status >= 400) return [];
      return recordOf(table, readJson(answer.body, row, 'crm'));
    });
  }

  async #xmlOf(
    actor: Actor,
    view: Pick<ContactView, 'id' | 'isOwn'>,
    signal: AbortSignal,
  ): Promise<string> {
    const answer = await this.#client.request(actor, viewXmlRequest(view), signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
    return readJson(answer.body, viewXml, 'crm').fetchxml ?? '';
  }

  /** What the caller may not see is as if it were not there. */
  #rowsIn(answer: BatchAnswer | undefined): Row[] {
    if (!answer || answer.status === 403 || answer.status === 404) return [];
    if (answer.status >= 400) throw this.#client.failure(answer);
    return readJson(answer.body, rows, 'crm').value;
  }
}

const noAnswer = { status: 502, headers: {}, body: '' };
