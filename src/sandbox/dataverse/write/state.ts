import { DataverseError } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import type { RowData } from '../store/rows.ts';

const pascal = (table: Table): string => table.label.replaceAll(' ', '');

function invalid(table: Table, status: unknown, state: unknown, id: string): DataverseError {
  const label = table.columns['statecode']?.options?.find(({ value }) => value === state)?.label;
  return new DataverseError(
    'InvalidStateCodeStatusCode',
    `${String(status)} is not a valid status code for state code ${pascal(table)}State.` +
      `${label ?? String(state)} on ${table.name} with Id ${id}.`,
  );
}

/**
 * State and status after a change. A state alone brings its first status; a status must belong to
 * the state. `current` has the state before (of a new row: the initial one).
 */
export function resolveState(table: Table, id: string, current: RowData, change: RowData): RowData {
  const statuses = table.columns['statuscode']?.options;
  if (!statuses || !('statecode' in change || 'statuscode' in change)) return {};
  const state = change['statecode'] ?? current['statecode'] ?? 0;
  const first = statuses.find((status) => status.state === state)?.value ?? null;
  const kept = state === current['statecode'] ? current['statuscode'] : first;
  const status = 'statuscode' in change ? change['statuscode'] : kept;
  const isValid = statuses.some(({ value, state: of }) => value === status && of === state);
  if (!isValid) throw invalid(table, status, state, id);
  return { statecode: state, statuscode: status ?? null };
}

/** What may still change on an e-mail that is not open. */
const alwaysWritable = new Set([
  'statecode',
  'statuscode',
  'regardingobjectid',
  'ownerid',
  'category',
  'subcategory',
  'sortdate',
]);

/** A completed or cancelled e-mail is read-only but for regarding, owner, categories and parties. */
export function refuseClosedEmail(table: Table, current: RowData, change: RowData): void {
  if (table.name !== 'email' || current['statecode'] === 0) return;
  const refused = Object.keys(change).find((name) => !alwaysWritable.has(name));
  if (!refused) return;
  throw new DataverseError(
    'CannotUpdateBecauseItIsReadOnly',
    `The property '${refused}' cannot be changed because the email is read-only once it is completed or canceled.`,
  );
}
