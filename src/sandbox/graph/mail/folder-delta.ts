import { sql } from 'kysely';
import type { Handler } from '../call.ts';
import { answerDelta, currentChange, removed, stateOf } from '../store/delta-round.ts';
import type { DeltaState } from '../store/delta-token.ts';
import { folderId } from '../store/folders.ts';
import { countedFolders, presentFolder } from './mail-folders.ts';

/** `GET …/mailFolders/delta`: all folders at first, then those that changed or went. */
export const folderDelta: Handler = async (call) => {
  const { db } = call.graph;
  const state = await stateOf(call, 0);
  const changed = await countedFolders(
    db,
    call.mailbox.id,
    sql`f.change > ${state.since} and f.well_known is distinct from 'msgfolderroot'`,
  );
  const gone = await db
    .selectFrom('folder_removal')
    .select('folder')
    .where('mailbox', '=', call.mailbox.id)
    .where('change', '>', state.start ?? state.since)
    .execute();
  const value = [
    ...changed.map(presentFolder),
    ...gone.map((row) => removed(folderId(call.mailbox.id, row.folder), 'mailFolder')),
  ];
  const next: DeltaState = { folder: 0, since: await currentChange(db) };
  return answerDelta(call, { value, next, isLast: true }, 'mailFolder');
};
