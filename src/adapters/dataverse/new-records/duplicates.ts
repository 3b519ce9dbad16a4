import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import type { NamedRecord } from '../../../ports/crm.ts';
import { readJson } from '../../fetch/json.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { parameter } from '../literal.ts';
import { recordOf } from '../tables.ts';
import type { Table } from '../tables.ts';

const rows = z.object({ value: z.array(z.record(z.string(), z.unknown())) });

/** Enough to recognise the person or company meant. */
const offered = 5;
/** Longer texts are no names or addresses, and the question must fit into a URL. */
const longest = 200;

const isShort = ([name, value]: [string, unknown]): boolean =>
  !name.includes('@') && (typeof value !== 'string' || value.length <= longest);

/** What a new row would be a duplicate of. @param body of the row; @param table of the duplicates. */
function question(name: string, body: Record<string, unknown>, table: Table) {
  const entity = {
    '@odata.type': `Microsoft.Dynamics.CRM.${name}`,
    ...Object.fromEntries(Object.entries(body).filter(isShort)),
  };
  const query = [
    parameter('@e', JSON.stringify(entity)),
    parameter('@m', `'${table.name}'`),
    parameter('@p', JSON.stringify({ PageNumber: 1, Count: offered })),
  ];
  const call = 'RetrieveDuplicates(BusinessEntity=@e,MatchingEntityName=@m,PagingInfo=@p)';
  return get(`${call}?${query.join('&')}`);
}

/**
 * Rows the CRM's rules take for duplicates of one that is to be made, as far as the caller may read
 * them. @param tables to look in.
 */
export async function findDuplicates(
  client: DataverseClient,
  actor: Actor,
  { name, body, tables }: { name: string; body: Record<string, unknown>; tables: Table[] },
  signal: AbortSignal,
): Promise<NamedRecord[]> {
  const requests = tables.map((table) => question(name, body, table));
  const answers = await client.batch(actor, requests, signal);
  return tables
    .flatMap((table, index) => {
      const answer = answers[index]?.[0];
      // That there are duplicates is known; those nobody may see stay unnamed.
      if (!answer || answer.status >= 400) return [];
      return readJson(answer.body, rows, 'crm').value.map((row) => recordOf(table, row));
    })
    .slice(0, offered);
}
