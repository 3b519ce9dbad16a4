import type { FieldValue, FormField } from '../../../domain/records/form.ts';
import type { RecordRef } from '../../../domain/mail/email-activity.ts';
import { partyMasks } from '../../../domain/records/party-lists.ts';
import type { WritableForm } from './read-form.ts';

/** Looks tables up by name: `contact` → `contacts`. */
export type EntitySets = ReadonlyMap<string, string>;

type Values = Readonly<Record<string, FieldValue>>;

const isRecord = (value: FieldValue | undefined): value is RecordRef =>
  typeof value === 'object' && !Array.isArray(value);

const isRef = (value: number | RecordRef): value is RecordRef => typeof value === 'object';

/** The records a value refers to: of a look-up one, of a list of people several. */
const recordsIn = (value: FieldValue | undefined): RecordRef[] =>
  Array.isArray(value) ? value.filter(isRef) : isRecord(value) ? [value] : [];

/** Tables whose rows a record refers to. */
export const targetsOf = (values: Values): string[] => [
  ...new Set(Object.values(values).flatMap((value) => recordsIn(value).map(({ table }) => table))),
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
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'number').join(',');
  if (typeof value !== 'string') return value;
  if (type === 'datetime') return `${new Date(value).toISOString().slice(0, 19)}Z`;
  return instants.has(column) ? noon(value) : value;
}

/** The body that makes a record with these values, without the people of an activity. */
export function bodyOf(
  form: WritableForm,
  values: Values,
  sets: EntitySets,
): Record<string, unknown> {
  return Object.fromEntries(
    form.fields.flatMap((field): [string, unknown][] => {
      const value = values[field.column];
      if (value === undefined || field.type === 'parties') return [];
      if (!isRecord(value)) return [[field.column, writtenValue(field, value, form)]];
      const property = form.navigation.get(`${field.column} ${value.table}`);
      return property === undefined ? [] : [[`${property}@odata.bind`, pathOf(sets, value)]];
    }),
  );
}

/** The lists of the caller, and of the person it is regarding, of activities that have them. */
const usualLists: Record<string, { me: string; them: string }> = {
  phonecall: { me: 'from', them: 'to' },
  appointment: { me: 'organizer', them: 'requiredattendees' },
};
const people = new Set(['contact', 'account', 'lead']);

interface ActivityPeople {
  table: string;
  fields: readonly FormField[];
  values: Values;
  /** The caller's system user. */
  me: string;
}

/** Who is on an activity, list by list: who was given, and whom nobody could be asked for. */
function listsOf({ table, fields, values, me }: ActivityPeople): [string, RecordRef[]][] {
  const shown = new Set(fields.map(({ column }) => column));
  const given = fields
    .filter(({ type }) => type === 'parties')
    .map(({ column }): [string, RecordRef[]] => [column, recordsIn(values[column])]);
  const usual = usualLists[table];
  if (!usual) return given;
  const isGiven = given.some(([column, list]) => column === usual.me && list.length > 0);
  const about = recordsIn(values['regardingobjectid']).filter((record) => people.has(record.table));
  return [
    ...given,
    ...(isGiven ? [] : [[usual.me, [{ table: 'systemuser', id: me }]] as [string, RecordRef[]]]),
    // Where the form has the list, who is not in it was left out on purpose.
    ...(shown.has(usual.them) ? [] : [[usual.them, about] as [string, RecordRef[]]]),
  ];
}

/** The people of an activity: a call is the caller's, and to the person it is regarding. */
export function partiesOf(activity: ActivityPeople, sets: EntitySets): Record<string, unknown> {
  const parties = listsOf(activity).flatMap(([column, records]) =>
    records.map((record) => ({
      participationtypemask: partyMasks[column],
      [`partyid_${record.table}@odata.bind`]: pathOf(sets, record),
    })),
  );
  return parties.length > 0 ? { [`${activity.table}_activity_parties`]: parties } : {};
}
