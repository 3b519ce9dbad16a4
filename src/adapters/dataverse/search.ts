import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import type { Failure } from '../../ports/failure.ts';
import type { SearchGroup } from '../../ports/crm.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter, quoted, withoutWildcards } from './literal.ts';
import { columnsOf, recordOf, searchTables } from './tables.ts';
import type { Table } from './tables.ts';

const rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });
const perTable = 8;

function searchRequest(table: Table, wanted: string): BatchRequest {
  const literal = quoted(withoutWildcards(wanted));
  const either = table.searched.map((column) => `contains(${column},${literal})`).join(' or ');
  const filter = parameter('$filter', `(${either}) and statecode eq 0`);
  const query = [
    `$select=${columnsOf(table)}`,
    filter,
    `$orderby=${table.primaryName}%20asc`,
    `$top=${perTable}`,
  ];
  return get(`${table.entitySet}?${query.join('&')}`);
}

/** One part a table; a table the caller may not read is left out. */
export async function searchRecords(
  client: DataverseClient,
  actor: Actor,
  wanted: string,
  signal: AbortSignal,
): Promise<SearchGroup[]> {
  const requests = searchTables.map((table) => searchRequest(table, wanted));
  const answers = await client.batch(actor, requests, signal);
  const failures: Failure[] = [];
  const groups = searchTables.map((table, index) => {
    const answer = answers[index]?.[0];
    if (!answer || answer.status >= 400) {
      if (answer) failures.push(client.failure(answer));
      return { table: table.name, records: [] };
    }
    const { value } = readJson(answer.body, rows, 'crm');
    return { table: table.name, records: value.map((row) => recordOf(table, row)) };
  });
  const worst = failures.find(({ kind }) => kind !== 'forbidden') ?? failures[0];
  const isAllForbidden = failures.length === searchTables.length;
  if (worst && (worst.kind !== 'forbidden' || isAllForbidden)) throw worst;
  return groups.filter(({ records }) => records.length > 0);
}
