import type { RecordField } from '../../../ports/record-reader.ts';
import { lookupOf, text } from '../tables.ts';
import type { Row, Table } from '../tables.ts';
import { labelOf } from './card-forms.ts';
import type { CardForm } from './card-forms.ts';

const formatted = '@OData.Community.Display.V1.FormattedValue';

/** Where no form tells: what people look for first. */
const usualColumns = [
  'jobtitle',
  'telephone1',
  'mobilephone',
  'emailaddress1',
  'websiteurl',
  'address1_city',
  'estimatedvalue',
  'estimatedclosedate',
  'ticketnumber',
  'statuscode',
  'ownerid',
];

const kinds: Record<string, RecordField['kind']> = { Email: 'email', Phone: 'phone', Url: 'url' };

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function fieldOf(column: string, row: Row, form: CardForm, language: string): RecordField | null {
  const record = lookupOf(row, `_${column}_value`);
  const value = record?.name ?? (text(row, column + formatted) || plain(row[column]));
  if (value === '') return null;
  const kind = record ? 'record' : (kinds[form.formats.get(column) ?? ''] ?? 'text');
  return { column, label: labelOf(form, column, language) || column, value, kind, record };
}

/** Microsoft's card shows three; a pane has room for some more. */
const most = 6;

/** The first columns of the card that are filled; the name is the card's title already (UI-04). */
export const fieldsOf = (
  table: Table,
  row: Row,
  { form, language }: { form: CardForm; language: string },
): RecordField[] =>
  (form.columns.length > 0 ? form.columns : usualColumns)
    .filter((column) => column !== table.primaryName)
    .flatMap((column) => fieldOf(column, row, form, language) ?? [])
    .slice(0, most);

/** Everything the row has in columns of a format, each once. */
export const valuesWith = (row: Row, { formats }: CardForm, format: string): string[] => {
  const columns = [...formats].filter(([, own]) => own === format).map(([column]) => column);
  return [...new Set(columns.sort().map((column) => text(row, column)))].filter(Boolean);
};
