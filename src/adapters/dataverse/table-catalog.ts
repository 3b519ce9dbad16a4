import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import { readJson } from '../fetch/json.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { searchTables } from './tables.ts';
import type { Table } from './tables.ts';

const definition = z.object({
  EntitySetName: z.string(),
  PrimaryIdAttribute: z.string(),
  PrimaryNameAttribute: z.string(),
});

/** Knows how tables are addressed; asks the CRM once about those it does not know (E-04). */
export class TableCatalog {
  readonly #tables = new Map(searchTables.map((table) => [table.name, table]));
  readonly #client: DataverseClient;

  constructor(client: DataverseClient) {
    this.#client = client;
  }

  /** @throws Failure `not-found` where there is no such table. */
  async find(actor: Actor, name: string, signal: AbortSignal): Promise<Table> {
    const known = this.#tables.get(name);
    if (known) return known;
    const columns = 'EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute';
    const path = `EntityDefinitions(LogicalName='${name}')?$select=${columns}`;
    const answer = await this.#client.request(actor, get(path), signal);
    if (answer.status === 400) throw new Failure('not-found', 'crm', 'crm: no such table');
    if (answer.status >= 400) throw this.#client.failure(answer);
    const found = readJson(answer.body, definition, 'crm');
    const table: Table = {
      name,
      entitySet: found.EntitySetName,
      id: found.PrimaryIdAttribute,
      primaryName: found.PrimaryNameAttribute,
      detail: [],
      searched: [],
    };
    this.#tables.set(name, table);
    return table;
  }
}
