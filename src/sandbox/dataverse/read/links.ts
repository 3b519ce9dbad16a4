import type { ExpandItem } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import { tableOf } from '../metadata/index.ts';
import type { Row } from '../store/rows.ts';

/** `https://host/api/data/v9.2/contacts(<guid>)`. */
export const rowUrl = (context: Pick<Context, 'root'>, row: Pick<Row, 'table' | 'id'>): string =>
  `${context.root}/${tableOf(row.table).entitySet}(${row.id})`;

/** Where the rows of an expanded collection are read one page at a time. */
export function collectionLink(
  context: Pick<Context, 'root'>,
  row: Pick<Row, 'table' | 'id'>,
  { path, suffix, options }: ExpandItem,
): string {
  const place = `${rowUrl(context, row)}/${path}${suffix ? `/${suffix}` : ''}`;
  return options.select ? `${place}?$select=${options.select.join(',')}` : place;
}
