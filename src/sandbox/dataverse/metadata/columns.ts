import type { Column, ColumnKind, Columns, Option } from './types.ts';

type Extra = Partial<Omit<Column, 'kind'>>;

const column = (kind: ColumnKind, extra: Extra = {}): Column => ({
  kind,
  create: true,
  update: true,
  ...extra,
});

const options = (labels: Record<number, string>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));

/** Filled by the server alone. */
export const readOnly = { create: false, update: false } as const;
export const createOnly = { update: false } as const;
export const updateOnly = { create: false } as const;
export const required = { required: true } as const;

/** Platform maximum of a memo without a limit of its own. */
export const unlimited = 1_073_741_823;

export const text = (maxLength: number, extra?: Extra): Column =>
  column('string', { maxLength, ...extra });
export const memo = (maxLength: number, extra?: Extra): Column =>
  column('memo', { maxLength, ...extra });
export const integer = (extra?: Extra): Column => column('integer', extra);
export const bigint = (extra?: Extra): Column => column('bigint', extra);
export const decimal = (extra?: Extra): Column => column('decimal', extra);
export const money = (extra?: Extra): Column => column('money', extra);
export const boolean = (initial?: boolean, extra?: Extra): Column =>
  column('boolean', { ...(initial !== undefined && { initial }), ...extra });
/** Of e-mails and calls: true is outgoing. */
export const direction: Column = boolean(true, {
  options: options({ 0: 'Incoming', 1: 'Outgoing' }),
});
export const datetime = (extra?: Extra): Column => column('datetime', extra);
export const date = (extra?: Extra): Column => column('date', extra);
export const guid = (extra?: Extra): Column => column('guid', extra);
export const id = (): Column => column('guid', { ...createOnly, ...required });
export const entityName = (extra?: Extra): Column => column('entityname', extra);

export const picklist = (labels: Record<number, string>, initial?: number, extra?: Extra): Column =>
  column('picklist', {
    options: options(labels),
    ...(initial !== undefined && { initial }),
    ...extra,
  });

/** A look-up by navigation property → target table. */
export const lookup = (navigation: Record<string, string>, extra?: Extra): Column =>
  column('lookup', { navigation, ...extra });

/** A look-up of one table whose navigation property is named like the column. */
export const lookups = (targets: Record<string, string>, extra?: Extra): Columns =>
  Object.fromEntries(
    Object.entries(targets).map(([name, table]) => [name, lookup({ [name]: table }, extra)]),
  );

/** A look-up of several tables: `customerid_account`, `customerid_contact`. */
export const polymorphic = (
  name: string,
  tables: readonly string[],
  extra?: Extra,
  suffix = '',
): Column => lookup(Object.fromEntries(tables.map((t) => [`${name}_${t}${suffix}`, t])), extra);

/** State → label and its statuses; the first status of the first state is a new row's. */
export function stateAndStatus(
  states: Record<number, { label: string; statuses: Record<number, string> }>,
  initialStatus?: number,
): Columns {
  const statuses = Object.entries(states).flatMap(([state, { statuses }]) =>
    options(statuses).map((status) => ({ ...status, state: Number(state) })),
  );
  const first = statuses.find(({ value }) => value === initialStatus) ?? statuses[0];
  return {
    statecode: column('state', {
      ...updateOnly,
      options: Object.entries(states).map(([value, { label }]) => ({
        value: Number(value),
        label,
      })),
      initial: first?.state ?? 0,
    }),
    statuscode: column('status', { options: statuses, initial: first?.value ?? 1 }),
  };
}

export const activeOrInactive = stateAndStatus({
  0: { label: 'Active', statuses: { 1: 'Active' } },
  1: { label: 'Inactive', statuses: { 2: 'Inactive' } },
});

/** What the server keeps of every row. */
export const audit: Columns = {
  createdon: datetime(readOnly),
  modifiedon: datetime(readOnly),
  ...lookups(
    {
      createdby: 'systemuser',
      modifiedby: 'systemuser',
      createdonbehalfby: 'systemuser',
      modifiedonbehalfby: 'systemuser',
    },
    readOnly,
  ),
  versionnumber: bigint(readOnly),
};

/** Columns of a user-owned row. `ownerid` is bound as `ownerid` whether user or team. */
export const owned: Columns = {
  ...audit,
  ownerid: lookup({ ownerid: 'systemuser' }),
  ...lookups(
    { owninguser: 'systemuser', owningteam: 'team', owningbusinessunit: 'businessunit' },
    readOnly,
  ),
};

export const address = (prefix: string): Columns => ({
  [`${prefix}_line1`]: text(250),
  [`${prefix}_line2`]: text(250),
  [`${prefix}_city`]: text(80),
  [`${prefix}_stateorprovince`]: text(50),
  [`${prefix}_postalcode`]: text(20),
  [`${prefix}_country`]: text(80),
});

export const emailAddresses: Columns = {
  emailaddress1: text(100),
  emailaddress2: text(100),
  emailaddress3: text(100),
};

export const currency: Columns = lookups({ transactioncurrencyid: 'transactioncurrency' });

export const contactPermissions: Columns = {
  donotemail: boolean(false),
  donotbulkemail: boolean(false),
  donotphone: boolean(false),
};

export const priority = picklist({ 0: 'Low', 1: 'Normal', 2: 'High' }, 1);
