import { sql } from 'kysely';
import type { LoadedRow } from './door.ts';
import { loadedData } from './load.ts';
import { tableOf } from './metadata/index.ts';
import type { Executor, NewRow } from './store/rows.ts';
import { ownershipOf, type Ownership } from './write/owner.ts';

/** Rows of one statement. */
const chunkSize = 2000;

function toRow(row: LoadedRow, owner: Ownership, now: Date): NewRow {
  const table = tableOf(row.table);
  if (table.isActivity || table.ownership === 'none') {
    throw new Error(`Rows of '${table.name}' cannot be loaded in bulk.`);
  }
  const isOwned = table.ownership === 'user';
  return {
    table: table.name,
    id: row.id.toLowerCase(),
    ownerId: isOwned ? owner.ownerId : null,
    businessUnitId: isOwned ? owner.businessUnitId : null,
    data: loadedData(table, row, owner, now),
  };
}

async function insertChunk(db: Executor, rows: readonly NewRow[]): Promise<void> {
  await sql`insert into sandbox_dataverse.row (table_name, id, owner_id, business_unit_id, data)
    select item->>'table', (item->>'id')::uuid, (item->>'ownerId')::uuid,
      (item->>'businessUnitId')::uuid, item->'data'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) item
    on conflict do nothing`.execute(db);
}

/**
 * Stores rows as they are, past all rights; rows that are there stay. Throws an `Error` for
 * activities, whose parties need more than one row.
 */
export async function loadMany(db: Executor, rows: Iterable<LoadedRow>, now: Date): Promise<void> {
  const owners = new Map<string, Ownership>();
  let chunk: NewRow[] = [];
  for (const row of rows) {
    const user = { table: 'systemuser', id: row.owner };
    const owner = owners.get(row.owner) ?? (await ownershipOf(db, user));
    owners.set(row.owner, owner);
    chunk.push(toRow(row, owner, now));
    if (chunk.length < chunkSize) continue;
    await insertChunk(db, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await insertChunk(db, chunk);
  // The planner must know how many rows there are now, and the index of texts takes in what waits.
  await sql`vacuum analyze sandbox_dataverse.row`.execute(db);
}
