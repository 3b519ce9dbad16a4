import type { TokenSettings } from '../../../domain/sync/tracking-token.ts';
import type { Actor } from '../../../ports/actor.ts';
import type { CrmMail, CrmMailFacts, CrmMailQuery } from '../../../ports/crm-mail.ts';
import type { Runtime } from '../../../ports/runtime.ts';
import type { BatchRequest } from '../batch.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { ask, peopleQuestions, rowsIn } from '../look.ts';
import type { Question } from '../look.ts';
import { chunksOf, sourcesIn, userOf, usersByObjectId } from '../people.ts';
import type { PersonSource } from '../people.ts';
import type { TableMetadata } from '../table-metadata.ts';
import type { Row } from '../tables.ts';
import {
  crmEmailOf,
  emailsByConversation,
  emailsById,
  emailsByMessageId,
  emailsByToken,
  mailUserOf,
  queueOf,
  queuesByAddress,
  usersByAddress,
} from './mail-questions.ts';
import { TokenSettingsReader } from './token-settings.ts';

/** E-mails of a conversation are looked for as far back as this. */
const conversationDays = 90;
const dayMs = 24 * 60 * 60_000;

/** One question for each hundred of the values. */
const chunked = <T>(
  values: readonly T[],
  request: (chunk: readonly T[]) => BatchRequest,
  found: (row: Row) => void,
): Question[] =>
  chunksOf(values).map((chunk) => ({
    request: request(chunk),
    read: (body) => {
      rowsIn(body).forEach(found);
    },
  }));

/** Arriving mail as Dynamics 365 sees it. */
export class DataverseCrmMail implements CrmMail {
  readonly #client: DataverseClient;
  readonly #metadata: TableMetadata;
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly #tokens: TokenSettingsReader;

  constructor(client: DataverseClient, metadata: TableMetadata, runtime: Pick<Runtime, 'now'>) {
    this.#client = client;
    this.#metadata = metadata;
    this.#runtime = runtime;
    this.#tokens = new TokenSettingsReader(client, runtime);
  }

  async facts(actor: Actor, query: CrmMailQuery, signal: AbortSignal): Promise<CrmMailFacts> {
    const facts: CrmMailFacts = { me: null, users: [], queues: [], candidates: [], emails: [] };
    const tables = query.people.length > 0 ? await this.#metadata.tables(actor) : [];
    const questions = [
      ...this.#peopleQuestions(actor, query, sourcesIn(tables), facts),
      ...this.#emailQuestions(query, facts),
    ];
    await ask(this.#client, actor, questions, signal);
    return facts;
  }

  tokens(actor: Actor): Promise<TokenSettings> {
    return this.#tokens.read(actor);
  }

  async emails(
    actor: Actor,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, { ownerId: string | null }>> {
    const found = new Map<string, { ownerId: string | null }>();
    const questions = chunked([...new Set(ids)], emailsById, (row) => {
      const { id, ownerId } = crmEmailOf(row);
      found.set(id, { ownerId });
    });
    await ask(this.#client, actor, questions, signal);
    return found;
  }

  #peopleQuestions(
    actor: Actor,
    { recipients, people }: CrmMailQuery,
    sources: readonly PersonSource[],
    facts: CrmMailFacts,
  ): Question[] {
    const me = (row: Row): void => {
      facts.me = userOf(row).id;
    };
    return [
      ...chunked(recipients, usersByAddress, (row) => facts.users.push(...mailUserOf(row))),
      ...chunked(recipients, queuesByAddress, (row) => facts.queues.push(...queueOf(row))),
      ...peopleQuestions({ addresses: people, sources }, facts.candidates),
      ...chunked(people.length > 0 ? [actor.userId] : [], (ids) => usersByObjectId([...ids]), me),
    ];
  }

  #emailQuestions(query: CrmMailQuery, { emails }: CrmMailFacts): Question[] {
    const since = new Date(this.#runtime.now().getTime() - conversationDays * dayMs);
    const found = (row: Row): void => void emails.push(crmEmailOf(row));
    return [
      ...chunked(query.messageIds, emailsByMessageId, found),
      ...chunked(query.ids ?? [], emailsById, found),
      ...chunked(query.tokens, emailsByToken, found),
      ...chunked(query.conversations, (bases) => emailsByConversation(bases, since), found),
    ];
  }
}
