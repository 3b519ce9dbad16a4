import type { FoundGroup } from '../../../ports/record-reader.ts';
import { get } from '../dataverse-client.ts';
import type { BatchRequest } from '../batch.ts';
import { parameter, quoted, withoutWildcards } from '../literal.ts';
import { many } from './questions.ts';
import type { Question } from './questions.ts';
import { selectOf } from './record-tables.ts';
import type { ReadableTable, RecordTables } from './record-tables.ts';

/** Numbers and words people know records by, besides their names. */
const alsoSearched = [
  'ticketnumber',
  'accountnumber',
  'quotenumber',
  'ordernumber',
  'invoicenumber',
  'companyname',
];

/** Rows a table gives where all are searched, and where it is the only one. */
const few = 8;
const some = 30;
/** Tables one question goes to; the usual ones and the organisation's own come first. */
const mostTables = 40;

/** Digits of a phone number, whatever stands between them; null where the text is none. */
function phonePattern(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  const isPhone = /^[+\d][\d\s().\-/]*$/.test(text) && digits.length >= 5;
  // The last ones are the same with and without the country's code.
  return isPhone ? digits.slice(-8).split('').join('%') : null;
}

function conditionsOf(table: ReadableTable, wanted: string): string[] {
  const { facts } = table;
  const literal = quoted(withoutWildcards(wanted));
  const numbers = alsoSearched.filter((column) => facts?.texts.has(column));
  const columns = new Set([...table.searched, ...numbers, ...(facts?.emails ?? [])]);
  const pattern = phonePattern(wanted);
  const phones = pattern === null ? [] : (facts?.phones ?? []);
  return [
    ...[...columns].map((column) => `contains(${column},${literal})`),
    ...phones.map((column) => `contains(${column},${quoted(pattern ?? '')})`),
  ];
}

function requestFor(table: ReadableTable, wanted: string, top: number): BatchRequest {
  const either = conditionsOf(table, wanted).join(' or ');
  const filter = table.hasState ? `(${either}) and statecode eq 0` : either;
  const query = [
    `$select=${selectOf(table)}`,
    parameter('$filter', filter),
    `$orderby=${table.primaryName}%20asc`,
    `$top=${top}`,
  ];
  return get(`${table.entitySet}?${query.join('&')}`);
}

/**
 * One part a table. Not Dataverse search: that is off in many organisations, answers a person once a
 * second, wants three letters, and learns of a new record minutes later (UI-08).
 */
export function searchQuestions(
  tables: RecordTables,
  { text, only }: { text: string; only: readonly string[] | undefined },
): { questions: Question[]; groups: FoundGroup[] } {
  const searched = only
    ? only.flatMap((name) => tables.find(name) ?? [])
    : tables.regardable().slice(0, mostTables);
  const groups = searched.map((table): FoundGroup => ({
    table: table.name,
    label: tables.groupLabelOf(table),
    records: [],
  }));
  const top = searched.length === 1 ? some : few;
  const questions = searched.map((table, index) =>
    many(requestFor(table, text, top), (rows) => {
      groups[index]?.records.push(...rows.map((row) => tables.recordOf(table, row)));
    }),
  );
  return { questions, groups };
}
