import { sql } from 'kysely';
import type { ExpandItem, QueryOptions } from '../../odata/ast.ts';
import { largestPage, type Preferences } from '../api/prefer.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, unknownProperty } from '../errors.ts';
import {
  findNavigation,
  propertyOf,
  isA,
  tableOf,
  type Collection,
  type Column,
  type Table,
} from '../metadata/index.ts';
import { requirePrivilege } from '../security/access.ts';
import { hideSecured } from '../security/columns.ts';
import { isReference, type Row } from '../store/rows.ts';
import { collectionLink, rowUrl } from './links.ts';
import { loadNames, presentRow, selectedColumns } from './present.ts';
import { inCollection } from './resolver.ts';
import { selectPerParent, selectRows } from './select-rows.ts';

type Json = Record<string, unknown>;
type Reader = (rows: readonly Row[]) => Promise<Json[]>;

/** What is selected, with the look-ups whose addresses alone are expanded (`x/$ref`). */
function referencedBy(table: Table, { select, expand = [] }: QueryOptions): string[] | undefined {
  const lookups = expand.flatMap(({ path, suffix }) => {
    const found = suffix === '$ref' ? findNavigation(table, path) : undefined;
    return found ? [propertyOf(found.name, found.column)] : [];
  });
  return select && [...select, ...lookups];
}

/** The rows with their columns and expanded properties, in the same order. */
export async function presentRows(
  context: Context,
  table: Table,
  found: readonly Row[],
  query: QueryOptions,
  preferences: Preferences,
): Promise<Json[]> {
  const rows = hideSecured(context.principals, table, found);
  const columns = selectedColumns(table, referencedBy(table, query));
  const names = preferences.wantsAnyAnnotation ? await loadNames(context.db, rows) : new Map();
  const records = rows.map((row) => presentRow({ table, columns, preferences, names }, row));
  for (const item of query.expand ?? []) {
    const values = await expand(context, table, rows, item, preferences);
    for (const [index, record] of records.entries()) Object.assign(record, values[index]);
  }
  return records;
}

/** An expanded item: whole rows, or with `$ref` only their addresses. */
const readerOf =
  (context: Context, table: Table, item: ExpandItem, preferences: Preferences): Reader =>
  (rows) =>
    item.suffix === '$ref'
      ? Promise.resolve(rows.map((row) => ({ '@odata.id': rowUrl(context, row) })))
      : presentRows(context, table, rows, item.options, preferences);

/** Targets of a navigation property: an owner may be a team. */
const targetsOf = (name: string, target: string): Table[] =>
  name === 'ownerid' ? [tableOf('systemuser'), tableOf('team')] : [tableOf(target)];

async function relatedRows(
  context: Context,
  table: Table,
  ids: readonly string[],
  options: QueryOptions,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const condition = sql<boolean>`r.id in (${sql.join(ids.map((id) => sql`${id}::uuid`))})`;
  return selectRows(context, { table, condition }, options);
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
  item: ExpandItem,
  preferences: Preferences,
): Promise<Json[]> {
  const targets = targetsOf(navigation.name, navigation.target);
  const ids = referredIds(rows, navigation.name, targets);
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const byId = new Map<string, Json>();
  for (const [index, table] of targets.entries()) {
    // What is selected of a user need not be there in a team.
    const shown = index === 0 ? item : { ...item, options: { custom: {} } };
    const related = await relatedRows(context, table, wanted, shown.options);
    const records = await readerOf(context, table, shown, preferences)(related);
    for (const [place, row] of related.entries()) byId.set(row.id, records[place] ?? {});
  }
  return ids.map((id) => ({ [item.path]: id === null ? null : (byId.get(id) ?? null) }));
}

async function expandCollection(
  context: Context,
  collection: Collection,
  rows: readonly Row[],
  item: ExpandItem,
  preferences: Preferences,
): Promise<Json[]> {
  const { path, options } = item;
  const target = tableOf(collection.table);
  requirePrivilege(context.principals, 'Read', target);
  const limit = Math.min(options.top ?? largestPage, largestPage);
  const found = await selectPerParent(
    context,
    target,
    (parent) => inCollection(collection, 'r', parent),
    rows.map(({ id }) => id),
    options,
    limit,
  );
  const all = [...found.values()].flat();
  const records = await readerOf(context, target, item, preferences)(all);
  const recordOf = new Map(all.map((row, index) => [row, records[index] ?? {}]));
  return rows.map((row) => ({
    [path]: (found.get(row.id) ?? []).map((child) => recordOf.get(child)),
    [`${path}@odata.nextLink`]: collectionLink(context, row, item),
  }));
}

function refuseOptions({ path, suffix, options }: ExpandItem): void {
  const { skip, search, levels, count, apply } = options;
  const refused = { skip, search, levels, count, apply };
  const name = Object.entries(refused).find(([, value]) => value !== undefined)?.[0];
  if (name === undefined && suffix !== '$count' && path !== '*') return;
  const what = name ? `$${name}` : (suffix ?? path);
  throw new DataverseError(
    'UnknownProperty',
    `The query option '${what}' is not supported in $expand of '${path}'.`,
  );
}

/** The properties an expanded item adds to each row. */
async function expand(
  context: Context,
  table: Table,
  rows: readonly Row[],
  item: ExpandItem,
  preferences: Preferences,
): Promise<Json[]> {
  refuseOptions(item);
  // A cast to a type changes nothing of where a property leads.
  const path = item.path.replace(/^Microsoft\.Dynamics\.CRM\.\w+\//, '');
  const navigation = findNavigation(table, path);
  if (navigation) {
    requirePrivilege(context.principals, 'Read', tableOf(navigation.target));
    return expandSingle(context, rows, navigation, { ...item, path }, preferences);
  }
  const collection = table.collections[path];
  if (!collection) throw unknownProperty(path, table.name);
  return expandCollection(context, collection, rows, { ...item, path }, preferences);
}

const countItems = (items: readonly ExpandItem[] = []): number =>
  items.reduce((sum, { options }) => sum + 1 + countItems(options.expand), 0);

/** Dataverse joins 15 tables at most. Throws `TooManyLinkEntitiesInQuery` (400). */
export function refuseManyExpands({ expand: items }: QueryOptions): void {
  if (countItems(items) <= 15) return;
  throw new DataverseError(
    'TooManyLinkEntitiesInQuery',
    'Number of link entities in query exceeded maximum limit.',
  );
}
