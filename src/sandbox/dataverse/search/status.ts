import { sql } from 'kysely';
import type { Context } from '../api/types.ts';
import { tables } from '../metadata/index.ts';
import { currentVersion } from '../changes/history.ts';
import { writeDeltaToken } from '../changes/delta-token.ts';
import { searchedColumns } from '../store/schema.ts';

const searched = tables.filter(({ isSearched }) => isSearched);

/** Which tables and columns are searched: `searchstatus`. */
export async function searchStatus({ db, now }: Context): Promise<object> {
  const synced = writeDeltaToken({ version: await currentVersion(db), at: now() });
  return {
    entitystatusresults: searched.map((table) => ({
      entitylogicalname: table.name,
      objecttypecode: String(table.objectTypeCode),
      primarynamefield: table.primaryName,
      lastdatasynctimestamp: synced,
      lastprincipalobjectaccesssynctimestamp: synced,
      entitystatus: 'EntitySyncComplete',
      searchableindexedfieldinfomap: Object.fromEntries(
        searchedColumns
          .filter((name) => Object.hasOwn(table.columns, name))
          .map((name, index) => [name, { indexfieldname: `a${index}` }]),
      ),
    })),
    manytomanyrelationshipsyncstatus: [],
    status: 'provisioned',
    lockboxstatus: 'Disabled',
    cmkstatus: 'Disabled',
  };
}

/** How much is searched: `searchstatistics`. */
export async function searchStatistics({ db }: Context): Promise<object> {
  const { rows } = await sql<{ count: number; bytes: number }>`select count(*)::int as count,
      coalesce(sum(pg_column_size(r.data)), 0)::float8 as bytes
    from sandbox_dataverse.row r
    where r.table_name in (${sql.join(searched.map(({ name }) => name))})`.execute(db);
  const { count = 0, bytes = 0 } = rows[0] ?? {};
  return {
    storagesizeinbytes: bytes,
    storagesizeinmb: Math.floor(bytes / 1024 / 1024),
    documentcount: count,
  };
}
