import { z } from 'zod';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Actor } from '../../ports/actor.ts';
import type { CrmTasks, RegardingChange } from '../../ports/crm-tasks.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchRequest } from './batch.ts';
import { get, send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import type { Principal } from './principal.ts';
import type { TableCatalog } from './table-catalog.ts';
import { lookupOf } from './tables.ts';
import { createOnce, removeRow } from './writes.ts';

type NewTask = Parameters<CrmTasks['create']>[1];
type ChangedTask = Parameters<CrmTasks['update']>[1];

const path = (id: string): string => `tasks(${id})`;
const regardingColumn = '_regardingobjectid_value';

/** Seconds only, as Dataverse writes times. */
const dateTime = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

const filled = (columns: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));

/** Task activities of Dynamics 365 over the Dataverse Web API. */
export class DataverseTasks implements CrmTasks {
  readonly #client: DataverseClient;
  readonly #principal: Principal;
  readonly #tables: TableCatalog;

  constructor(client: DataverseClient, principal: Principal, tables: TableCatalog) {
    this.#client = client;
    this.#principal = principal;
    this.#tables = tables;
  }

  async create(
    actor: Actor,
    { id, values, startedAt, regarding }: NewTask,
    signal: AbortSignal,
  ): Promise<'created' | 'exists'> {
    const columns = {
      ...filled(values.columns),
      actualstart: dateTime(startedAt),
      ...(regarding && (await this.#bind(actor, regarding, signal))),
    };
    // `statecode` is refused on create, so the state is a second write.
    const changeSet: BatchRequest[] = [
      send('PATCH', path(id), columns, { 'If-None-Match': '*' }),
      send('PATCH', path(id), values.state, { 'If-Match': '*' }),
    ];
    return createOnce(this.#client, actor, changeSet, signal);
  }

  async update(
    actor: Actor,
    { id, values, regarding }: ChangedTask,
    signal: AbortSignal,
  ): Promise<void> {
    const open = { statecode: 0, statuscode: 2 };
    const columns = {
      ...values.columns,
      ...(regarding && (await this.#bind(actor, regarding, signal))),
    };
    const changeSet: BatchRequest[] = [
      // A task that is closed takes no changes until it is open again.
      send('PATCH', path(id), open, { 'If-Match': '*' }),
      ...(regarding === null ? await this.#unbind(actor, id, signal) : []),
      send('PATCH', path(id), columns, { 'If-Match': '*' }),
      send('PATCH', path(id), values.state, { 'If-Match': '*' }),
    ];
    const [answers = []] = await this.#client.batch(actor, [{ changeSet }], signal);
    const refused = answers.find(({ status }) => status >= 400);
    if (refused) throw this.#client.failure(refused);
  }

  async read(actor: Actor, id: string, signal: AbortSignal): Promise<RegardingChange | null> {
    const request = get(`${path(id)}?$select=activityid,${regardingColumn}`);
    const answer = await this.#client.request(actor, request, signal);
    if (answer.status === 404) return null;
    if (answer.status >= 400) throw this.#client.failure(answer);
    const found = readJson(answer.body, z.record(z.string(), z.unknown()), 'crm');
    const regarding = lookupOf(found, regardingColumn);
    return { regarding: regarding && { table: regarding.table, id: regarding.id } };
  }

  async mayWrite(actor: Actor, id: string, signal: AbortSignal): Promise<boolean> {
    return (await this.#principal.writable(actor, 'tasks', [id], signal)).has(id);
  }

  remove(actor: Actor, id: string, signal: AbortSignal): Promise<void> {
    return removeRow(this.#client, actor, path(id), signal);
  }

  async #bind(
    actor: Actor,
    { table, id }: RecordRef,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const { entitySet } = await this.#tables.find(actor, table, signal);
    return { [`regardingobjectid_${table}_task@odata.bind`]: `/${entitySet}(${id})` };
  }

  /** The look-up is named after the table it points to, so that one must be known. */
  async #unbind(actor: Actor, id: string, signal: AbortSignal): Promise<BatchRequest[]> {
    const found = await this.read(actor, id, signal);
    if (!found) throw new Failure('not-found', 'crm', 'crm: no such task');
    if (!found.regarding) return [];
    const column = `regardingobjectid_${found.regarding.table}_task@odata.bind`;
    return [send('PATCH', path(id), { [column]: null }, { 'If-Match': '*' })];
  }
}
