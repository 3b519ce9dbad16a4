import { truncate } from '../../lib/truncate.ts';
import { fieldMap, placeParts, streetEnds, streetLength } from './field-map.ts';
import type { FieldPair } from './field-map.ts';
import { placeNames } from './outlook-contact.ts';
import type { OutlookContact, OutlookValues, Place, PlaceName } from './outlook-contact.ts';

/** Values of the CRM's contact by column; what is empty is absent. */
export type ContactColumns = Record<string, string>;

/**
 * CT-06: the mailing address alone is the CRM's first address, or each of Outlook's three has one
 * of its own.
 */
export type AddressOption = 'mailing' | 'three';

/** The CRM keeps no day before this one; Outlook writes 1604 for a birthday without a year. */
const firstDay = '1753-01-01';

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && text >= firstDay;

function toColumn({ length, kind }: FieldPair, text: string): string {
  const value = text.trim();
  if (kind === 'day') return isDay(value) ? value : '';
  if (value.length <= length) return value;
  return kind === 'whole' ? '' : truncate(value, length);
}

/** Outlook's own mailing address: the first there is. */
const mailingPlace = (places: OutlookContact['places']): Place | undefined =>
  placeNames.flatMap((name) => places[name] ?? [])[0];

/** A street of more lines than the CRM has keeps the rest in the last one. */
function streetLines(street: string): string[] {
  const lines = street
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first = '', second = '', ...rest] = lines;
  return [first, second, rest.join(', ')].map((line) => truncate(line, streetLength));
}

const columnsOfPlace = (place: Place, number: number): [string, string][] => [
  ...streetLines(place.street).map((line, index): [string, string] => [
    `address${number}_${streetEnds[index] ?? ''}`,
    line,
  ]),
  ...placeParts.map(({ part, end, length }): [string, string] => [
    `address${number}_${end}`,
    truncate(place[part].trim(), length),
  ]),
];

function columnsOfPlaces(places: OutlookContact['places'], option: AddressOption) {
  if (option === 'mailing') {
    const mailing = mailingPlace(places);
    return mailing ? columnsOfPlace(mailing, 1) : [];
  }
  return placeNames.flatMap((name, index) => {
    const place = places[name];
    return place ? columnsOfPlace(place, index + 1) : [];
  });
}

/** What the CRM's contact gets of Outlook's (CT-02); values that are too long are cut or left out. */
export function toColumns(
  { fields, places }: Pick<OutlookContact, 'fields' | 'places'>,
  option: AddressOption = 'mailing',
): ContactColumns {
  const values = fieldMap.map((pair): [string, string] => [
    pair.column,
    toColumn(pair, fields[pair.field] ?? ''),
  ]);
  const all = [...values, ...columnsOfPlaces(places, option)];
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

function placeOf(columns: ContactColumns, number: number): Place | null {
  const read = (end: string): string => columns[`address${number}_${end}`]?.trim() ?? '';
  const street = streetEnds.map(read).filter((line) => line !== '');
  const parts = placeParts.map(({ part, end }) => [part, read(end)] as const);
  if (street.length === 0 && parts.every(([, value]) => value === '')) return null;
  return { street: street.join('\n'), ...Object.fromEntries(parts) } as Place;
}

const numberOfPlace: Record<PlaceName, number> = { business: 1, home: 2, other: 3 };

/** What Outlook's contact gets of the CRM's (CT-01); the company is the parent account's name. */
export function toOutlook(
  columns: ContactColumns,
  { company, option = 'mailing' }: { company: string; option?: AddressOption },
): Pick<OutlookContact, 'fields' | 'places'> {
  const fields: OutlookValues = {};
  for (const { field, column } of fieldMap) {
    const value = columns[column];
    if (value) fields[field] = value;
  }
  if (company) fields.companyName = company;
  const places: OutlookContact['places'] = {};
  for (const name of option === 'mailing' ? (['business'] as const) : placeNames) {
    const place = placeOf(columns, numberOfPlace[name]);
    if (place) places[name] = place;
  }
  return { fields, places };
}

/** Columns that are read and written, in no particular order. */
export const contactColumns: readonly string[] = [
  ...fieldMap.map(({ column }) => column),
  ...[1, 2, 3].flatMap((number) =>
    [...streetEnds, ...placeParts.map(({ end }) => end)].map((end) => `address${number}_${end}`),
  ),
];

/** What fills the blanks of a row that is there already; nothing anybody wrote is lost. */
export const blanksOf = (wanted: ContactColumns, present: ContactColumns): ContactColumns =>
  Object.fromEntries(Object.entries(wanted).filter(([column]) => !present[column]));
