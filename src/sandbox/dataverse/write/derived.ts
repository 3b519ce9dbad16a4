import { randomBytes } from 'node:crypto';
import { currencyId } from '../fixed-ids.ts';
import type { Table } from '../metadata/index.ts';
import { isReference, textOf, type RowData, type Value } from '../store/rows.ts';

const joined = (separator: string, ...parts: (Value | undefined)[]): string | null =>
  parts.map(textOf).filter(Boolean).join(separator) || null;

const ofTable = (value: Value | undefined, table: string): Value =>
  isReference(value) && value.table === table ? value : null;

const caseNumber = (): string => {
  const random = randomBytes(5).toString('hex').toUpperCase();
  return `CAS-${String(parseInt(random.slice(0, 4), 16)).padStart(5, '0')}-${random.slice(4)}`;
};

/** `changed` is the whole row when it is new. */
type Derive = (data: RowData, changed: RowData) => RowData;

const nameParts = ['firstname', 'middlename', 'lastname'];

/** A name stays as it was stored, in the order of its language, until a part of it changes. */
const fullName: Derive = (data, changed) =>
  nameParts.some((part) => part in changed)
    ? { fullname: joined(' ', ...nameParts.map((part) => data[part])) }
    : {};

const customerParts: Derive = (data) => ({
  accountid: ofTable(data['customerid'], 'account'),
  contactid: ofTable(data['customerid'], 'contact'),
});

const fileSize =
  (body: string, isFile?: string): Derive =>
  (data) => {
    const text = textOf(data[body]);
    return {
      ...(isFile && { [isFile]: text !== '' }),
      filesize: text === '' ? null : Buffer.byteLength(text, 'base64'),
    };
  };

/** Columns the server works out from others, per table. */
const derivations: Record<string, Derive> = {
  contact: (data, changed) => ({
    ...fullName(data, changed),
    accountid: ofTable(data['parentcustomerid'], 'account'),
    parentcontactid: ofTable(data['parentcustomerid'], 'contact'),
  }),
  lead: (data, changed) => ({ ...fullName(data, changed), ...customerParts(data, changed) }),
  systemuser: fullName,
  opportunity: (data, changed) => {
    const customerid =
      data['customerid'] ?? data['parentaccountid'] ?? data['parentcontactid'] ?? null;
    return { customerid, ...customerParts({ customerid }, changed) };
  },
  incident: (data, changed) => ({
    ticketnumber: data['ticketnumber'] ?? caseNumber(),
    ...customerParts(data, changed),
  }),
  annotation: fileSize('documentbody', 'isdocument'),
  salesliteratureitem: fileSize('documentbody'),
};

const rateOf = (data: RowData): number => Number(data['exchangerate'] ?? 1) || 1;

/** Money is in the organisation's currency unless the row names another; `_base` is in that. */
function withCurrency(table: Table, data: RowData): RowData {
  const amounts = Object.entries(data).filter(
    ([name, value]) =>
      typeof value === 'number' && table.columns[`${name}_base`] && !name.endsWith('_base'),
  );
  if (amounts.length === 0) return {};
  const own = { table: 'transactioncurrency', id: currencyId };
  const bases = amounts.map(([name, value]) => [
    `${name}_base`,
    Number((Number(value) / rateOf(data)).toFixed(4)),
  ]);
  return {
    transactioncurrencyid: data['transactioncurrencyid'] ?? own,
    exchangerate: rateOf(data),
    ...(Object.fromEntries(bases) as RowData),
  };
}

const addressParts = ['line1', 'line2', 'line3', 'city', 'stateorprovince', 'postalcode'];

const linesOf = (data: RowData, prefix: string): string | null => {
  const [line1, line2, line3, city, state, code] = addressParts.map((part) => data[prefix + part]);
  const place = joined(' ', joined(', ', city, state), code);
  return joined('\r\n', line1, line2, line3, place, data[`${prefix}country`]);
};

/** `address1_composite` and its like: the address as it is written on a letter. */
const withComposites = (table: Table, data: RowData): RowData =>
  Object.fromEntries(
    Object.keys(table.columns)
      .filter((name) => name.endsWith('composite'))
      .map((name) => [name, linesOf(data, name.slice(0, -'composite'.length))]),
  );

const minutes = (from: Value | undefined, to: Value | undefined): number | null =>
  from && to ? Math.round((Date.parse(textOf(to)) - Date.parse(textOf(from))) / 60_000) : null;

/** How long an activity is planned and how long it took, in minutes. */
const withDurations = (table: Table, data: RowData): RowData =>
  'scheduleddurationminutes' in table.columns
    ? {
        scheduleddurationminutes: minutes(data['scheduledstart'], data['scheduledend']),
        ...(data['actualdurationminutes'] === undefined && {
          actualdurationminutes: minutes(data['actualstart'], data['actualend']),
        }),
      }
    : {};

/** A row's data with what the server derives from it. */
export const withDerived = (table: Table, data: RowData, changed = data): RowData => ({
  ...data,
  ...withCurrency(table, data),
  ...withComposites(table, data),
  ...withDurations(table, data),
  ...derivations[table.name]?.(data, changed),
});
