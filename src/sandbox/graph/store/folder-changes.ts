import type { Call, GraphAnswer } from '../call.ts';
import { pageSizeOf } from '../paging.ts';
import { answerDelta, currentChange, removed, type Page } from './delta-round.ts';
import { readToken, type DeltaState } from './delta-token.ts';
import { folderId, type Folder } from './folders.ts';
import { pageOf } from './page-hook.ts';
import type { Json } from './schema.ts';

/** Folders of one kind whose changes are told. */
export interface TrackedFolders {
  kind: Folder['kind'];
  /** Name of the type in answers. */
  type: string;
  present: (folder: Folder) => Json;
}

type Told = { change: number } & ({ folder: Folder } | { gone: number });

async function changedFolders(call: Call, state: DeltaState, kind: string): Promise<Told[]> {
  const { db } = call.graph;
  const changed = await db
    .selectFrom('folder')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', kind as Folder['kind'])
    .where('change', '>', state.since)
    .execute();
  const gone = await db
    .selectFrom('folder_removal')
    .selectAll()
    .where('mailbox', '=', call.mailbox.id)
    .where('kind', '=', kind)
    .where('change', '>', Math.max(state.since, state.start ?? 0))
    .execute();
  const told: Told[] = [
    ...changed.map((folder) => ({ folder, change: folder.change })),
    ...gone.map((row) => ({ gone: row.folder, change: row.change })),
  ];
  return told.sort((a, b) => a.change - b.change);
}

async function buildPage(call: Call, state: DeltaState, tracked: TrackedFolders): Promise<Page> {
  const { kind, type, present } = tracked;
  const size = pageSizeOf(call.query, call.prefer);
  const all = await changedFolders(call, state, kind);
  const value = all
    .slice(0, size)
    .map((one) =>
      'folder' in one ? present(one.folder) : removed(folderId(call.mailbox.id, one.gone), type),
    );
  const since = all.slice(0, size).at(-1)?.change ?? state.since;
  return { value, next: { ...state, since }, isLast: all.length <= size };
}

/** Change tracking of contact folders or task lists (wire facts, 2.4). */
export async function folderChanges(call: Call, tracked: TrackedFolders): Promise<GraphAnswer> {
  const token = call.query.skiptoken ?? call.query.deltatoken;
  const start = await currentChange(call.graph.db);
  // No folder has the number 0: tokens of other queries are unknown here.
  const state =
    token === undefined ? { folder: 0, since: 0, start } : readToken(call.graph.secret, token, 0);
  const page = await pageOf(call, state, (one) => buildPage(call, one, tracked));
  return answerDelta(call, page, tracked.type);
}
