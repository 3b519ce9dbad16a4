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

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

const outside = ({ table, name }: Place, value: number): string =>
  `A validation error occurred. The value ${value} of '${name}' on record of type ` +
  `'${table.name}' is outside the valid range.`;

const isOutside = ({ column: { min = -Infinity, max = Infinity } }: Place, value: number) =>
  value < min || value > max;

const isInt32 = (value: number): boolean => (value | 0) === value;

function toInteger(place: Place, value: unknown): number {
  if (!isNumber(value) || !isInt32(value)) return wrongType(place, value, 'Edm.Int32');
  if (!isOutside(place, value)) return value;
  throw new DataverseError('IntegerValueOutOfRange', outside(place, value));
}

function toBigInt(place: Place, value: unknown): number {
  return isNumber(value) && Number.isInteger(value) ? value : wrongType(place, value, 'Edm.Int64');
}

/** Digits beyond the column's precision are rounded away. */
function toDecimal(place: Place, value: unknown, type: string): number {
  if (!isNumber(value)) return wrongType(place, value, type);
  if (isOutside(place, value)) {
    throw new DataverseError('DecimalValueOutOfRange', outside(place, value));
  }
  const { precision } = place.column;
  return precision === undefined ? value : Number(value.toFixed(precision));
}

function option(place: Place, number: number): number {
  const { options = [] } = place.column;
  if (options.some(({ value }) => value === number)) return number;
  throw new DataverseError(
    'PicklistValueOutOfRange',
    `${outside(place, number)} Accepted Values: ${options.map(({ value }) => value).join(',')}`,
  );
}

function toOption(place: Place, value: unknown): number {
  if (!isNumber(value) || !isInt32(value)) return wrongType(place, value, 'Edm.Int32');
  return option(place, value);
}

/** `1,3`: the Web API writes several choices as a text. */
function toOptions(place: Place, value: unknown): string | null {
  if (value === '') return null;
  if (typeof value !== 'string' || !/^-?\d+(?:\s*,\s*-?\d+)*$/.test(value)) {
    return wrongType(place, value, 'Edm.String');
  }
  const chosen = value.split(',').map((number) => option(place, Number(number)));
  return [...new Set(chosen)].sort((a, b) => a - b).join(',');
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function toBinary(place: Place, value: unknown): string {
  const isBinary = typeof value === 'string' && value.length % 4 === 0 && base64.test(value);
  return isBinary ? value : wrongType(place, value, 'Edm.Binary');
}

/** Dataverse's calendar begins with the Gregorian one's use in Britain. */
const firstYear = 1753;

function inCalendar(place: Place, date: Date): Date {
  if (date.getUTCFullYear() >= firstYear) return date;
  throw new DataverseError(
    'InvalidDateTime',
    `The date-time format for '${place.name}' is invalid, or value is outside the supported range.`,
  );
}

function toDateTime(place: Place, value: unknown): string {
  if (typeof value !== 'string' || !dateTime.test(value) || Number.isNaN(Date.parse(value))) {
    return wrongType(place, value, 'Edm.DateTimeOffset');
  }
  const hasZone = !value.includes('T') || /(?:Z|[+-]\d\d:\d\d)$/i.test(value);
  return isoSeconds(inCalendar(place, new Date(hasZone ? value : `${value}Z`)));
}

function toDate(place: Place, value: unknown): string {
  if (typeof value !== 'string' || !dateOnly.test(value) || Number.isNaN(Date.parse(value))) {
    return wrongType(place, value, 'Edm.Date');
  }
  return inCalendar(place, new Date(value)).toISOString().slice(0, 10);
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
      return toInteger(place, value);
    case 'bigint':
      return toBigInt(place, value);
    case 'decimal':
    case 'money':
      return toDecimal(place, value, 'Edm.Decimal');
    case 'double':
      return toDecimal(place, value, 'Edm.Double');
    case 'boolean':
      return typeof value === 'boolean' ? value : wrongType(place, value, 'Edm.Boolean');
    case 'picklist':
    case 'state':
    case 'status':
      return toOption(place, value);
    case 'multipicklist':
      return toOptions(place, value);
    case 'image':
      return toBinary(place, value);
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
