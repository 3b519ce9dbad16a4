import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { shareEnough } from '../../domain/sync/smart-matching.ts';
import type { ThreadTraits } from '../../domain/sync/thread-traits.ts';
import type { FoundMail, ThreadFinds, ThreadQuestion, Threads } from '../../ports/threads.ts';
import type { RegardingDatabase } from './tables.ts';
import { threadHash } from './thread-hash.ts';

interface Found {
  /** A ledger key, a conversation's id or a hash: what was asked for. */
  clue: string;
  addresses: string[];
  key: string;
  activity_id: string | null;
  regarding_table: string | null;
  regarding_id: string | null;
}

const foundMailOf = (row: Found): FoundMail => ({
  key: row.key,
  // The activity of what is still on its way will have the ledger's key.
  activityId: row.activity_id ?? row.key,
  regarding:
    row.regarding_table !== null && row.regarding_id !== null
      ? { table: row.regarding_table, id: row.regarding_id }
      : null,
});

/** The tracked mails of some clues, the one that was tracked last first. */
const findSql = (
  tenantId: string,
  asked: { keys: string[]; conversationIds: string[]; hashes: string[]; words: string[] },
  since: Date | null,
) => sql<Found>`
  with found as (
    select i.key::text as clue, i.key, '{}'::text[] as addresses
      from regarding.item i where i.key = any(${asked.keys}::uuid[])
    union all
    select i.conversation_id, i.key, '{}'::text[]
      from regarding.item i
      where i.tenant_id = ${tenantId} and i.conversation_id = any(${asked.conversationIds}::text[])
    union all
    select t.hash, t.key, t.addresses
      from regarding.thread_key t
      where t.tenant_id = ${tenantId} and t.hash = any(${asked.hashes}::text[])
    union all
    select t.hash, t.key, t.addresses
      from regarding.thread_key t
      where t.tenant_id = ${tenantId} and t.hash = any(${asked.words}::text[])
        and (${since}::timestamptz is null or t.at >= ${since}::timestamptz))
  select f.clue, f.addresses, i.key, i.activity_id,
    case when i.state = 'pending' and (i.wanted_id is not null or i.clear_regarding)
      then i.wanted_table else i.regarding_table end as regarding_table,
    case when i.state = 'pending' and (i.wanted_id is not null or i.clear_regarding)
      then i.wanted_id else i.regarding_id end as regarding_id
  from found f join regarding.item i on i.key = f.key
  where i.tenant_id = ${tenantId} and i.kind = 'message'
    and (i.state = 'tracked' or (i.state = 'pending' and i.intent = 'track'))
  order by i.changed_at desc, i.key`;

/** Threads in PostgreSQL. */
export class PostgresThreads implements Threads {
  readonly #db: Kysely<RegardingDatabase>;

  constructor(db: Kysely<RegardingDatabase>) {
    this.#db = db;
  }

  async find(tenantId: string, question: ThreadQuestion): Promise<ThreadFinds> {
    const hash = (kind: 'token' | 'conversation' | 'words', value: string | undefined | null) =>
      value ? [threadHash(tenantId, kind, value)] : [];
    const asked = {
      keys: [...new Set(question.keys)],
      conversationIds: [...new Set(question.conversationIds)].filter((id) => id !== ''),
      hashes: question.traits.flatMap(({ token, conversation }) => [
        ...hash('token', token),
        ...hash('conversation', conversation),
      ]),
      words: question.traits.flatMap(({ smart }) => hash('words', smart?.words)),
    };
    if (Object.values(asked).every((list) => list.length === 0)) return this.#finds(tenantId, []);
    const { rows } = await findSql(tenantId, asked, question.alikeSince).execute(this.#db);
    return this.#finds(tenantId, rows);
  }

  async remember(
    tenantId: string,
    mails: readonly { key: string; traits: ThreadTraits }[],
  ): Promise<void> {
    const rows = mails.flatMap(({ key, traits }) => rowsOf(tenantId, key, traits));
    if (rows.length === 0) return;
    await this.#db
      .insertInto('regarding.thread_key')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async forget(tenantId: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#db
      .deleteFrom('regarding.thread_key')
      .where('tenant_id', '=', tenantId)
      .where('key', 'in', keys)
      .execute();
  }

  #finds(tenantId: string, rows: readonly Found[]): ThreadFinds {
    const byClue = new Map<string, Found[]>();
    for (const row of rows) byClue.set(row.clue, [...(byClue.get(row.clue) ?? []), row]);
    const all = (clue: string): FoundMail[] => (byClue.get(clue) ?? []).map(foundMailOf);
    return {
      byKey: all,
      byConversationId: all,
      byToken: (token) => all(threadHash(tenantId, 'token', token)),
      byConversation: (base) => all(threadHash(tenantId, 'conversation', base)),
      alike: ({ words, addresses }) => {
        const hashes = addresses.map((address) => threadHash(tenantId, 'address', address));
        const candidates = byClue.get(threadHash(tenantId, 'words', words)) ?? [];
        const alike = candidates.filter((row) => shareEnough(row.addresses, hashes));
        return alike.map(foundMailOf);
      },
    };
  }
}

function rowsOf(tenantId: string, key: string, { token, conversation, smart }: ThreadTraits) {
  const row = { tenant_id: tenantId, key };
  const addresses = (smart?.addresses ?? []).map((one) => threadHash(tenantId, 'address', one));
  return [
    ...(token ? [{ ...row, hash: threadHash(tenantId, 'token', token), addresses: [] }] : []),
    ...(conversation
      ? [{ ...row, hash: threadHash(tenantId, 'conversation', conversation), addresses: [] }]
      : []),
    ...(smart ? [{ ...row, hash: threadHash(tenantId, 'words', smart.words), addresses }] : []),
  ];
}
