import type { QueryOptions } from '../../odata/ast.ts';
import type { Context } from '../api/types.ts';
import { DataverseError, notFound } from '../errors.ts';
import type { Table } from '../metadata/index.ts';
import { requireAccess } from '../security/access.ts';
import { findRow, textOf } from '../store/rows.ts';
import { parseFetch } from './parse.ts';
import type { Fetch } from './types.ts';

/** A query a request names, and whether the server pages it (a view) or the query itself does. */
export interface NamedFetch {
  fetch: Fetch;
  isView: boolean;
}

/** Tables of views by the query option that names one. */
const views = { savedQuery: 'savedquery', userQuery: 'userquery' } as const;

const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

async function viewXml(context: Context, table: string, written: string): Promise<string> {
  const id = guid.exec(written.trim())?.[1]?.toLowerCase();
  if (!id) throw new DataverseError('InvalidArgument', `'${written}' is not a GUID.`);
  const row = await findRow(context.db, [table], id);
  if (!row) throw notFound(table, id);
  await requireAccess(context.db, context.principals, 'Read', row);
  return textOf(row.data['fetchxml']);
}

function requireEntity(table: Table, { entity }: Fetch): void {
  if (entity.name === table.name) return;
  throw new DataverseError(
    'QueryBuilderEntitiesDontMatch',
    `The entity name specified in fetchxml does not match the entity name specified in Entity Set or Function Call. Expected entity name ${table.name} Actual entity name ${entity.name}`,
  );
}

/**
 * The FetchXML of `?fetchXml=`, `?savedQuery=` or `?userQuery=`; undefined without any. Throws a
 * `DataverseError`: 400 for a query that cannot be read, 404 and 403 for a view.
 */
export async function findFetch(
  context: Context,
  table: Table,
  { custom }: QueryOptions,
): Promise<NamedFetch | undefined> {
  const option = (name: string): string | undefined =>
    Object.entries(custom).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const written = option('fetchXml');
  if (written !== undefined) {
    const fetch = parseFetch(written);
    requireEntity(table, fetch);
    return { fetch, isView: false };
  }
  for (const [name, view] of Object.entries(views)) {
    const id = option(name);
    if (id === undefined) continue;
    const fetch = parseFetch(await viewXml(context, view, id));
    requireEntity(table, fetch);
    return { fetch, isView: true };
  }
  return undefined;
}
