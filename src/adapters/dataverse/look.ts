import { z } from 'zod';
import { normaliseAddress } from '../../domain/people/address.ts';
import type { Actor } from '../../ports/actor.ts';
import type { Candidate } from '../../domain/people/match.ts';
import type { ExistingEmail, Lookup, LookupQuery, NamedRecord } from '../../ports/crm.ts';
import { readJson } from '../fetch/json.ts';
import type { BatchAnswer, BatchRequest } from './batch.ts';
import { get } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { parameter, quoted } from './literal.ts';
import { byAddress, candidateOf, chunksOf, userOf, usersByObjectId } from './people.ts';
import type { PersonSource } from './people.ts';
import { columnsOf, lookupOf, recordOf, text } from './tables.ts';
import type { Row, Table } from './tables.ts';

const row = z.record(z.string(), z.unknown());
const rows = z.object({ value: z.array(row) });

export const emailColumns = 'activityid,_regardingobjectid_value,_ownerid_value';

/** What the caller may not see is as if it were not there; what failed is thrown. */
function readable(client: DataverseClient, answer: BatchAnswer | undefined): string | null {
  if (!answer) return null;
  if (answer.status < 400) return answer.body;
  if (answer.status === 403 || answer.status === 404) return null;
  throw client.failure(answer);
}

export const emailOf = (found: Row): ExistingEmail => ({
  id: text(found, 'activityid'),
  regarding: lookupOf(found, '_regardingobjectid_value'),
  ownerId: text(found, '_ownerid_value') || null,
});

function emailRequest({ messageId, direction, id }: LookupQuery['email']): BatchRequest | null {
  const either = [
    ...(id ? [`activityid eq ${id}`] : []),
    ...(messageId
      ? [`(messageid eq ${quoted(messageId)} and directioncode eq ${direction === 'outgoing'})`]
      : []),
  ];
  if (either.length === 0) return null;
  const filter = parameter('$filter', either.join(' or '));
  return get(`emails?$select=${emailColumns}&${filter}&$orderby=createdon%20asc&$top=5`);
}

/** Reads one answer; everything asked is a list of requests with one reader each. */
export interface Question {
  request: BatchRequest;
  read: (body: string) => void;
  /** A table of this organisation's own: what it does not answer is not missed. */
  isExtra?: boolean;
}

export const rowsIn = (body: string): Row[] => readJson(body, rows, 'crm').value;

/** The rows behind addresses, in every table that has any. */
export function peopleQuestions(
  { addresses, sources }: { addresses: readonly string[]; sources: readonly PersonSource[] },
  found: Candidate[],
): Question[] {
  const distinct = [...new Set(addresses.map(normaliseAddress))].filter((text) => text !== '');
  return chunksOf(distinct).flatMap((chunk) =>
    sources.map((source) => ({
      request: byAddress(source, chunk),
      read: (body: string) =>
        void found.push(...rowsIn(body).map((entry) => candidateOf(source, entry))),
      isExtra: source.partySet !== undefined,
    })),
  );
}

function recordQuestion(table: Table, id: string, found: (record: NamedRecord) => void): Question {
  return {
    request: get(`${table.entitySet}(${id})?$select=${columnsOf(table)}`),
    read: (body) => found(recordOf(table, readJson(body, row, 'crm'))),
  };
}

function emailQuestion(
  email: LookupQuery['email'],
  found: (email: ExistingEmail) => void,
): Question[] {
  const request = emailRequest(email);
  if (!request) return [];
  const read = (body: string): void => {
    const emails = rowsIn(body).map(emailOf);
    const best = emails.find(({ id }) => id === email.id) ?? emails[0];
    if (best) found(best);
  };
  return [{ request, read }];
}

/**
 * Asks everything in one `$batch`, one part a question.
 * @throws Failure; what the actor may not read, and extra tables, are as if they were empty.
 */
export async function ask(
  client: DataverseClient,
  actor: Actor,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<void> {
  if (questions.length === 0) return;
  const answers = await client.batch(
    actor,
    questions.map(({ request }) => request),
    signal,
  );
  questions.forEach(({ read, isExtra }, index) => {
    const answer = answers[index]?.[0];
    if (isExtra && answer && answer.status >= 400) return;
    const body = readable(client, answer);
    if (body !== null) read(body);
  });
}

/** Everything that is read about one mail. */
export async function look(
  client: DataverseClient,
  actor: Actor,
  query: LookupQuery & { table: Table | null; sources: readonly PersonSource[] },
  signal: AbortSignal,
): Promise<Lookup> {
  const lookup: Lookup = { me: null, users: [], candidates: [], email: null, record: null };
  const userIds = [...new Set([actor.userId, ...query.users])];
  const questions: Question[] = [
    ...peopleQuestions(query, lookup.candidates),
    {
      request: usersByObjectId(userIds),
      read: (body) => void lookup.users.push(...rowsIn(body).map(userOf)),
    },
    ...emailQuestion(query.email, (email) => (lookup.email = email)),
    ...(query.table && query.record
      ? [recordQuestion(query.table, query.record.id, (record) => (lookup.record = record))]
      : []),
  ];
  await ask(client, actor, questions, signal);
  const me = lookup.users.find(({ userId }) => userId === actor.userId.toLowerCase()) ?? null;
  return { ...lookup, me };
}
