import type { RecordRef } from '../mail/email-activity.ts';
import type { FormField } from './form.ts';

/** What people on an activity are there, by the column that lists them (`participationtypemask`). */
export const partyMasks: Readonly<Record<string, number>> = {
  from: 1,
  to: 2,
  cc: 3,
  bcc: 4,
  requiredattendees: 5,
  optionalattendees: 6,
  organizer: 7,
  resources: 10,
  customers: 11,
};

/** Where the person an activity is about goes: called, invited, visited. */
const aboutColumns = ['to', 'requiredattendees', 'customers'];

/** The list an activity about somebody has them in; undefined where the form has none. */
export const listFor = (
  fields: readonly FormField[],
  { table }: RecordRef,
): FormField | undefined =>
  fields.find(
    ({ column, type, targets }) =>
      type === 'parties' && aboutColumns.includes(column) && (targets?.includes(table) ?? false),
  );
