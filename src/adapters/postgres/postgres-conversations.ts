import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { RecordRef } from '../../domain/mail/email-activity.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { RegardingDatabase } from './tables.ts';

/** The record an item is, or will be, regarding: what waits to be set comes before what is. */
const asked = <T>(part: 'table' | 'id') =>
  sql<T | null>`case when state = 'pending' and wanted_id is not null
    then ${sql.ref(`wanted_${part}`)} else ${sql.ref(`regarding_${part}`)} end`;

/** Records a conversation is about; more than a few are no answer. */
const most = 5;

/** Conversations in the ledger. */
export class PostgresConversations implements Conversations {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async regardingIn(tenantId: string, conversationId: string): Promise<RecordRef[]> {
    const rows = await this.#db
      .selectFrom('regarding.item')
      // What is still on its way counts already: a reply is often written at once (E-10).
      .select((expression) => [
        asked<string>('table').as('regarding_table'),
        asked<string>('id').as('regarding_id'),
        expression.fn.max('changed_at').as('at'),
      ])
      .where('tenant_id', '=', tenantId)
      .where('conversation_id', '=', conversationId)
      .where((expression) =>
        expression.or([
          expression('state', '=', 'tracked'),
          expression.and([expression('state', '=', 'pending'), expression('intent', '=', 'track')]),
        ]),
      )
      .where(asked('id'), 'is not', null)
      .groupBy([asked('table'), asked('id')])
      .orderBy('at', 'desc')
      .limit(most)
      .execute();
    return rows.flatMap(({ regarding_table: table, regarding_id: id }) =>
      table && id ? [{ table, id }] : [],
    );
  }

  async countTracked(tenantId: string, conversationId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('regarding.item')
      .select((expression) => expression.fn.countAll<string>().as('count'))
      .where('tenant_id', '=', tenantId)
      .where('conversation_id', '=', conversationId)
      .where('state', '=', 'tracked')
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
