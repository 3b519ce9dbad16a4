import type { FieldValue, FormField } from '../../../domain/records/form.ts';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import type { WritableForm } from './read-form.ts';

/** Looks tables up by name: `contact` → `contacts`. */
export type EntitySets = ReadonlyMap<string, string>;

const isRecord = (value: FieldValue): value is RecordRef =>
  typeof value === 'object' && !Array.isArray(value);

/** Tables whose rows a record refers to. */
export const targetsOf = (values: Readonly<Record<string, FieldValue>>): string[] => [
  ...new Set(Object.values(values).flatMap((value) => (isRecord(value) ? value.table : []))),
];

const pathOf = (sets: EntitySets, { table, id }: RecordRef): string =>
  `/${sets.get(table) ?? table}(${id})`;

/** An instant at noon is of the same day nearly everywhere; the CRM keeps such days with a time. */
const noon = (day: string): string => `${day}T12:00:00Z`;

function writtenValue(
  { type, column }: FormField,
  value: Exclude<FieldValue, RecordRef>,
  { instants }: WritableForm,
) {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'string') return value;
  if (type === 'datetime') return `${new Date(value).toISOString().slice(0, 19)}Z`;
  return instants.has(column) ? noon(value) : value;
}

/** The body that makes a record with these values. */
export function bodyOf(
  form: WritableForm,
  values: Readonly<Record<string, FieldValue>>,
  sets: EntitySets,
): Record<string, unknown> {
  return Object.fromEntries(
    form.fields.flatMap((field): [string, unknown][] => {
      const value = values[field.column];
      if (value === undefined) return [];
      if (!isRecord(value)) return [[field.column, writtenValue(field, value, form)]];
      const property = form.navigation.get(`${field.column} ${value.table}`);
      return property === undefined ? [] : [[`${property}@odata.bind`, pathOf(sets, value)]];
    }),
  );
}

/** Who takes part in an activity that is regarding a person: `participationtypemask`s. */
const roles: Record<string, { me: number; them: number }> = {
  phonecall: { me: 1, them: 2 },
  appointment: { me: 7, them: 5 },
};
const people = new Set(['contact', 'account', 'lead']);

/** A call is to the person it is regarding; a meeting is with them. */
export function partiesOf(
  table: string,
  regarding: FieldValue | undefined,
  me: string,
  sets: EntitySets,
): Record<string, unknown> {
  const role = roles[table];
  if (!role || regarding === undefined || !isRecord(regarding)) return {};
  if (!people.has(regarding.table)) return {};
  return {
    [`${table}_activity_parties`]: [
      { participationtypemask: role.me, 'partyid_systemuser@odata.bind': `/systemusers(${me})` },
      {
        participationtypemask: role.them,
        [`partyid_${regarding.table}@odata.bind`]: pathOf(sets, regarding),
      },
    ],
  };
}
