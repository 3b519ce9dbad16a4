import * as activities from './activities.ts';
import * as parts from './activity-parts.ts';
import { partyTables, regardingTables } from './activity-targets.ts';
import * as customers from './customers.ts';
import * as organisation from './organisation.ts';
import type { Collection, Column, Table } from './types.ts';
import * as work from './work.ts';

export type { Collection, Column, ColumnKind, Option, Table } from './types.ts';

export { regardingTables, partyTables };

const all: Table[] = [
  ...Object.values(customers),
  ...Object.values(work),
  ...Object.values(activities),
  ...Object.values(parts),
  ...Object.values(organisation),
];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Collections of a table's activities are named `Account_Tasks`; custom tables keep their case. */
function activityCollections(table: Table): Record<string, Collection> {
  const prefix = table.name.includes('_') ? table.name : capital(table.name);
  const via = 'regardingobjectid';
  return Object.fromEntries(
    [
      ['ActivityPointers', 'activitypointer'],
      ['Emails', 'email'],
      ['Appointments', 'appointment'],
      ['Tasks', 'task'],
      ['Phonecalls', 'phonecall'],
    ].map(([name, target]) => [`${prefix}_${name}`, { table: target ?? '', via }]),
  );
}

/** `contact_activity_parties`: where a row is a party. */
const partyCollections = (table: Table): Record<string, Collection> =>
  (partyTables as readonly string[]).includes(table.name)
    ? { [`${table.name}_activity_parties`]: { table: 'activityparty', via: 'partyid' } }
    : {};

const complete = (table: Table): Table => ({
  ...table,
  collections: {
    ...table.collections,
    ...(table.hasActivities && activityCollections(table)),
    ...partyCollections(table),
  },
});

const byName = new Map(all.map((table) => [table.name, complete(table)]));
const bySet = new Map([...byName.values()].map((table) => [table.entitySet, table]));

export const tables: readonly Table[] = [...byName.values()];

/** Names of the tables whose rows are activities. */
export const activityNames: readonly string[] = tables
  .filter((table) => table.isActivity && table.name !== 'activitypointer')
  .map((table) => table.name);

export const findTable = (name: string): Table | undefined => byName.get(name);
export const findEntitySet = (entitySet: string): Table | undefined => bySet.get(entitySet);

/** A table the sandbox itself names; throws where the name is wrong. */
export function tableOf(name: string): Table {
  const table = byName.get(name);
  if (!table) throw new Error(`The sandbox has no table '${name}'.`);
  return table;
}

/** Tables whose rows answer for `table`: every activity for activitypointer, else itself. */
export const storedIn = (table: Table): readonly string[] =>
  table.name === 'activitypointer' ? activityNames : [table.name];

/** Whether a row of table `actual` may stand where `target` is wanted. */
export const isA = (actual: string, target: string): boolean =>
  actual === target || (target === 'activitypointer' && activityNames.includes(actual));

/** The look-up behind a single-valued navigation property (exact case), with its target. */
export function findNavigation(
  table: Table,
  property: string,
): { name: string; column: Column; target: string } | undefined {
  for (const [name, column] of Object.entries(table.columns)) {
    const target = column.navigation?.[property];
    if (target) return { name, column, target };
  }
  return undefined;
}

/** The navigation property answers name for a look-up's value. */
export function navigationTo(column: Column, target: string): string | undefined {
  const found = Object.entries(column.navigation ?? {}).filter(([, table]) => table === target);
  return found.at(-1)?.[0];
}

const lookupProperty = /^_(\w+)_value$/;

/** The column a property name stands for: `_parentcustomerid_value` is `parentcustomerid`. */
export function findColumn(
  table: Table,
  property: string,
): { name: string; column: Column } | undefined {
  const lookup = lookupProperty.exec(property)?.[1];
  const name = lookup ?? property;
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column || (column.kind === 'lookup') !== (lookup !== undefined)) return undefined;
  return { name, column };
}

/** How a column is named in the Web API. */
export const propertyOf = (name: string, column: Column): string =>
  column.kind === 'lookup' ? `_${name}_value` : name;
