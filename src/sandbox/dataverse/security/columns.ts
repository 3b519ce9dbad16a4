import { DataverseError, type ErrorName } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import type { Row, RowData } from '../store/rows.ts';
import type { Principals } from './access.ts';
import type { ColumnVerb } from './column-rights.ts';
import type { Principal } from './principal.ts';

const mayUse = ({ columns }: Principal, table: Table, name: string, verb: ColumnVerb): boolean =>
  columns === 'all' || (columns.get(`${table.name}.${name}`)?.has(verb) ?? false);

const lacks = (
  principals: Principals,
  table: Table,
  name: string,
  verb: ColumnVerb,
): Principal | undefined =>
  table.columns[name]?.isSecured
    ? principals.find((principal) => !mayUse(principal, table, name, verb))
    : undefined;

/** Whether column security lets all principals see a column; a column that is not secured: yes. */
export const isReadable = (principals: Principals, table: Table, name: string): boolean =>
  lacks(principals, table, name, 'read') === undefined;

/** Whether all principals may give a column when a row is made or changed. */
export const mayChange = (
  principals: Principals,
  table: Table,
  verb: 'create' | 'update',
  name: string,
): boolean => lacks(principals, table, name, verb) === undefined;

const hiddenColumns = (principals: Principals, table: Table): string[] =>
  Object.keys(table.columns).filter((name) => !isReadable(principals, table, name));

/** The rows of a table as the principals may see them: secured columns are null. */
export function hideSecured(
  principals: Principals,
  table: Table,
  rows: readonly Row[],
): readonly Row[] {
  const hidden = hiddenColumns(principals, table);
  if (hidden.length === 0) return rows;
  const empty: RowData = Object.fromEntries(hidden.map((name) => [name, null]));
  return rows.map((row) => ({ ...row, data: { ...row.data, ...empty } }));
}

/**
 * Throws 403 (`0x8004f506`) where a query filters, orders or groups by a secured column that the
 * principals may not read: its answer would give the values away.
 */
export function requireReadable(principals: Principals, table: Table, name: string): void {
  const lacking = lacks(principals, table, name, 'read');
  if (!lacking) return;
  throw new DataverseError(
    'QueryContainedSecuredAttributeWithoutAccess',
    `The query contained a secured attribute to which the caller does not have access. ` +
      `User with id ${lacking.id} does not have Read permission for attribute '${name}' of ` +
      `entity '${table.name}'.`,
  );
}

const refusals: Record<'create' | 'update', ErrorName> = {
  create: 'AttributePrivilegeCreateIsMissing',
  update: 'AttributePermissionUpdateIsMissingDuringUpdate',
};

/** Throws 403 where a body gives a secured column that a principal may not create or update. */
export function requireColumnRights(
  principals: Principals,
  table: Table,
  verb: 'create' | 'update',
  names: readonly string[],
): void {
  for (const name of names) {
    const lacking = lacks(principals, table, name, verb);
    if (!lacking) continue;
    const permission = verb === 'create' ? 'Create' : 'Update';
    throw new DataverseError(
      refusals[verb],
      `The user with id ${lacking.id} does not have ${permission} permission for the attribute ` +
        `'${name}' of entity '${table.name}'. The operation could not be completed.`,
    );
  }
}
