import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { RuleDecision, RuleKey, RuleScope } from '../../domain/sync/tracking-rule.ts';
import type { TrackingRule, TrackingRules } from '../../ports/tracking-rules.ts';
import type { RegardingDatabase, TrackingRuleTable } from './tables.ts';

type Person = Parameters<TrackingRules['list']>[0];

/** More than anybody reads; a conversation's subject is asked of the mailbox for each. */
const longestList = 200;

const toRule = (row: Selectable<TrackingRuleTable>): TrackingRule => ({
  id: row.id,
  scope: row.scope as RuleScope,
  value: row.value,
  decision: row.decision as RuleDecision,
  regarding:
    row.regarding_table !== null && row.regarding_id !== null
      ? { table: row.regarding_table, id: row.regarding_id }
      : null,
  createdAt: row.created_at,
});

/** Rules in PostgreSQL. */
export class PostgresTrackingRules implements TrackingRules {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async list(person: Person): Promise<TrackingRule[]> {
    const rows = await this.#own(person).orderBy('created_at', 'desc').limit(longestList).execute();
    return rows.map(toRule);
  }

  async matching(person: Person, keys: readonly RuleKey[]): Promise<TrackingRule[]> {
    if (keys.length === 0) return [];
    const rows = await this.#own(person)
      .where((where) =>
        where.or(
          keys.map(({ scope, value }) =>
            where.and([where('scope', '=', scope), where('value', '=', value)]),
          ),
        ),
      )
      .execute();
    return rows.map(toRule);
  }

  async ofPeople(
    tenantId: string,
    userIds: readonly string[],
    keys: readonly RuleKey[],
  ): Promise<(TrackingRule & { userId: string })[]> {
    if (userIds.length === 0 || keys.length === 0) return [];
    const rows = await this.#db
      .selectFrom('regarding.tracking_rule')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', 'in', userIds)
      .where('value', 'in', [...new Set(keys.map(({ value }) => value))])
      .execute();
    const wanted = new Set(keys.map(({ scope, value }) => `${scope}:${value}`));
    return rows
      .filter(({ scope, value }) => wanted.has(`${scope}:${value}`))
      .map((row) => ({ ...toRule(row), userId: row.user_id }));
  }

  async put(
    { tenantId, userId }: Person,
    { scope, value, decision, regarding }: Parameters<TrackingRules['put']>[1],
  ): Promise<TrackingRule> {
    const decided = {
      decision,
      regarding_table: regarding?.table ?? null,
      regarding_id: regarding?.id ?? null,
    };
    const row = await this.#db
      .insertInto('regarding.tracking_rule')
      .values({ ...decided, id: randomUUID(), tenant_id: tenantId, user_id: userId, scope, value })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'user_id', 'scope', 'value'])
          .doUpdateSet({ ...decided, created_at: sql<Date>`now()` }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
    return toRule(row);
  }

  async remove({ tenantId, userId }: Person, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('regarding.tracking_rule')
      .where('id', '=', id)
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  #own({ tenantId, userId }: Person) {
    return this.#db
      .selectFrom('regarding.tracking_rule')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId);
  }
}
