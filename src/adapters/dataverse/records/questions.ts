import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import { Failure } from '../../../ports/failure.ts';
import { readJson } from '../../fetch/json.ts';
import type { BatchRequest } from '../batch.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import type { Row } from '../tables.ts';

const row = z.record(z.string(), z.unknown());
const rows = z.object({ value: z.array(row) });

/** One part of a batch with its reader; what the actor may not see is not read. */
export interface Question {
  request: BatchRequest;
  read: (body: string) => void;
}

/** Asks for one record. */
export const one = (request: BatchRequest, read: (found: Row) => void): Question => ({
  request,
  read: (body) => read(readJson(body, row, 'crm')),
});

/** Asks for rows of a table. */
export const many = (request: BatchRequest, read: (found: Row[]) => void): Question => ({
  request,
  read: (body) => read(readJson(body, rows, 'crm').value),
});

const isTemporary = (status: number): boolean => status === 429 || status >= 500;

/**
 * Asks everything in one request. A part that is refused is left out: a table, a column or a record
 * that is not for the actor, or that this organisation does not have.
 * @throws Failure where the CRM cannot answer now.
 */
export async function ask(
  client: DataverseClient,
  actor: Actor,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<void> {
  if (questions.length === 0) return;
  const requests = questions.map(({ request }) => request);
  const answers = await client.batch(actor, requests, signal);
  questions.forEach(({ read }, index) => {
    const answer = answers[index]?.[0];
    if (answer && isTemporary(answer.status)) throw client.failure(answer);
    if (answer && answer.status < 400) read(answer.body);
  });
}

/** Like `ask`, where at least one part must not be refused. @throws Failure. */
export async function askSome(
  client: DataverseClient,
  actor: Actor,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<void> {
  const answered: BatchRequest[] = [];
  const watched = questions.map(({ request, read }) => ({
    request,
    read: (body: string) => {
      answered.push(request);
      read(body);
    },
  }));
  await ask(client, actor, watched, signal);
  if (answered.length === 0 && questions.length > 0) {
    throw new Failure('forbidden', 'crm', 'crm: no table may be read');
  }
}
