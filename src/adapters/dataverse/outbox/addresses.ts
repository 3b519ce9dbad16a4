import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { BatchRequest } from '../batch.ts';
import { get } from '../dataverse-client.ts';
import { inColumn, parameter } from '../literal.ts';
import { chunksOf, personSources } from '../people.ts';
import type { Question } from '../look.ts';
import { rowsIn } from '../look.ts';
import type { TableFacts } from '../table-metadata.ts';
import { text } from '../tables.ts';

/** A record's name and the address of its primary e-mail column. */
export interface Addressee {
  name: string;
  address: string;
}

/** The column mail goes to; the others are for finding people (§1.5.2, 6). */
const usual = ['emailaddress1', 'internalemailaddress', 'emailaddress', 'personalemailaddress'];
const standard = new Map(
  personSources.map((source) => [source.table, source.addresses[0] ?? null]),
);

const primaryColumn = ({ name, emails }: TableFacts): string | null =>
  standard.get(name) ?? usual.find((column) => emails.includes(column)) ?? emails[0] ?? null;

function request(facts: TableFacts, column: string, ids: readonly string[]): BatchRequest {
  const select = `$select=${facts.id},${facts.primaryName},${column}`;
  const filter = parameter('$filter', inColumn(facts.id, '@v'));
  return get(`${facts.entitySet}?${select}&${filter}&${parameter('@v', JSON.stringify(ids))}`);
}

/** The records' addresses, by table and id in small letters. */
export const addressKey = ({ table, id }: RecordRef): string => `${table}|${id}`.toLowerCase();

export function addressQuestions(
  records: readonly RecordRef[],
  tables: readonly TableFacts[],
  found: Map<string, Addressee>,
): Question[] {
  return tables.flatMap((facts) => {
    const own = records.filter(({ table }) => table === facts.name);
    const column = primaryColumn(facts);
    if (own.length === 0 || column === null) return [];
    return chunksOf([...new Set(own.map(({ id }) => id))]).map((ids) => ({
      request: request(facts, column, ids),
      read: (body: string) =>
        rowsIn(body).forEach((row) => {
          const record = { table: facts.name, id: text(row, facts.id) };
          const name = text(row, facts.primaryName);
          found.set(addressKey(record), { name, address: text(row, column) });
        }),
    }));
  });
}
