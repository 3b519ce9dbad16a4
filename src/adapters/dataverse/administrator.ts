import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { readJson } from '../fetch/json.ts';
import type { DataverseClient } from './dataverse-client.ts';
import { rolesHeld } from './roles-held.ts';

const rows = z.object({ value: z.array(z.unknown()) });

/** Every organisation's own System Administrator role is made from this template. */
const administratorTemplate = '627090ff-40a3-4053-8790-584edc5be201';

const isOfTemplate = `<link-entity name="role" from="roleid" to="parentrootroleid" alias="root"><filter>
  <condition attribute="roletemplateid" operator="eq" value="${administratorTemplate}" />
  </filter></link-entity>`;

/**
 * Whether the actor has the role System Administrator, by themselves or by a team. Who may not read
 * roles is none.
 * @param me the actor's system user.
 */
export async function isAdministrator(
  client: DataverseClient,
  actor: Actor,
  me: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answers = (await client.batch(actor, rolesHeld(me, isOfTemplate), signal)).flat();
  return answers.some((answer) => {
    if (answer.status === 403) return false;
    if (answer.status >= 400) throw client.failure(answer);
    return readJson(answer.body, rows, 'crm').value.length > 0;
  });
}
