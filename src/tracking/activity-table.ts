import type { LedgerRow } from '../ports/ledger.ts';

/** The CRM's table of an item's activity or record. */
export function activityTableOf({ kind, series }: Pick<LedgerRow, 'kind' | 'series'>): string {
  if (kind === 'message') return 'email';
  if (kind !== 'appointment') return kind;
  return series ? 'recurringappointmentmaster' : 'appointment';
}
