import { sql } from 'kysely';
import type { Literal, PathSegment } from '../../odata/ast.ts';
import { methodNotAllowed, notBuilt, unknownProperty, unknownSegment } from '../errors.ts';
import {
  findEntitySet,
  findNavigation,
  isA,
  tableOf,
  type Collection,
  type Column,
  type Table,
} from '../metadata/index.ts';
import { inCollection } from '../read/resolver.ts';
import type { RowSet } from '../read/select-rows.ts';
import { requireAccess } from '../security/access.ts';
import { findRow, isReference, type Row } from '../store/rows.ts';
import { findByKey, missing, type Keyed } from './find-by-key.ts';
import type { Context } from './types.ts';

/** What a resource path leads to. */
export type Target =
  | ({ kind: 'set' } & RowSet)
  | { kind: 'row'; table: Table; keyed: Keyed }
  | { kind: 'property'; table: Table; row: Row; name: string }
  | {
      kind: 'navigation';
      table: Table;
      row: Row;
      name: string;
      column: Column;
      target: string;
    }
  | {
      kind: 'collection';
      table: Table;
      row: Row;
      collection: Collection;
      set: RowSet;
      /** `Contact_Tasks(<guid>)`. */
      childKey?: Literal;
    }
  | {
      kind: 'operation';
      name: string;
      parameters: Record<string, Literal>;
      bound?: { table: Table; row?: Row };
    };

/** What a path ends with. */
export type Suffix = '$ref' | '$count' | '$value' | undefined;

export interface Resource {
  target: Target;
  suffix: Suffix;
}

const suffixes = ['$ref', '$count', '$value'] as const;
const namespace = 'Microsoft.Dynamics.CRM.';

/** Tables and operations real organisations have and the sandbox does not. */
const absent = new Set([
  'asyncoperations',
  'campaigns',
  'campaignresponses',
  'contracts',
  'emailsearches',
  'emailhashs',
  'entitlements',
  'equipments',
  'goals',
  'invoices',
  'lists',
  'postfollows',
  'pricelevels',
  'quotes',
  'salesorders',
  'sites',
  'slas',
  'socialactivities',
  'solutions',
  'territories',
  'workflows',
  'BulkDetectDuplicates',
  'CreateCustomerRelationships',
  'GetTimeZoneCodeByLocalizedName',
  'InitializeFrom',
  'ManagedPropertyDefinitions',
  'RetrieveTotalRecordCount',
]);

function operation(
  segment: PathSegment,
  bound?: { table: Table; row?: Row },
): Extract<Target, { kind: 'operation' }> {
  const name = segment.name.replace(namespace, '');
  const parameters = segment.named ?? {};
  return { kind: 'operation', name, parameters, ...(bound && { bound }) };
}

async function firstTarget(
  context: Context,
  segment: PathSegment,
  operations: ReadonlySet<string>,
): Promise<Target> {
  const table = findEntitySet(segment.name);
  const name = segment.name.replace(namespace, '');
  if (!table) {
    if (operations.has(name)) return operation(segment);
    throw absent.has(name) ? notBuilt(name) : unknownSegment(segment.name);
  }
  const hasKey = segment.key ?? segment.named;
  if (!hasKey) return { kind: 'set', table };
  return { kind: 'row', table, keyed: await findByKey(context.db, table, segment) };
}

const existing = (table: Table, keyed: Keyed): Row => {
  if (!keyed.row) throw missing(table, keyed);
  return keyed.row;
};

/** The row behind a look-up; undefined where it is empty or of another table. */
export async function follow(
  context: Context,
  { row, name, target }: Extract<Target, { kind: 'navigation' }>,
): Promise<Row | undefined> {
  const value = row.data[name];
  const isOwner = name === 'ownerid';
  if (!isReference(value) || !(isA(value.table, target) || isOwner)) return undefined;
  return findRow(context.db, [value.table], value.id);
}

function ofRow(table: Table, row: Row, segment: PathSegment): Target {
  if (segment.name.startsWith(namespace)) return operation(segment, { table, row });
  const navigation = findNavigation(table, segment.name);
  if (navigation) return { kind: 'navigation', table, row, ...navigation };
  const collection = table.collections[segment.name];
  if (collection) {
    const condition = inCollection(collection, 'r', sql`${row.id}::uuid`);
    const set = { table: tableOf(collection.table), condition };
    return {
      kind: 'collection',
      table,
      row,
      collection,
      set,
      ...(segment.key && { childKey: segment.key }),
    };
  }
  if (segment.name in table.columns) return { kind: 'property', table, row, name: segment.name };
  throw unknownProperty(segment.name, table.name);
}

async function step(context: Context, target: Target, segment: PathSegment): Promise<Target> {
  if (target.kind === 'set' && segment.name.startsWith(namespace)) {
    return operation(segment, { table: target.table });
  }
  if (target.kind === 'row') {
    return ofRow(target.table, existing(target.table, target.keyed), segment);
  }
  if (target.kind === 'navigation') {
    const row = await follow(context, target);
    if (!row) throw unknownSegment(segment.name);
    await requireAccess(context.db, context.principals, 'Read', row);
    return ofRow(tableOf(row.table), row, segment);
  }
  throw unknownSegment(segment.name);
}

/** Finds what a path leads to. Throws a `DataverseError` (404, 400, 501). */
export async function resolveTarget(
  context: Context,
  path: readonly PathSegment[],
  operations: ReadonlySet<string>,
): Promise<Resource> {
  const suffix = suffixes.find((name) => name === path.at(-1)?.name);
  const [first, ...rest] = suffix ? path.slice(0, -1) : path;
  if (!first) throw suffix ? methodNotAllowed('GET') : notBuilt('the service document');
  let target = await firstTarget(context, first, operations);
  for (const segment of rest) target = await step(context, target, segment);
  return { target, suffix };
}
