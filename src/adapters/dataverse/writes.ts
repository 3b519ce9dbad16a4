import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { BatchRequest } from './batch.ts';
import { send } from './dataverse-client.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { isDuplicate } from './failure.ts';

/** One request whose answer does not matter. @throws Failure for 400 and above. */
export async function write(
  client: DataverseClient,
  actor: Actor,
  request: BatchRequest,
  signal: AbortSignal,
): Promise<void> {
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400) throw client.failure(answer);
}

/** Nothing happens where the row is gone. @param path `contacts(…)`. */
export async function removeRow(
  client: DataverseClient,
  actor: Actor,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await write(client, actor, send('DELETE', path), signal);
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'not-found')) throw error;
  }
}

/** All of a change set or nothing. @returns `exists` where its first row is there already. */
export async function createOnce(
  client: DataverseClient,
  actor: Actor,
  changeSet: BatchRequest[],
  signal: AbortSignal,
): Promise<'created' | 'exists'> {
  const [answers = []] = await client.batch(actor, [{ changeSet }], signal);
  const refused = answers.find(({ status }) => status >= 400);
  if (!refused) return 'created';
  if (isDuplicate(refused)) return 'exists';
  throw client.failure(refused);
}
