import { sql, type RawBuilder } from 'kysely';
import { DataverseError } from '../../errors.ts';
import { tableOf, type Table } from '../../metadata/index.ts';
import { lookupSql } from '../column-sql.ts';

/** The look-up that makes a table a tree: `parentaccountid` of account. */
function parentColumn(table: Table): string {
  const found = Object.entries(table.columns).find(
    ([name, { navigation }]) =>
      /^parent/.test(name) && Object.values(navigation ?? {}).includes(table.name),
  );
  if (found) return found[0];
  throw new DataverseError(
    'InvalidArgument',
    `There is no hierarchical relationship on entity '${table.name}'.`,
  );
}

/** The table whose tree a column is about: its own for the primary key, else the look-up's. */
export function treeOf(table: Table, name: string): Table {
  if (name === table.id) return table;
  const targets = [...new Set(Object.values(table.columns[name]?.navigation ?? {}))];
  const [target] = targets;
  if (target && targets.length === 1) return tableOf(target);
  throw new DataverseError('InvalidArgument', `'${name}' does not name one hierarchy.`);
}

/** SQL of the ids below (or above) `start` in a table's tree, `start` itself included. */
export function treeIds(
  tree: Table,
  start: RawBuilder<unknown>,
  direction: 'below' | 'above',
): RawBuilder<unknown> {
  const parent = lookupSql(parentColumn(tree), 'h');
  const isBelow = direction === 'below';
  const next = isBelow ? sql`h.id` : parent;
  const joined = isBelow ? sql`${parent} = t.id` : sql`h.id = t.id`;
  return sql`(with recursive t(id) as (
      select ${start}
      union
      select ${next} from sandbox_dataverse.row h join t on ${joined}
      where h.table_name = ${tree.name} and ${next} is not null)
    select id from t)`;
}
