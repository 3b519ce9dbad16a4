import { z } from 'zod';
import type { Actor } from '../../../ports/actor.ts';
import type { ConnectionRole, NewConnection } from '../../../ports/record-maker.ts';
import { readJson } from '../../fetch/json.ts';
import { get, send } from '../dataverse-client.ts';
import type { DataverseClient } from '../dataverse-client.ts';
import { isDuplicate } from '../failure.ts';
import type { EntitySets } from './write-record.ts';

const roles = z.object({
  value: z.array(z.object({ connectionroleid: z.guid(), name: z.string() })),
});
const rolesPath =
  'connectionroles?$select=connectionroleid,name&$filter=statecode%20eq%200&$orderby=name&$top=500';

/** What records can be to each other; none where the actor may not read that. @throws Failure. */
export async function readConnectionRoles(
  client: DataverseClient,
  actor: Actor,
  signal: AbortSignal,
): Promise<ConnectionRole[]> {
  const answer = await client.request(actor, get(rolesPath), signal);
  if (answer.status === 403) return [];
  if (answer.status >= 400) throw client.failure(answer);
  const { value } = readJson(answer.body, roles, 'crm');
  return value.map(({ connectionroleid: id, name }) => ({ id, name }));
}

const roleBind = (side: 1 | 2, role: string | undefined): Record<string, string> =>
  role === undefined ? {} : { [`record${side}roleid@odata.bind`]: `/connectionroles(${role})` };

/** Connects two records; the same id again is the same connection. @throws Failure. */
export async function connect(
  client: DataverseClient,
  actor: Actor,
  { connection, sets }: { connection: NewConnection; sets: EntitySets },
  signal: AbortSignal,
): Promise<void> {
  const { id, from, to, fromRole, toRole, description } = connection;
  const body = {
    [`record1id_${from.table}@odata.bind`]: `/${sets.get(from.table) ?? ''}(${from.id})`,
    [`record2id_${to.table}@odata.bind`]: `/${sets.get(to.table) ?? ''}(${to.id})`,
    ...roleBind(1, fromRole),
    ...roleBind(2, toRole),
    ...(description && { description }),
  };
  const request = send('PATCH', `connections(${id})`, body, { 'If-None-Match': '*' });
  const answer = await client.request(actor, request, signal);
  if (answer.status >= 400 && !isDuplicate(answer)) throw client.failure(answer);
}
