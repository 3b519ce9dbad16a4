import type { Caller } from '../ports/actor.ts';
import { fewAtOnce } from '../lib/few-at-once.ts';
import type { TrackingPorts } from './ports.ts';

/** Names asked for in one request, and requests at once. */
const asked = 100;
const atOnce = 3;
const nobody = { messageId: '', direction: 'incoming', id: null } as const;

/** What the CRM calls people, by Entra object id; who is no user of it has no name. */
export async function userNames(
  { crm }: Pick<TrackingPorts, 'crm'>,
  caller: Caller,
  userIds: Iterable<string>,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const wanted = [...new Set(userIds)];
  const names = new Map<string, string>();
  const parts = Array.from({ length: Math.ceil(wanted.length / asked) }, (_, part) =>
    wanted.slice(part * asked, (part + 1) * asked),
  );
  await fewAtOnce(parts, atOnce, async (users) => {
    const query = { addresses: [], email: nobody, record: null, users };
    const found = await crm.look(caller, query, signal);
    for (const { userId, name } of found.users) names.set(userId, name);
  });
  return names;
}
