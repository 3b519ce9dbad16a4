import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Change, Changes } from '../../ports/changes.ts';
import { lastChange, selectChanges, toChange } from './change-queries.ts';
import type { RegardingDatabase } from './tables.ts';

/** An item's history on the screen ends here. */
const longestItemHistory = 200;

/** The history in PostgreSQL; written by the ledger. */
export class PostgresChanges implements Changes {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async find(tenantId: string, id: string): Promise<Change | null> {
    const row = await selectChanges(this.#db)
      .where('change.id', '=', id)
      .where('change.tenant_id', '=', tenantId)
      .executeTakeFirst();
    return row ? toChange(row) : null;
  }

  last(tenantId: string, key: string): Promise<Change | null> {
    return lastChange(this.#db, tenantId, key);
  }

  async ofPerson(
    { tenantId, userId }: { tenantId: string; userId: string },
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<Change[]> {
    const rows = await selectChanges(this.#db)
      .where('change.tenant_id', '=', tenantId)
      .where('change.by_user_id', '=', userId)
      .$if(before !== undefined, (query) =>
        query.where(
          sql<boolean>`(change.at, change.id) <
            (select at, id from regarding.change where id = ${before ?? null}::uuid)`,
        ),
      )
      .orderBy('change.at', 'desc')
      .orderBy('change.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toChange);
  }

  async ofItem(tenantId: string, key: string): Promise<Change[]> {
    const rows = await selectChanges(this.#db)
      .where('change.key', '=', key)
      .where('change.tenant_id', '=', tenantId)
      .orderBy('change.at', 'desc')
      .limit(longestItemHistory)
      .execute();
    return rows.map(toChange);
  }
}
