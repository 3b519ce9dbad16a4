import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import type { RecordDetails } from '../../../ports/record-reader.ts';
import { get } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { lookupOf } from '../tables.ts';
import type { Row } from '../tables.ts';
import { aroundQuestions } from './around.ts';
import type { CardForm, CardForms } from './card-forms.ts';
import { fieldsOf, valuesWith } from './fields.ts';
import { ask, one } from './questions.ts';
import type { ReadableTable, RecordTables } from './record-tables.ts';

export interface Reading {
  client: DataverseClient;
  actor: Actor;
  tables: RecordTables;
  forms: CardForms;
  language: string;
  signal: AbortSignal;
}

/** Columns of the account or contact a record belongs to, the first that is filled. */
const parentColumns = [
  '_parentcustomerid_value',
  '_parentaccountid_value',
  '_customerid_value',
  '_parentcontactid_value',
];

const parentOf = (row: Row): RecordDetails['parent'] =>
  parentColumns.map((column) => lookupOf(row, column)).find((found) => found !== null) ?? null;

/** The whole row, since its card's columns may not be known yet, and the card where it is not. */
async function readRow(
  { client, actor, forms, signal }: Reading,
  table: ReadableTable,
  id: string,
): Promise<{ row: Row; form: CardForm }> {
  const known = forms.find(table.name);
  const asked = known ? null : forms.questions(table.name);
  const found: Row[] = [];
  const request = get(`${table.entitySet}(${id})`);
  const questions = [one(request, (row) => found.push(row)), ...(asked?.questions ?? [])];
  await ask(client, actor, questions, signal);
  const [row] = found;
  // Whether it is gone or not for the actor: nobody learns which.
  if (!row) throw new Failure('not-found', 'crm', 'crm: record cannot be read');
  return {
    row,
    form: known ?? asked?.done() ?? { columns: [], labels: new Map(), formats: new Map() },
  };
}

/** A record and what is around it, in two requests. @throws Failure `not-found`. */
export async function readDetails(
  reading: Reading,
  { table: name, id }: RecordRef,
): Promise<RecordDetails> {
  const { client, actor, tables, language, signal } = reading;
  const table = tables.get(name);
  const { row, form } = await readRow(reading, table, id);
  const parent = parentOf(row);
  const { questions, around } = aroundQuestions(tables, { table: name, id }, parent);
  await ask(client, actor, questions, signal);
  return {
    record: tables.recordOf(table, row),
    fields: fieldsOf(table, row, { form, language }),
    emails: valuesWith(row, form, 'Email'),
    phones: valuesWith(row, form, 'Phone'),
    parent,
    ...around,
  };
}
