import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { Mark } from '../ports/mailbox.ts';
import type { Attempt } from './track-email.ts';

export const sameRecord = (a: RecordRef | null, b: RecordRef | null): boolean =>
  a?.table === b?.table && a?.id.toLowerCase() === b?.id.toLowerCase();

/** What of it nobody asked for in so many words decides nothing that somebody has decided already. */
const asksNobody = ({ via }: LedgerRow): boolean => via === 'rule' || via === 'automatic';

/** What an activity that is there already is to be regarding. */
export function regardingAfter(row: LedgerRow, before: RecordRef | null): RecordRef | null {
  if (row.clearRegarding) return null;
  return asksNobody(row) ? (before ?? row.wanted) : (row.wanted ?? before);
}

export interface Adopted {
  mark: Mark;
  /** What the activity was regarding, since the CRM had it already. */
  adopted: { regarding: RecordRef | null };
}

/** An activity that is there already gets the regarding that was asked for, if any was. */
export async function adopt(
  { ports, actor, row, signal }: Pick<Attempt, 'ports' | 'actor' | 'row' | 'signal'>,
  email: { id: string; regarding: RecordRef | null },
): Promise<Adopted> {
  const before = email.regarding && { table: email.regarding.table, id: email.regarding.id };
  const regarding = regardingAfter(row, before);
  if (!sameRecord(regarding, before)) {
    await ports.crm.setRegarding(actor, email.id, regarding, signal);
  }
  return { mark: { activityId: email.id, regarding }, adopted: { regarding: before } };
}
