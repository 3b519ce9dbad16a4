import { findTable, type Column, type Table } from '../metadata/index.ts';
import { isReference, type Value } from '../store/rows.ts';

/** Primary names of the rows look-ups refer to, by `table/id`. */
export type Names = ReadonlyMap<string, string>;

const dayAndTime = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' });
const whole = new Intl.NumberFormat('en-US');
const amount = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 });

/** What a person is shown for a value, or undefined where that is the value itself. */
export function formatted(
  table: Table,
  name: string,
  column: Column,
  value: Value,
  names: Names,
): string | undefined {
  if (value === null) return undefined;
  if (isReference(value)) return names.get(`${value.table}/${value.id}`);
  switch (column.kind) {
    case 'picklist':
    case 'state':
    case 'status': {
      // A row among all activities has the statuses of its own table.
      const options = (table.columns[name] ?? column).options;
      return options?.find((option) => option.value === value)?.label;
    }
    case 'multipicklist':
      return String(value)
        .split(',')
        .map((choice) => column.options?.find((option) => String(option.value) === choice)?.label)
        .join('; ');
    case 'boolean':
      return column.options?.[Number(value)]?.label ?? (value === true ? 'Yes' : 'No');
    case 'datetime':
      return dayAndTime.format(new Date(String(value))).replace(',', '');
    case 'date':
      return day.format(new Date(String(value)));
    case 'integer':
    case 'bigint':
      return whole.format(Number(value));
    case 'decimal':
    case 'double':
      return amount.format(Number(value));
    case 'money':
      return `€${amount.format(Number(value))}`;
    case 'entityname':
      return findTable(String(value))?.label;
    default:
      return undefined;
  }
}
