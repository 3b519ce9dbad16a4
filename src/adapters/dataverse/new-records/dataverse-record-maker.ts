import { z } from 'zod';
import type { Form } from '../../../domain/records/form.ts';
import { LruCache } from '../../../lib/lru-cache.ts';
import type { Actor } from '../../../ports/actor.ts';
import type { NamedRecord } from '../../../ports/crm.ts';
import { Failure } from '../../../ports/failure.ts';
import type {
  ConnectionRole,
  Creatable,
  FormWanted,
  Made,
  NewConnection,
  NewRecord,
  RecordMaker,
} from '../../../ports/record-maker.ts';
import type { Runtime } from '../../../ports/runtime.ts';
import { errorCodeOf, readJson } from '../../fetch/json.ts';
import type { HttpResponse } from '../../fetch/http-client.ts';
import { get, send } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { isDuplicate } from '../failure.ts';
import { TableCatalog } from '../table-catalog.ts';
import { columnsOf, recordOf } from '../tables.ts';
import type { Table } from '../tables.ts';
import { readAppScope } from './app-scope.ts';
import type { AppScope } from './app-scope.ts';
import { connect, readConnectionRoles } from './connect.ts';
import { creatableOf, mayCreate, readDefinitions } from './definitions.ts';
import type { Definition } from './definitions.ts';
import { findDuplicates } from './duplicates.ts';
import { accountsForDomain } from './for-domain.ts';
import { readForm } from './read-form.ts';
import type { WritableForm } from './read-form.ts';
import { refusalOf } from './refusal.ts';
import { readRights } from './rights.ts';
import type { Rights } from './rights.ts';
import { bodyOf, partiesOf, targetsOf } from './write-record.ts';
import type { EntitySets } from './write-record.ts';

/** Makers change forms and roles seldom; a person who got a new right waits this long at most. */
const lifeMs = 5 * 60_000;
const row = z.record(z.string(), z.unknown());

/** Of the rules the CRM comes with, some find a lead for a contact and the other way round. */
const alike = new Set(['account', 'contact', 'lead']);
const duplicatesFound = '0x80040333';

interface Known {
  rights: Rights;
  definitions: Definition[];
  scope: AppScope | null;
}

const formKey = ({ table, language, also }: FormWanted): string =>
  [table, language, ...[...also].sort()].join(',');

/** The CRM's own quick create forms, read and filled over the Dataverse Web API. */
export class DataverseRecordMaker implements RecordMaker {
  readonly #client: DataverseClient;
  readonly #origin: string;
  readonly #app: string | undefined;
  readonly #catalog: TableCatalog;
  readonly #cache: LruCache<Promise<unknown>>;
  readonly #now: () => number;

  /**
   * @param origin of the environment
   * @param app unique name of the app whose tables and forms are offered; absent: all of them
   */
  constructor(
    client: DataverseClient,
    { origin, app }: { origin: string; app?: string | undefined },
    runtime: Runtime,
  ) {
    this.#client = client;
    this.#origin = origin.toLowerCase();
    this.#app = app;
    this.#catalog = new TableCatalog(client);
    this.#now = () => runtime.now().getTime();
    this.#cache = new LruCache({ capacity: 5_000, now: this.#now });
  }

  createUrl(table: string): string {
    return `${this.#origin}/main.aspx?pagetype=entityrecord&etn=${table}`;
  }

  async tables(actor: Actor, language: string, signal: AbortSignal): Promise<Creatable> {
    const { rights, definitions } = await this.#known(actor, signal);
    const tables = definitions
      .filter((table) => mayCreate(table, rights))
      .map((table) => creatableOf(table, language))
      .sort((a, b) => a.label.localeCompare(b.label, language));
    return { tables, canConnect: rights.privileges.has('prvCreateConnection') };
  }

  async form(actor: Actor, wanted: FormWanted, signal: AbortSignal): Promise<Form> {
    const { definition, form } = await this.#open(actor, wanted, signal);
    const { fields, unsupported } = form;
    return { table: creatableOf(definition, wanted.language), fields, unsupported };
  }

  async create(actor: Actor, record: NewRecord, signal: AbortSignal): Promise<Made> {
    const wanted = { table: record.table, language: 'en', also: Object.keys(record.values) };
    const { form, rights } = await this.#open(actor, wanted, signal);
    const known = new Set(form.fields.map(({ column }) => column));
    const strange = Object.keys(record.values).filter((column) => !known.has(column));
    if (strange.length > 0) {
      const problems = strange.map((column) => ({ column, problem: 'not-allowed' as const }));
      return { outcome: 'invalid', problems };
    }
    const body = await this.#bodyOf(actor, record, { form, me: rights.me }, signal);
    return this.#write(actor, record, body, signal);
  }

  accountsForDomain(actor: Actor, domain: string, signal: AbortSignal): Promise<NamedRecord[]> {
    return accountsForDomain(this.#client, actor, domain, signal);
  }

  async connect(actor: Actor, connection: NewConnection, signal: AbortSignal): Promise<void> {
    const sets = await this.#sets(actor, [connection.from.table, connection.to.table], signal);
    await connect(this.#client, actor, { connection, sets }, signal);
  }

  connectionRoles(actor: Actor, signal: AbortSignal): Promise<ConnectionRole[]> {
    return this.#remember(actor, 'connection roles', () =>
      readConnectionRoles(this.#client, actor, signal),
    );
  }

  async #bodyOf(
    actor: Actor,
    { table, values }: NewRecord,
    { form, me }: { form: WritableForm; me: string },
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const sets = await this.#sets(actor, ['systemuser', ...targetsOf(values)], signal);
    const { fields } = form;
    return {
      ...bodyOf(form, values, sets),
      ...partiesOf({ table, fields, values, me }, sets),
    };
  }

  async #write(
    actor: Actor,
    record: NewRecord,
    body: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Made> {
    const table = await this.#catalog.find(actor, record.table, signal);
    const path = `${table.entitySet}(${record.id})?$select=${columnsOf(table)}`;
    const request = send('PATCH', path, body, {
      'If-None-Match': '*',
      Prefer: 'return=representation',
      'MSCRM.SuppressDuplicateDetection': String(record.allowDuplicates),
    });
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status < 400) return this.#made(table, record, answer);
    const code = errorCodeOf(answer.body).toLowerCase();
    if (code === duplicatesFound) return this.#duplicates(actor, record, body, signal);
    if (isDuplicate(answer)) return this.#madeBefore(actor, table, record, signal);
    const refusal = refusalOf(answer, record.values);
    if (refusal) return refusal;
    throw this.#client.failure(answer);
  }

  #made(table: Table, { id }: NewRecord, { body }: HttpResponse): Made {
    return { outcome: 'created', record: { ...recordOf(table, readJson(body, row, 'crm')), id } };
  }

  /** The answer to the same request got lost, or it was sent twice. */
  async #madeBefore(
    actor: Actor,
    table: Table,
    record: NewRecord,
    signal: AbortSignal,
  ): Promise<Made> {
    const request = get(`${table.entitySet}(${record.id})?$select=${columnsOf(table)}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status >= 400) throw this.#client.failure(answer);
    return this.#made(table, record, answer);
  }

  async #duplicates(
    actor: Actor,
    { table: name }: NewRecord,
    body: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Made> {
    const names = alike.has(name)
      ? [name, ...[...alike].filter((other) => other !== name)]
      : [name];
    const tables = await Promise.all(
      names.map((table) => this.#catalog.find(actor, table, signal)),
    );
    const records = await findDuplicates(this.#client, actor, { name, body, tables }, signal);
    return { outcome: 'duplicates', records };
  }

  async #open(
    actor: Actor,
    wanted: FormWanted,
    signal: AbortSignal,
  ): Promise<{ definition: Definition; form: WritableForm; rights: Rights }> {
    const { rights, definitions, scope } = await this.#known(actor, signal);
    const definition = definitions.find(({ LogicalName }) => LogicalName === wanted.table);
    if (!definition || !mayCreate(definition, rights)) {
      throw new Failure('forbidden', 'crm', 'crm: no such table to make records of');
    }
    const form = await this.#remember(actor, `form ${formKey(wanted)}`, () =>
      readForm(this.#client, actor, { ...wanted, rights, appForms: scope?.forms ?? null }, signal),
    );
    return { definition, form, rights };
  }

  /** What the person may do, and the tables there are, as far as the app has them. */
  async #known(actor: Actor, signal: AbortSignal): Promise<Known> {
    const app = this.#app;
    const [rights, all, scope] = await Promise.all([
      this.#remember(actor, 'rights', () => readRights(this.#client, actor, signal)),
      this.#remember(actor, 'tables', () => readDefinitions(this.#client, actor, signal)),
      app === undefined
        ? null
        : this.#remember(actor, 'app', () => readAppScope(this.#client, actor, app, signal)),
    ]);
    const isOffered = ({ MetadataId }: Definition): boolean =>
      scope === null || scope.tables.has(MetadataId.toLowerCase());
    return { rights, definitions: all.filter(isOffered), scope };
  }

  async #sets(actor: Actor, names: readonly string[], signal: AbortSignal): Promise<EntitySets> {
    const found = await Promise.all(names.map((name) => this.#catalog.find(actor, name, signal)));
    return new Map(found.map(({ name, entitySet }) => [name, entitySet]));
  }

  /** Keeps answers for the person who got them alone; failures are not kept. */
  #remember<T>(actor: Actor, what: string, ask: () => Promise<T>): Promise<T> {
    const key = `${actor.tenantId}|${actor.userId}|${what}`;
    const known = this.#cache.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = ask();
    this.#cache.set(key, asked, this.#now() + lifeMs);
    asked.catch(() => this.#cache.delete(key));
    return asked;
  }
}
