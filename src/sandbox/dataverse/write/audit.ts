import type { Context } from '../api/types.ts';
import type { RowData } from '../store/rows.ts';
import { isoSeconds } from './values.ts';

/** Who changed a row and when; with impersonation also on behalf of whom it was asked. */
export function modifiedNow(context: Context): RowData {
  const [user, caller] = context.principals;
  return {
    modifiedon: isoSeconds(context.now()),
    modifiedby: { table: 'systemuser', id: user.id },
    modifiedonbehalfby: caller ? { table: 'systemuser', id: caller.id } : null,
  };
}

/** As {@link modifiedNow}, of a new row. */
export function createdNow(context: Context): RowData {
  const audit = modifiedNow(context);
  return {
    ...audit,
    createdon: audit['modifiedon'] ?? null,
    createdby: audit['modifiedby'] ?? null,
    createdonbehalfby: audit['modifiedonbehalfby'] ?? null,
  };
}
