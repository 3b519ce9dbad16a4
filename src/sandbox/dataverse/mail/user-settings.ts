import { sql } from 'kysely';
import { tableOf } from '../metadata/index.ts';
import { insertRow, type Executor } from '../store/rows.ts';
import { initialValues } from '../write/create.ts';

/** What a person's tracking token is told from others' by: the next number that nobody has. */
async function nextTokenId(db: Executor): Promise<number> {
  const found = await sql<{ next: number }>`select
      coalesce(max((r.data->>'trackingtokenid')::int), 0) + 1 as next
    from sandbox_dataverse.row r where r.table_name = 'usersettings'`.execute(db);
  return found.rows[0]?.next ?? 1;
}

/** A user's settings as they are delivered, unless they are there: answers to tracked mail are tracked. */
export async function ensureSettings(
  db: Executor,
  user: { id: string; businessUnitId: string | null },
): Promise<void> {
  const { id, businessUnitId } = user;
  await insertRow(db, {
    table: 'usersettings',
    id,
    ownerId: id,
    businessUnitId,
    data: {
      ...initialValues(tableOf('usersettings')),
      businessunitid: businessUnitId,
      incomingemailfilteringmethod: 1,
      trackingtokenid: await nextTokenId(db),
      nexttrackingnumber: 1,
    },
  });
}
