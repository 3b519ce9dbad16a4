import { sql, type RawBuilder } from 'kysely';
import type { Expression, OrderItem } from '../../odata/ast.ts';
import {
  compileFilter,
  compileOrder,
  type Column,
  type ColumnResolver,
} from '../../odata/to-sql.ts';
import type { Call } from '../call.ts';
import { invalidProperty, undeclared } from '../errors.ts';
import { folderId, type Folder } from '../store/folders.ts';
import type { Db, Json } from '../store/schema.ts';

export const folderProperties = [
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'isHidden',
];

/** A folder with what is in it. */
export interface Counted extends Folder {
  total: number;
  unread: number;
  children: number;
}

const columns: Record<string, Column> = {
  displayname: { sql: sql`f.name`, type: 'string' },
  ishidden: { sql: sql`f.is_hidden`, type: 'boolean' },
  childfoldercount: { sql: sql`f.children`, type: 'number' },
  unreaditemcount: { sql: sql`f.unread`, type: 'number' },
  totalitemcount: { sql: sql`f.total`, type: 'number' },
};

const resolver: ColumnResolver = {
  likeWildcards: false,
  column: (segments) => {
    const name = segments.join('/');
    const column = columns[name.toLowerCase()];
    if (column) return column;
    const isDeclared = folderProperties.some((one) => one.toLowerCase() === name.toLowerCase());
    throw isDeclared
      ? invalidProperty(`The property '${name}' does not support filtering.`)
      : undeclared(name, 'mailFolder');
  },
};

export const folderFilter = (filter: Expression | undefined): RawBuilder<boolean> =>
  filter ? compileFilter(filter, resolver) : sql<boolean>`true`;
export const folderOrder = (order: OrderItem[] | undefined): RawBuilder<unknown> =>
  order ? compileOrder(order, resolver) : sql`lower(f.name)`;

/** Mail folders by conditions: on the folder `f` itself, and on what is counted of it. */
export async function countedFolders(
  db: Db,
  mailbox: string,
  condition: RawBuilder<boolean>,
  { filter, order }: { filter?: Expression | undefined; order?: OrderItem[] | undefined } = {},
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select f.* from (
      select f.*, coalesce(i.total, 0) as total, coalesce(i.unread, 0) as unread,
        (select count(*)::integer from sandbox_graph.folder c
          where c.parent = f.number and c.kind = 'mail' and not c.is_hidden) as children
      from sandbox_graph.folder f
      cross join lateral (
        select count(*)::integer as total, count(*) filter (where is_unread)::integer as unread
        from sandbox_graph.item i
        where i.mailbox = ${mailbox} and i.kind = 'message' and i.folder = f.number
      ) i
      where f.mailbox = ${mailbox} and f.kind = 'mail' and ${condition}
    ) f
    where ${folderFilter(filter)}
    order by ${folderOrder(order)}, f.number`.execute(db);
  return rows;
}

export const presentFolder = (folder: Counted): Json => ({
  id: folderId(folder.mailbox, folder.number),
  displayName: folder.name,
  parentFolderId: folderId(folder.mailbox, folder.parent ?? folder.number),
  childFolderCount: folder.children,
  unreadItemCount: folder.unread,
  totalItemCount: folder.total,
  isHidden: folder.is_hidden,
});

/** Whether a request wants hidden folders as well. */
export const wantsHidden = ({ query }: Call): boolean =>
  query.custom['includeHiddenFolders']?.toLowerCase() === 'true';
