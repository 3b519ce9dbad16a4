import type { ExpandItem, QueryOptions } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import type { Table } from '../metadata/index.ts';

type Shaped = Pick<QueryOptions, 'select' | 'expand'>;

function shape(query: Shaped): string {
  const expanded = (query.expand ?? []).map(
    ({ path, options }: ExpandItem) => `${path}${shape(options) || '()'}`,
  );
  const names = [...(query.select ?? []), ...expanded];
  return names.length > 0 ? `(${names.join(',')})` : '';
}

/** `…/$metadata#contacts(fullname)`. */
export const contextUrl = (context: Pick<Context, 'root'>, table: Table, query: Shaped): string =>
  `${context.root}/$metadata#${table.entitySet}${shape(query)}`;
