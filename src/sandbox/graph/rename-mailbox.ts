import type { EntraDoor } from '../entra/door.ts';
import type { Graph } from './call.ts';

/**
 * Gives a person another address: at Entra and at their mailbox, as an administrator does after a
 * wedding. Ids, folders and old mail stay. Throws an `Error` for a person nobody knows.
 */
export async function renameMailbox(
  graph: Graph,
  entra: Pick<EntraDoor, 'users' | 'addUsers'>,
  id: string,
  address: string,
): Promise<void> {
  const user = (await entra.users()).find((candidate) => candidate.id === id);
  if (!user) throw new Error(`There is no person '${id}'.`);
  await entra.addUsers([{ ...user, mail: address }]);
  await graph.db.updateTable('mailbox').set({ address }).where('id', '=', id).execute();
}
