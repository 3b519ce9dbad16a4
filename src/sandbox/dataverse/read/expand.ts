import { sql } from 'kysely';
import type { ExpandItem, QueryOptions } from '../../odata/ast.ts';
import { largestPage, type Preferences } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { notBuilt, unknownProperty } from '../errors.ts';
import { findNavigation, isA, tableOf, type Column, type Table } from '../metadata/index.ts';
import { requirePrivilege } from '../security/access.ts';
import { isReference, type Row } from '../store/rows.ts';
import { loadNames, presentRow, selectedColumns } from './present.ts';
import { inCollection } from './resolver.ts';
import { selectRows } from './select-rows.ts';

type Json = Record<string, unknown>;

/** The rows with their columns and expanded properties, in the same order. */
export async function presentRows(
  context: Context,
  table: Table,
  rows: readonly Row[],
  query: QueryOptions,
  preferences: Preferences,
): Promise<Json[]> {
  const columns = selectedColumns(table, query.select);
  const names = preferences.wantsAnyAnnotation ? await loadNames(context.db, rows) : new Map();
  const records = rows.map((row) => presentRow({ table, columns, preferences, names }, row));
  for (const item of query.expand ?? []) {
    const values = await expand(context, table, rows, item, preferences);
    for (const [index, record] of records.entries()) record[item.path] = values[index];
  }
  return records;
}

/** Targets of a navigation property: an owner may be a team. */
const targetsOf = (name: string, target: string): Table[] =>
  name === 'ownerid' ? [tableOf('systemuser'), tableOf('team')] : [tableOf(target)];

async function relatedRows(
  context: Context,
  targets: Table[],
  ids: readonly string[],
  options: QueryOptions,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const condition = sql<boolean>`r.id in (${sql.join(ids.map((id) => sql`${id}::uuid`))})`;
  const found = await Promise.all(
    targets.map((table) =>
      selectRows(context, { table, condition }, table === targets[0] ? options : { custom: {} }),
    ),
  );
  return found.flat();
}

function referredIds(rows: readonly Row[], name: string, targets: Table[]): (string | null)[] {
  return rows.map((row) => {
    const value = row.data[name];
    const isWanted = isReference(value) && targets.some((target) => isA(value.table, target.name));
    return isWanted ? value.id : null;
  });
}

async function expandSingle(
  context: Context,
  rows: readonly Row[],
  navigation: { name: string; column: Column; target: string },
  options: QueryOptions,
  preferences: Preferences,
): Promise<(Json | null)[]> {
  const targets = targetsOf(navigation.name, navigation.target);
  const ids = referredIds(rows, navigation.name, targets);
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const related = await relatedRows(context, targets, wanted, options);
  const byId = new Map<string, Json>();
  for (const table of targets) {
    const ofTable = related.filter((row) => isA(row.table, table.name));
    const shown = table === targets[0] ? options : { custom: {} };
    const records = await presentRows(context, table, ofTable, shown, preferences);
    for (const [index, row] of ofTable.entries()) byId.set(row.id, records[index] ?? {});
  }
  return ids.map((id) => (id === null ? null : (byId.get(id) ?? null)));
}

async function expandCollection(
  context: Context,
  table: Table,
  rows: readonly Row[],
  { path, options }: ExpandItem,
  preferences: Preferences,
): Promise<Json[][]> {
  const collection = table.collections[path];
  if (!collection) throw unknownProperty(path, table.name);
  const target = tableOf(collection.table);
  requirePrivilege(context.principals, 'Read', target);
  const limit = Math.min(options.top ?? largestPage, largestPage);
  const result: Json[][] = [];
  for (const row of rows) {
    const condition = inCollection(collection, 'r', sql`${row.id}::uuid`);
    const page = { limit, offset: 0 };
    const found = await selectRows(context, { table: target, condition }, options, page);
    result.push(await presentRows(context, target, found, options, preferences));
  }
  return result;
}

/** The value of an expanded property for each row. */
async function expand(
  context: Context,
  table: Table,
  rows: readonly Row[],
  item: ExpandItem,
  preferences: Preferences,
): Promise<unknown[]> {
  if (item.path.includes('/')) throw notBuilt(`$expand=${item.path}`);
  const navigation = findNavigation(table, item.path);
  if (!navigation) return expandCollection(context, table, rows, item, preferences);
  requirePrivilege(context.principals, 'Read', tableOf(navigation.target));
  return expandSingle(context, rows, navigation, item.options, preferences);
}
