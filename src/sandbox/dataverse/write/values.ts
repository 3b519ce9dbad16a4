import { badPayload, DataverseError } from '../errors.ts';
import type { Column, Table } from '../metadata/index.ts';
import type { Value } from '../store/rows.ts';

const guid = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const dateTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/i;
const dateOnly = /^\d{4}-\d\d-\d\d$/;

interface Place {
  table: Table;
  name: string;
  column: Column;
}

function wrongType({ table, name }: Place, value: unknown, type: string): never {
  throw badPayload(
    table.entitySet,
    `Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}' of property '${name}'.`,
  );
}

/** PostgreSQL's JSON has no NUL and no lone surrogates. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString();

function toText(place: Place, value: unknown): string {
  if (typeof value !== 'string') return wrongType(place, value, 'Edm.String');
  const { maxLength } = place.column;
  if (maxLength !== undefined && value.length > maxLength) {
    throw new DataverseError(
      'StringLengthTooLong',
      `A validation error occurred.  The length of the '${place.name}' attribute of the ` +
        `'${place.table.name}' entity exceeded the maximum allowed length of '${maxLength}'.`,
    );
  }
  return storable(value);
}

function toNumber(place: Place, value: unknown, isWhole: boolean): number {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (!isNumber || (isWhole && !Number.isInteger(value))) {
    return wrongType(place, value, isWhole ? 'Edm.Int32' : 'Edm.Decimal');
  }
  return value;
}

function toOption(place: Place, value: unknown): number {
  const number = toNumber(place, value, true);
  if (place.column.options?.some((option) => option.value === number)) return number;
  throw new DataverseError(
    'PicklistValueOutOfRange',
    `A validation error occurred. The value ${number} of '${place.name}' on record of type ` +
      `'${place.table.name}' is outside the valid range. Accepted Values: ` +
      (place.column.options ?? []).map((option) => option.value).join(','),
  );
}

function toDateTime(place: Place, value: unknown): string {
  if (typeof value !== 'string' || !dateTime.test(value) || Number.isNaN(Date.parse(value))) {
    return wrongType(place, value, 'Edm.DateTimeOffset');
  }
  const hasZone = !value.includes('T') || /(?:Z|[+-]\d\d:\d\d)$/i.test(value);
  return isoSeconds(new Date(hasZone ? value : `${value}Z`));
}

function toDate(place: Place, value: unknown): string {
  if (typeof value !== 'string' || !dateOnly.test(value) || Number.isNaN(Date.parse(value))) {
    return wrongType(place, value, 'Edm.Date');
  }
  return new Date(value).toISOString().slice(0, 10);
}

function toGuid(place: Place, value: unknown): string {
  const found = typeof value === 'string' ? guid.exec(value)?.[1] : undefined;
  return found?.toLowerCase() ?? wrongType(place, value, 'Edm.Guid');
}

/** UTC without a fraction, as Dataverse writes times. */
export const isoSeconds = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

/** A value from a request as it is stored. Throws a {@link DataverseError} (400). */
export function toStored(
  table: Table,
  name: string,
  column: Column,
  value: unknown,
): Exclude<Value, object> {
  const place = { table, name, column };
  if (value === null || value === undefined) return null;
  switch (column.kind) {
    case 'string':
    case 'memo':
    case 'entityname':
      return toText(place, value);
    case 'integer':
    case 'bigint':
      return toNumber(place, value, true);
    case 'decimal':
    case 'money':
      return toNumber(place, value, false);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(place, value, 'Edm.Boolean');
    case 'picklist':
    case 'state':
    case 'status':
      return toOption(place, value);
    case 'datetime':
      return toDateTime(place, value);
    case 'date':
      return toDate(place, value);
    case 'guid':
      return toGuid(place, value);
    case 'lookup':
      throw badPayload(table.entitySet, `bind the look-up '${name}' with @odata.bind.`);
  }
}
