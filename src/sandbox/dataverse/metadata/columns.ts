import type { Column, ColumnKind, Columns, Option, RequiredLevel, TargetFlag } from './types.ts';

type Extra = Partial<Omit<Column, 'kind' | 'schemaName'>>;

/** Filled by the server alone. */
export const readOnly = { create: false, update: false } as const;
export const createOnly = { update: false } as const;
export const updateOnly = { create: false } as const;

/** Platform maximum of a memo without a limit of its own. */
export const unlimited = 1_073_741_823;
export const largestInteger = 2_147_483_647;
const largestMoney = 922_337_203_685_477;

/** Columns of one kind: `names` are schema names with blanks between, the keys logical names. */
const columns = (kind: ColumnKind, names: string, ...extras: (Extra | undefined)[]): Columns =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((schemaName) => [
        schemaName.toLowerCase(),
        Object.assign({ kind, schemaName, create: true, update: true }, ...extras) as Column,
      ]),
  );

const byLength = (kind: ColumnKind, lengths: Record<number, string>, extra?: Extra): Columns =>
  Object.assign(
    {},
    ...Object.entries(lengths).map(([length, names]) =>
      columns(kind, names, { maxLength: Number(length) }, extra),
    ),
  ) as Columns;

/** Texts by their length: `texts({ 50: 'Telephone1 Fax' })`. */
export const texts = (lengths: Record<number, string>, extra?: Extra): Columns =>
  byLength('string', lengths, extra);
export const memos = (lengths: Record<number, string>, extra?: Extra): Columns =>
  byLength('memo', lengths, extra);

export const integers = (names: string, extra?: Extra): Columns =>
  columns('integer', names, { min: -largestInteger - 1, max: largestInteger }, extra);
export const bigints = (names: string, extra?: Extra): Columns => columns('bigint', names, extra);
export const decimals = (names: string, extra?: Extra): Columns =>
  columns('decimal', names, { min: -100_000_000_000, max: 100_000_000_000, precision: 2 }, extra);
export const doubles = (names: string, extra?: Extra): Columns =>
  columns('double', names, { precision: 5 }, extra);

/** Money, each with its amount in the organisation's currency (`Revenue_Base`). */
export const moneys = (names: string, extra?: Extra): Columns => {
  const range = { min: -largestMoney, max: largestMoney, precision: 2 };
  const base = names.trim().replace(/\S+/g, '$&_Base');
  return {
    ...columns('money', names, range, extra),
    ...columns('money', base, { ...range, precision: 4 }, readOnly),
  };
};

const options = (labels: Record<number, string>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));

export const noYes = ['No', 'Yes'] as const;

export const booleans = (
  names: string,
  initial?: boolean,
  labels: readonly [no: string, yes: string] = noYes,
  extra?: Extra,
): Columns =>
  columns(
    'boolean',
    names,
    { options: options({ 0: labels[0], 1: labels[1] }) },
    initial === undefined ? undefined : { initial },
    extra,
  );

export const datetimes = (names: string, extra?: Extra): Columns =>
  columns('datetime', names, extra);
/** Times people are shown the day of. */
export const days = (names: string, extra?: Extra): Columns =>
  columns('datetime', names, { isDay: true }, extra);
/** Days without a time or zone. */
export const dates = (names: string, extra?: Extra): Columns => columns('date', names, extra);
export const guids = (names: string, extra?: Extra): Columns => columns('guid', names, extra);
/** Names of tables. */
export const entityNames = (names: string, extra?: Extra): Columns =>
  columns('entityname', names, extra);

type Labels = Record<number, string>;

/** Choices: column → value → label. A set of one value is a new row's; so is `initial`. */
export const picklists = (choices: Record<string, Labels>, extra?: Extra): Columns =>
  Object.assign(
    {},
    ...Object.entries(choices).map(([name, labels]) => {
      const [only, ...others] = Object.keys(labels);
      const initial = others.length === 0 ? { initial: Number(only) } : undefined;
      return columns('picklist', name, { options: options(labels) }, initial, extra);
    }),
  ) as Columns;
export const picklist = (name: string, labels: Labels, initial: number, extra?: Extra): Columns =>
  picklists({ [name]: labels }, { initial, ...extra });
export const multiPicklist = (name: string, labels: Labels, extra?: Extra): Columns =>
  columns('multipicklist', name, { options: options(labels) }, extra);

/** A picture with the id, link and version the server gives it. */
export const entityImage: Columns = {
  ...columns('image', 'EntityImage'),
  ...bigints('EntityImage_Timestamp', readOnly),
  ...texts({ 200: 'EntityImage_URL' }, readOnly),
  ...guids('EntityImageId', readOnly),
};

/** A look-up by navigation property → target table. */
export const lookup = (name: string, navigation: Record<string, string>, extra?: Extra): Columns =>
  columns('lookup', name, { navigation }, extra);

/** A look-up of every table with a flag: `objectid_account`, `objectid_contact`, … */
export const lookupOf = (
  name: string,
  flag: TargetFlag,
  extra?: Extra & { suffix?: string },
): Columns => {
  const { suffix, ...rest } = extra ?? {};
  const targetsOf = { flag, ...(suffix && { suffix }) };
  return columns('lookup', name, { navigation: {}, targetsOf }, rest);
};

/**
 * Look-ups by their targets: `{ CustomerId: 'account contact' }`. The navigation property of a
 * single target is the column's name; of several it ends in the target's.
 */
export const lookups = (targets: Record<string, string>, extra?: Extra): Columns =>
  Object.assign(
    {},
    ...Object.entries(targets).map(([schemaName, list]) => {
      const name = schemaName.toLowerCase();
      const tables = list.split(' ');
      const navigation = tables.map((table) => [
        tables.length === 1 ? name : `${name}_${table}`,
        table,
      ]);
      return lookup(schemaName, Object.fromEntries(navigation) as Record<string, string>, extra);
    }),
  ) as Columns;

/** State → label and its statuses, the first of which is the state's own choice. */
export interface State {
  label: string;
  statuses: Labels;
  /** The only action that may set the state. */
  through?: string;
  /** The state's status where none is given, if not the lowest. */
  first?: number;
}

/** `statecode` and `statuscode`; a new row has the first status of the first state. */
export function states(all: Record<number, State>): Columns {
  const entries = Object.entries(all).map(([value, state]) => ({ value: Number(value), ...state }));
  const statuses = entries.flatMap(({ value, statuses }) =>
    options(statuses).map((status) => ({ ...status, state: value })),
  );
  const stateOptions = entries.map(({ value, label, through, first }) => ({
    value,
    label,
    ...(through && { through }),
    ...(first !== undefined && { defaultStatus: first }),
  }));
  const [start] = entries;
  const status = start?.first ?? Number(Object.keys(start?.statuses ?? {})[0] ?? 1);
  return {
    ...columns('state', 'StateCode', updateOnly, {
      options: stateOptions,
      initial: start?.value ?? 0,
      requiredLevel: 'system',
    }),
    ...columns('status', 'StatusCode', { options: statuses, initial: status }),
  };
}

export const activeOrInactive = states({
  0: { label: 'Active', statuses: { 1: 'Active' } },
  1: { label: 'Inactive', statuses: { 2: 'Inactive' } },
});

/** The columns with these changed: `change(columns, 'name', { onDelete: 'cascade' })`. */
export const change = (all: Columns, names: string, extra: Extra): Columns =>
  Object.fromEntries(
    Object.entries(all).map(([name, column]) => [
      name,
      names.split(/\s+/).includes(name) ? { ...column, ...extra } : column,
    ]),
  );

/** All columns but these. */
export const without = (all: Columns, names: string): Columns =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.split(' ').includes(name)));

/** Marks how much columns are wanted; a `system` column that may be given must be. */
export const withLevel = (all: Columns, names: string, requiredLevel: RequiredLevel): Columns =>
  change(all, names, { requiredLevel });
