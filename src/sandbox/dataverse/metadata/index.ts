import { completeTables } from './complete.ts';
import type { Column, Table, TargetFlag } from './types.ts';

export type {
  Collection,
  Column,
  ColumnKind,
  MultipleMessage,
  Option,
  RequiredLevel,
  Table,
} from './types.ts';

const byName = new Map(completeTables().map((table) => [table.name, table]));
const bySet = new Map([...byName.values()].map((table) => [table.entitySet, table]));

export const tables: readonly Table[] = [...byName.values()];

const namesWith = (flag: TargetFlag): string[] =>
  tables.filter((table) => table[flag]).map((table) => table.name);

/** Tables an activity may be regarding; tables whose rows may be parties of an activity. */
export const regardingTables: readonly string[] = namesWith('hasActivities');
export const partyTables: readonly string[] = namesWith('isParty');

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
