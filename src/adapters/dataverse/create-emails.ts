import { bisect } from '../../lib/bisect.ts';
import type { Actor } from '../../ports/actor.ts';
import type { NewEmail } from '../../ports/crm.ts';
import { Failure } from '../../ports/failure.ts';
import type { BatchAnswer, BatchItem, BatchRequest } from './batch.ts';
import { send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { createRequests } from './email-writes.ts';
import { isDuplicate } from './failure.ts';
import type { Table } from './tables.ts';

/** Of one `$batch`: Dataverse takes 1,000 requests; memory and its time limit take less. */
export const batchLimits = { requests: 1_000, bytes: 24 * 1024 * 1024, emails: 100 } as const;
/** Dataverse itself gives up after two minutes. */
const timeoutMs = 100_000;

export type Created = 'created' | 'exists' | Failure;

/** An email with everything that is sent for it. */
interface Prepared {
  email: NewEmail;
  table: Table | null;
  changeSet: BatchRequest[];
  bytes: number;
}

const prepare = (email: NewEmail, table: Table | null): Prepared => ({
  email,
  table,
  changeSet: createRequests(email, table),
  bytes:
    email.description.length +
    email.attachments.reduce((sum, { content }) => sum + content.length, 2_000),
});

/**
 * Its place in the queues that took it. A row is in one queue at most, so the last one has it;
 * it is no part of the email, which is made whoever may not queue it.
 */
const queueRequests = ({ id, queueIds = [] }: NewEmail): BatchRequest[] =>
  queueIds.map((queueId) =>
    send('POST', `queues(${queueId})/Microsoft.Dynamics.CRM.AddToQueue`, {
      Target: { '@odata.type': 'Microsoft.Dynamics.CRM.email', activityid: id },
    }),
  );

/** As many as one request takes. */
function inBatches(all: readonly Prepared[]): Prepared[][] {
  const batches: Prepared[][] = [];
  let size = { requests: 0, bytes: 0 };
  for (const one of all) {
    const requests = one.changeSet.length + (one.email.queueIds?.length ?? 0);
    const last = batches.at(-1);
    const fits =
      last !== undefined &&
      last.length < batchLimits.emails &&
      size.requests + requests <= batchLimits.requests &&
      size.bytes + one.bytes <= batchLimits.bytes;
    if (fits) last.push(one);
    else {
      batches.push([one]);
      size = { requests: 0, bytes: 0 };
    }
    size = { requests: size.requests + requests, bytes: size.bytes + one.bytes };
  }
  return batches;
}

const refusedIn = (answers: readonly BatchAnswer[]): BatchAnswer | undefined =>
  answers.find(({ status }) => status >= 400);

/**
 * The email without one thing that its refusal may be about: its owner, since making or completing a
 * row of somebody else's is more than many may do (E-12), then the rows it is tied to, which may be
 * gone or out of reach. Null where nothing is left to leave out.
 */
function plainer(email: NewEmail, status = 0): NewEmail | null {
  if (email.ownerId && status === 403) return { ...email, ownerId: null };
  return email.thread && (status === 403 || status === 404) ? { ...email, thread: null } : null;
}

/** It says something of the CRM or of the way to it, rather than of an email. */
const isOutage = (error: unknown): boolean =>
  !(error instanceof Failure) || !['refused', 'not-found', 'changed'].includes(error.kind);

/** Makes emails in the CRM, each whole or not at all. */
export class EmailCreation {
  readonly #client: DataverseClient;
  readonly #actor: Actor;
  readonly #signal: AbortSignal;

  constructor(client: DataverseClient, actor: Actor, signal: AbortSignal) {
    this.#client = client;
    this.#actor = actor;
    this.#signal = signal;
  }

  /** Results are in the emails' order. @throws Failure where the CRM does not answer. */
  async run(emails: readonly { email: NewEmail; table: Table | null }[]): Promise<Created[]> {
    const prepared = emails.map(({ email, table }) => prepare(email, table));
    const results: Created[] = [];
    for (const batch of inBatches(prepared)) results.push(...(await this.#batch(batch)));
    return results;
  }

  #batch(batch: readonly Prepared[]): Promise<Created[]> {
    return bisect(batch, {
      attempt: (some) => this.#send(some),
      alone: (_, error) => {
        if (error instanceof Failure) return error;
        throw error;
      },
      isOutage,
    });
  }

  async #send(batch: readonly Prepared[]): Promise<Created[]> {
    const items: BatchItem[] = batch.flatMap(({ email, changeSet }) => [
      { changeSet },
      ...queueRequests(email),
    ]);
    const answers = await this.#client.batch(this.#actor, items, this.#signal, timeoutMs);
    const places = items.flatMap((item, index) => ('changeSet' in item ? [index] : []));
    const refused = places.map((index) => refusedIn(answers[index] ?? []));
    const throttled = refused.find((answer) => answer?.status === 429);
    // Those that were made are found again when it goes on.
    if (throttled) throw this.#client.failure(throttled);
    const again = await this.#plainly(batch, refused);
    return batch.map((one, index) => again.get(one) ?? this.#resultOf(refused[index]));
  }

  /** Those that were refused once more, without what many may not write. */
  async #plainly(
    batch: readonly Prepared[],
    refused: readonly (BatchAnswer | undefined)[],
  ): Promise<Map<Prepared, Created>> {
    const again = batch.flatMap((one, index) => {
      const email = plainer(one.email, refused[index]?.status);
      return email ? [{ one, email }] : [];
    });
    if (again.length === 0) return new Map();
    const results = await this.#send(again.map(({ one, email }) => prepare(email, one.table)));
    return new Map(
      again.flatMap(({ one }, index) => {
        const result = results[index];
        return result ? [[one, result]] : [];
      }),
    );
  }

  #resultOf(refused: BatchAnswer | undefined): Created {
    if (!refused) return 'created';
    return isDuplicate(refused) ? 'exists' : this.#client.failure(refused);
  }
}
