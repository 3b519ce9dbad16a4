import { sql } from 'kysely';
import type { Call, Handler } from '../call.ts';
import { badRequest } from '../errors.ts';
import { pageSizeOf } from '../paging.ts';
import { pick, selection } from '../select.ts';
import { answerDelta, currentChange, removed, stateOf, type Page } from '../store/delta-round.ts';
import type { DeltaState } from '../store/delta-token.ts';
import { folderId } from '../store/folders.ts';
import { pageOf } from '../store/page-hook.ts';
import type { Json } from '../store/schema.ts';
import { countedFolders, folderProperties, presentFolder } from './counted-folders.ts';

interface Change {
  folder: number;
  change: number;
  isGone: boolean;
}

async function changesSince(call: Call, state: DeltaState, limit: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select number as folder, change, false as "isGone" from sandbox_graph.folder
      where mailbox = ${call.mailbox.id} and kind = 'mail' and not is_hidden
        and well_known is distinct from 'msgfolderroot' and change > ${state.since}
    union all
    select folder, change, true from sandbox_graph.folder_removal
      where mailbox = ${call.mailbox.id} and kind = 'mail'
        and change > ${state.start ?? state.since}
    order by change, folder limit ${limit}`.execute(call.graph.db);
  return rows;
}

async function pageFor(call: Call, state: DeltaState, size: number): Promise<Page> {
  const { db } = call.graph;
  const now = await currentChange(db);
  const found = await changesSince(call, state, size + 1);
  const changes = found.slice(0, size);
  const isLast = found.length <= size;
  const numbers = changes.map((one) => one.folder);
  const rows = await countedFolders(
    db,
    call.mailbox.id,
    sql`f.number = any(${numbers}::integer[])`,
  );
  const select = state.select && { select: state.select };
  const selected = selection({ custom: {}, ...select }, 'mailFolder', folderProperties);
  const byNumber = new Map(rows.map((row) => [row.number, pick(presentFolder(row), selected)]));
  const value = changes.flatMap<Json>(({ folder, isGone }) => {
    if (isGone) return [removed(folderId(call.mailbox.id, folder), 'mailFolder')];
    const object = byNumber.get(folder);
    return object ? [{ '@odata.type': '#microsoft.graph.mailFolder', ...object }] : [];
  });
  const since = isLast ? now : (changes.at(-1)?.change ?? state.since);
  const start = isLast ? {} : { start: state.start ?? state.since };
  return { value, next: { folder: 0, since, ...start, ...select }, isLast };
}

/** `GET …/mailFolders/delta`: all folders at first, then those that changed or went. */
export const folderDelta: Handler = async (call) => {
  if (call.query.filter) throw badRequest('The query filter is not supported by change tracking.');
  const state = await stateOf(call, 0);
  const size = pageSizeOf(call.query, call.prefer, 1_000);
  const page = await pageOf(call, state, (one) => pageFor(call, one, size));
  return answerDelta(call, page, 'mailFolder');
};
