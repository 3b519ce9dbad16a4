import { sql } from 'kysely';
import type { Executor } from '../store/rows.ts';

interface Unit {
  id: string;
  parent: string | null;
}

/** Answers a business unit and all below it, from the tree as it is now. */
export async function unitsBelow(db: Executor): Promise<(id: string) => string[]> {
  const { rows } = await sql<Unit>`select r.id::text as id,
      r.data->'parentbusinessunitid'->>'id' as parent
    from sandbox_dataverse.row r where r.table_name = 'businessunit'`.execute(db);
  const below = (id: string): string[] => [
    id,
    ...rows.filter(({ parent }) => parent === id).flatMap((child) => below(child.id)),
  ];
  return below;
}
