import { DataverseError } from '../errors.ts';
import type { Option, Table } from '../metadata/index.ts';
import type { RowData } from '../store/rows.ts';

const pascal = (table: Table): string => table.label.replaceAll(' ', '');

const stateOf = (table: Table, state: unknown): Option | undefined =>
  table.columns['statecode']?.options?.find(({ value }) => value === state);

function invalid(table: Table, status: unknown, state: unknown, id: string): DataverseError {
  return new DataverseError(
    'InvalidStateCodeStatusCode',
    `${String(status)} is not a valid status code for state code ${pascal(table)}State.` +
      `${stateOf(table, state)?.label ?? String(state)} on ${table.name} with Id ${id}.`,
  );
}

/** The status of a state where none is given. */
export const statusOf = (table: Table, state: unknown): number | null => {
  const statuses = table.columns['statuscode']?.options ?? [];
  const first = statuses.find((status) => status.state === state)?.value ?? null;
  return stateOf(table, state)?.defaultStatus ?? first;
};

/**
 * State and status after a change. A state alone brings its own choice of status; a status must
 * belong to the state. `current` has the state before (of a new row: the initial one).
 */
export function resolveState(table: Table, id: string, current: RowData, change: RowData): RowData {
  const statuses = table.columns['statuscode']?.options;
  if (!statuses || !('statecode' in change || 'statuscode' in change)) return {};
  const state = change['statecode'] ?? current['statecode'] ?? 0;
  const kept = state === current['statecode'] ? current['statuscode'] : statusOf(table, state);
  const status = 'statuscode' in change ? change['statuscode'] : kept;
  const isValid = statuses.some(({ value, state: of }) => value === status && of === state);
  if (!isValid) throw invalid(table, status, state, id);
  return { statecode: state, statuscode: status ?? null };
}

/** Throws 400 where a state is set that only an action may set, such as `WinOpportunity`. */
export function refuseActionState(table: Table, current: RowData, change: RowData): void {
  const state = change['statecode'];
  const through = state === current['statecode'] ? undefined : stateOf(table, state)?.through;
  if (!through) return;
  const label = stateOf(table, state)?.label ?? '';
  throw new DataverseError(
    through === 'CloseIncident' ? 'UseCloseIncidentRequest' : 'InvalidArgument',
    `This message can not be used to set the state of ${table.name} to ${label}. In order to set ` +
      `state of ${table.name} to ${label}, use the ${through} message instead.`,
  );
}

/** A row whose table says so is read-only but for some columns once it is not open (wire.md 1.6). */
export function refuseClosed(table: Table, current: RowData, change: RowData): void {
  const { writableWhenClosed } = table;
  if (!writableWhenClosed || current['statecode'] === 0) return;
  const refused = Object.keys(change).find((name) => !writableWhenClosed.includes(name));
  if (!refused) return;
  throw new DataverseError(
    'CannotUpdateBecauseItIsReadOnly',
    `The property '${refused}' cannot be changed because the ${table.name} is read-only once it is completed or canceled.`,
  );
}
