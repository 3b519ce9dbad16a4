import type { RecordRef } from '../mail/email-activity.ts';
import type { CreatableTable, FieldValues, FormField } from './form.ts';
import { listFor } from './party-lists.ts';

/** What a new record is made from. */
export interface Origin {
  /** The open item's subject; absent where the record has nothing to do with it. */
  subject?: string | undefined;
  /** Who the record is about, likeliest first: the sender's contact, their account. */
  people?: readonly RecordRef[] | undefined;
  /** The record it is made from: regarding of an activity, else its customer or parent. */
  parent?: RecordRef | undefined;
}

/** Columns an item's subject goes to, the first there is. */
const nameColumns = ['subject', 'title', 'name', 'new_name'];

/** Look-ups of a customer, in the order they are filled; others are anybody's guess. */
const customerColumns = [
  'customerid',
  'parentcustomerid',
  'parentaccountid',
  'parentcontactid',
  'primarycontactid',
];

/** `RE: Fwd: AW: Tárgy` is `Tárgy`: in the languages Outlook prefixes subjects in. */
const withoutPrefixes = (subject: string): string =>
  subject.replace(
    /^(?:\s*(?:re|fw|fwd|aw|wg|vá|vs|tr|rv|ha|továbbítás|válasz)\s*(?:\[\d+\])?:)+\s*/iu,
    '',
  );

const isLookupOf =
  (table: string) =>
  ({ type, targets }: FormField): boolean =>
    type === 'lookup' && (targets?.includes(table) ?? false);

const rank = ({ column }: FormField): number => {
  const at = customerColumns.indexOf(column);
  return at < 0 ? customerColumns.length : at;
};

/** The look-up a record of that table goes to; the CRM's own before those of customers. */
function lookupFor(
  fields: readonly FormField[],
  record: RecordRef,
  taken: ReadonlySet<string>,
): FormField | undefined {
  return fields
    .filter(isLookupOf(record.table))
    .filter(({ column }) => column !== 'regardingobjectid' && !taken.has(column))
    .sort((a, b) => rank(a) - rank(b))[0];
}

function fromSubject(fields: readonly FormField[], subject: string): FieldValues {
  const column = nameColumns.find((name) => fields.some((field) => field.column === name));
  const field = fields.find((candidate) => candidate.column === column);
  const text = withoutPrefixes(subject).trim();
  if (!field || !text) return {};
  return { [field.column]: text.slice(0, field.maxLength ?? text.length) };
}

function fromRecords(fields: readonly FormField[], records: readonly RecordRef[]): FieldValues {
  const values: Record<string, RecordRef> = {};
  for (const record of records) {
    const field = lookupFor(fields, record, new Set(Object.keys(values)));
    // One customer is enough: a second of the same kind would be a guess.
    const isThere = Object.values(values).some(({ table }) => table === record.table);
    // What the pane shows of a record, its name say, is no part of the value.
    if (field && !isThere) values[field.column] = { table: record.table, id: record.id };
  }
  return values;
}

function fromParent(
  { isActivity }: CreatableTable,
  fields: readonly FormField[],
  { parent, people = [] }: Origin,
): FieldValues {
  const regarding = fields.find(({ column }) => column === 'regardingobjectid');
  if (isActivity) {
    const record = parent && regarding?.targets?.includes(parent.table) ? parent : undefined;
    const list = parent && listFor(fields, parent);
    return {
      ...(record && { regardingobjectid: record }),
      ...(list && { [list.column]: [{ table: parent.table, id: parent.id }] }),
    };
  }
  return fromRecords(fields, [...(parent ? [parent] : []), ...people]);
}

const initialOf = (fields: readonly FormField[]): FieldValues =>
  Object.fromEntries(
    fields.flatMap(({ column, initial }) => (initial === undefined ? [] : [[column, initial]])),
  );

/** What a form begins with: the table's own values, then the item's and the parent's. */
export const prefill = (
  table: CreatableTable,
  fields: readonly FormField[],
  origin: Origin,
): FieldValues => ({
  ...initialOf(fields),
  ...(origin.subject !== undefined && !isPerson(table) && fromSubject(fields, origin.subject)),
  ...fromParent(table, fields, origin),
});

/** A person is not called like the mail they sent. */
const isPerson = ({ table }: CreatableTable): boolean => table === 'contact' || table === 'account';
