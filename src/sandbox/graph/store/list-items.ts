import { sql } from 'kysely';
import type { Expression, OrderItem } from '../../odata/ast.ts';
import { compileFilter, compileOrder } from '../../odata/to-sql.ts';
import type { Call, GraphAnswer } from '../call.ts';
import { columnsOf } from './columns.ts';
import { GraphError, notBuilt } from '../errors.ts';
import type { Folder } from './folders.ts';
import { lightColumns, type Item, type ItemKind } from './items.ts';
import { linkWith, pageSizeOf } from '../paging.ts';
import type { Json } from './schema.ts';

export interface ItemList {
  kind: ItemKind;
  folder?: Folder;
  /** Large columns the answer needs. */
  columns: ('body' | 'headers')[];
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

function rows(call: Call, { kind, folder }: ItemList) {
  const { filter } = call.query;
  let query = call.graph.db
    .selectFrom('item')
    .where('item.mailbox', '=', call.mailbox.id)
    .where('item.kind', '=', kind);
  if (folder) query = query.where('item.folder', '=', folder.number);
  return filter ? query.where(compileFilter(filter, columnsOf(kind))) : query;
}

const countOf = async (call: Call, list: ItemList): Promise<number> => {
  const row = await rows(call, list)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};

/** Answers a list with `$filter`, `$orderby`, `$top`, `$skip`, `$count` and its next page's link. */
export async function listItems(call: Call, list: ItemList): Promise<GraphAnswer> {
  const { query } = call;
  if (query.search !== undefined) throw notBuilt('$search');
  if (query.filter && query.orderby && list.kind === 'message') {
    checkEfficiency(query.filter, query.orderby);
  }
  const size = pageSizeOf(query, call.prefer);
  const skip = Math.min(query.skip ?? 0, 2 ** 31);
  const direction = list.order === 'newest' ? sql`desc` : sql`asc`;
  const byDefault = sql`item.at ${direction}, item.number ${direction}`;
  const order = query.orderby
    ? sql`${compileOrder(query.orderby, columnsOf(list.kind))}, item.number ${direction}`
    : byDefault;
  const found: Item[] = await rows(call, list)
    .select([...lightColumns, ...list.columns].map((name) => `item.${name}` as const))
    .orderBy(order)
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
