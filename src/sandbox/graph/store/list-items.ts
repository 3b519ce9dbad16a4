import { sql, type RawBuilder } from 'kysely';
import type { Expression, OrderItem } from '../../odata/ast.ts';
import { compileFilter, compileOrder } from '../../odata/to-sql.ts';
import type { Call, GraphAnswer } from '../call.ts';
import { columnsOf } from './columns.ts';
import { GraphError, notBuilt } from '../errors.ts';
import type { Folder } from './folders.ts';
import { hiddenSince } from './hidden.ts';
import { selectiveNames } from './message-columns.ts';
import { lightColumns, type Item, type ItemKind } from './items.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import type { Json } from './schema.ts';

export interface ItemList {
  kind: ItemKind;
  folder?: Folder;
  /** Large columns the answer needs. */
  columns: ('body' | 'headers')[];
  /** What `$search` asks for; absent where the kind has no search. */
  search?: RawBuilder<boolean>;
  /** Order where the request gives none. */
  order: 'newest' | 'oldest';
  /** Context URL of the answer. */
  context: string;
  present: (items: Item[]) => Promise<Json[]>;
}

/** Names a filter uses, in the order it does. */
function filterNames(node: Expression): string[] {
  if (node.kind === 'path') return [node.segments.join('/').toLowerCase()];
  if (node.kind === 'and' || node.kind === 'or' || node.kind === 'compare') {
    return [...filterNames(node.left), ...filterNames(node.right)];
  }
  if (node.kind === 'not' || node.kind === 'in') return filterNames(node.operand);
  if (node.kind === 'lambda') return [node.collection.join('/').toLowerCase()];
  return node.kind === 'call' ? node.arguments.flatMap(filterNames) : [];
}

/** Exchange sorts a filtered list only by properties the filter begins with. */
function checkEfficiency(filter: Expression, order: OrderItem[]): void {
  const filtered = [...new Set(filterNames(filter))];
  const isEfficient = order.every(
    ({ expression }, index) => filterNames(expression)[0] === filtered[index],
  );
  if (isEfficient) return;
  throw new GraphError(
    400,
    'InefficientFilter',
    'The restriction or sort order is too complex for this operation.',
  );
}

/** Whether a filter's condition finds few items, which are then put in order. */
function isSelective(node: Expression): boolean {
  if (node.kind === 'and') return isSelective(node.left) || isSelective(node.right);
  if (node.kind === 'lambda')
    return selectiveNames.includes(node.collection.join('').toLowerCase());
  const isEqual = node.kind === 'in' || (node.kind === 'compare' && node.operator === 'eq');
  return isEqual && filterNames(node).some((name) => selectiveNames.includes(name));
}

const isReceived = ({ expression }: OrderItem): boolean =>
  filterNames(expression).join('/') === 'receiveddatetime';

/** By time; by an expression that no index is in the order of where few items are found. */
function byTime({ query }: Call, isDescending: boolean) {
  const direction = isDescending ? sql`desc` : sql`asc`;
  const isSorted = query.filter !== undefined && isSelective(query.filter);
  const at = isSorted ? sql`item.at + interval '0'` : sql`item.at`;
  return sql`${at} ${direction}, item.number ${direction}`;
}

function orderOf(call: Call, list: ItemList) {
  const [first, ...more] = call.query.orderby ?? [];
  if (!first) return byTime(call, list.order === 'newest');
  if (list.kind === 'message' && more.length === 0 && isReceived(first)) {
    return byTime(call, first.descending);
  }
  const order = compileOrder([first, ...more], columnsOf(list.kind));
  return sql`${order}, item.number ${list.order === 'newest' ? sql`desc` : sql`asc`}`;
}

function rows(call: Call, { kind, folder, search }: ItemList) {
  const { filter } = call.query;
  // What was deleted is in its own folders only.
  const isBuried = sql<boolean>`item.folder in (select f.number from sandbox_graph.folder f
    where f.mailbox = ${call.mailbox.id} and f.well_known like 'recoverableitems%')`;
  let query = call.graph.db
    .selectFrom('item')
    .where('item.mailbox', '=', call.mailbox.id)
    .where('item.kind', '=', kind)
    .where('item.series', 'is', null);
  if (folder) query = query.where('item.folder', '=', folder.number);
  else if (kind === 'message') query = query.where(sql<boolean>`not ${isBuried}`);
  if (search) query = query.where(search);
  return filter ? query.where(compileFilter(filter, columnsOf(kind))) : query;
}

export const countOf = async (call: Call, list: ItemList): Promise<number> => {
  const row = await rows(call, list)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};

/** Answers a list with `$filter`, `$orderby`, `$top`, `$skip`, `$count` and its next page's link. */
export async function listItems(call: Call, list: ItemList): Promise<GraphAnswer> {
  const { query } = call;
  if (query.search !== undefined && !list.search) throw notBuilt('$search');
  if (query.filter && query.orderby && list.kind === 'message') {
    checkEfficiency(query.filter, query.orderby);
  }
  const size = pageSizeOf(query, call.prefer);
  const skip = Math.min(query.skip ?? 0, 2 ** 31);
  const hidden = await hiddenSince(call);
  const visible = hidden ? rows(call, list).where('item.created', '<', hidden) : rows(call, list);
  const found: Item[] = await visible
    .select([...lightColumns, ...list.columns].map((name) => `item.${name}` as const))
    .orderBy(orderOf(call, list))
    .limit(size + 1)
    .offset(skip)
    .execute();
  return {
    status: 200,
    body: {
      '@odata.context': list.context,
      ...(query.count && { '@odata.count': await countOf(call, list) }),
      value: await list.present(found.slice(0, size)),
      ...(found.length > size && {
        '@odata.nextLink': linkWith(call, '$skip', String(skip + size)),
      }),
    },
  };
}
