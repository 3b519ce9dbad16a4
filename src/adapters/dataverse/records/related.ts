import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { OpenRecord, Related, RelatedQuery } from '../../../ports/record-reader.ts';
import { get } from '../dataverse-client.ts';
import { parameter, quoted } from '../literal.ts';
import { idOf, text } from '../tables.ts';
import type { Row } from '../tables.ts';
import { many, one } from './questions.ts';
import type { Question } from './questions.ts';
import { nameRequest, selectOf } from './record-tables.ts';
import type { ReadableTable, RecordTables } from './record-tables.ts';

/** Columns with the numbers people write into subjects. */
const numberColumns = {
  incident: 'ticketnumber',
  quote: 'quotenumber',
  salesorder: 'ordernumber',
  invoice: 'invoicenumber',
} as const;

const anyOf = (column: string, ids: readonly string[]): string[] =>
  ids.map((id) => `${column} eq ${id}`);

function nameQuestions(tables: RecordTables, records: readonly RecordRef[], found: Related) {
  return records.flatMap((record) => {
    const table = tables.find(record.table);
    if (!table) return [];
    const read = (row: Row): void => void found.records.push(tables.recordOf(table, row));
    return [one(nameRequest(table, record), read)];
  });
}

function numberQuestions(tables: RecordTables, numbers: readonly string[], found: Related) {
  if (numbers.length === 0) return [];
  return Object.entries(numberColumns).flatMap(([name, column]) => {
    const table = tables.find(name);
    if (!table) return [];
    const filter = numbers.map((number) => `${column} eq ${quoted(number)}`).join(' or ');
    const query = `$select=${selectOf(table)}&${parameter('$filter', filter)}&$top=5`;
    return [
      many(get(`${table.entitySet}?${query}`), (rows) =>
        found.numbered.push(...rows.map((row) => tables.recordOf(table, row))),
      ),
    ];
  });
}

interface OpenSource {
  table: string;
  contacts: string[];
  accounts: string[];
  closes: string | null;
}

const customer = '_customerid_value';

/** Where open work with somebody is found: look-up columns to contacts and to accounts. */
const openSources: readonly OpenSource[] = [
  {
    table: 'opportunity',
    contacts: ['_parentcontactid_value', customer],
    accounts: ['_parentaccountid_value', customer],
    closes: 'estimatedclosedate',
  },
  {
    table: 'incident',
    contacts: ['_primarycontactid_value', customer],
    accounts: [customer],
    closes: null,
  },
];

const dateOf = (value: string): Date | null => (value ? new Date(value) : null);

/** People and accounts a question is about; more would not make it better. */
const mostPeople = 15;
const mostOpen = 15;

const lookupsOf = ({ contacts, accounts }: OpenSource): string[] => [
  ...new Set([...contacts, ...accounts]),
];

function openRecordOf(
  tables: RecordTables,
  table: ReadableTable,
  source: OpenSource,
  row: Row,
): OpenRecord {
  return {
    ...tables.recordOf(table, row),
    customers: lookupsOf(source).flatMap((column) => idOf(row, column) ?? []),
    changedAt: dateOf(text(row, 'modifiedon')),
    closesOn: source.closes ? dateOf(text(row, source.closes)) : null,
  };
}

function openQuestions(
  tables: RecordTables,
  { contacts, accounts }: Pick<RelatedQuery, 'contacts' | 'accounts'>,
  found: Related,
): Question[] {
  return openSources.flatMap((source) => {
    const either = [
      ...source.contacts.flatMap((column) => anyOf(column, contacts.slice(0, mostPeople))),
      ...source.accounts.flatMap((column) => anyOf(column, accounts.slice(0, mostPeople))),
    ];
    const table = tables.find(source.table);
    if (!table || either.length === 0) return [];
    const extra = ['modifiedon', ...lookupsOf(source), ...(source.closes ? [source.closes] : [])];
    const columns = [...new Set([...selectOf(table).split(','), ...extra])];
    const query = [
      `$select=${columns.join(',')}`,
      parameter('$filter', `statecode eq 0 and (${either.join(' or ')})`),
      `$orderby=modifiedon%20desc&$top=${mostOpen}`,
    ];
    return many(get(`${table.entitySet}?${query.join('&')}`), (rows) =>
      found.open.push(...rows.map((row) => openRecordOf(tables, table, source, row))),
    );
  });
}

/** What has to do with the people of an item; one request. */
export function relatedQuestions(
  tables: RecordTables,
  query: RelatedQuery,
): { questions: Question[]; found: Related } {
  const found: Related = { records: [], numbered: [], open: [] };
  const questions = [
    ...nameQuestions(tables, query.records, found),
    ...numberQuestions(tables, query.numbers, found),
    ...openQuestions(tables, query, found),
  ];
  return { questions, found };
}
