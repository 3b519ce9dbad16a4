import { chooseFolders } from '../domain/sync/choose-folders.ts';
import type { Failure } from '../ports/failure.ts';
import type { FolderPage, ReadAnswer, ReadQuestion } from '../ports/mail-changes.ts';
import type { SyncFolder } from '../ports/mail-sync.ts';
import type { Fence } from '../ports/workloads.ts';
import { promoteMailbox } from './promote-mailbox.ts';
import { keepCategory } from './reading/category.ts';
import { decidePage } from './reading/decide-page.ts';
import { followFolders, prepareFolders, reopen, rereadFolders } from './reading/folders.ts';
import { markCopies } from './reading/mark-copies.ts';
import { openReading } from './reading/reading.ts';
import type { SyncPorts } from './ports.ts';
import type { Reading } from './reading/reading.ts';

/** One request asks about so many folders, beside the folders themselves and the categories. */
const foldersAtOnce = 18;
/** A cycle stops after so many mails, so that others have their turn; the next one follows at once. */
const mostMails = 1_000;
const mostRequests = 20;

/** What a cycle comes to. */
interface Round {
  mails: number;
  requests: number;
  failure: Failure | null;
  isMore: boolean;
  /** Folders that are left to the next cycle. */
  passed: Set<string>;
}

const arrivals: ReadonlySet<string | null> = new Set(['inbox', 'sentitems']);

/** The folders the cycle begins with. */
function firstFolders({ state, scope, ruleOf, ports }: Reading): SyncFolder[] {
  const readable = state.folders
    .filter(({ folderId }) => scope.isRead(folderId))
    .map((folder) => {
      const isFirst = arrivals.has(folder.wellKnown) || ruleOf(folder.folderId) !== null;
      return { ...folder, isFirst };
    });
  return chooseFolders(readable, ports.runtime.now(), foldersAtOnce);
}

/** Folders of which more is to be read at once. */
const moreFolders = ({ state, scope }: Reading, { passed }: Round): SyncFolder[] =>
  state.folders
    .filter(({ folderId }) => scope.isRead(folderId) && !passed.has(folderId))
    .filter(({ isRoundOpen, readAt }) => isRoundOpen || readAt === null)
    .slice(0, foldersAtOnce);

/** Takes in one page. @returns whether the folder is said to be gone. */
async function takeIn(reading: Reading, page: FolderPage, round: Round): Promise<boolean> {
  const { ports, fence, state } = reading;
  const { folderId } = page;
  const folder = state.folders.find((one) => one.folderId === folderId);
  if (!folder) return false;
  if (!('problem' in page)) {
    const { commit, fresh } = await decidePage(reading, folder, page);
    await ports.mailSync.commit(fence, commit);
    round.mails += fresh;
    return false;
  }
  // Told so at its very beginning, it has something else; the next cycle tries again.
  if (page.problem !== 'expired' || folder.link === null) round.passed.add(folderId);
  if (page.problem === 'expired') await ports.mailSync.startAgain(fence, folderId);
  if (page.problem === 'failed') round.failure ??= page.failure;
  return page.problem === 'gone';
}

async function takeInAll(start: Reading, answer: ReadAnswer, round: Round): Promise<Reading> {
  const followed = await followFolders(start, answer.tree);
  const reading = await keepCategory(followed, answer.categories);
  let isAnyGone = false;
  for (const page of answer.pages) {
    reading.signal.throwIfAborted();
    isAnyGone = (await takeIn(reading, page, round)) || isAnyGone;
  }
  // What the folders' own changes did not tell is asked for: nothing is given up on one word.
  return isAnyGone ? rereadFolders(reading) : reopen(reading);
}

/** Reads until nothing more is told, or enough for one cycle. */
async function readAll(start: Reading, round: Round): Promise<Reading> {
  const { ports, fence, signal, tracksByCategory } = start;
  const also = { tree: start.state.treeLink, categories: tracksByCategory };
  let question: ReadQuestion = { cursors: firstFolders(start), ...also };
  let reading = start;
  for (;;) {
    const answer = await ports.mailChanges.read(fence, question, signal);
    round.requests += 1;
    reading = await takeInAll(reading, answer, round);
    question = { cursors: moreFolders(reading, round) };
    if (question.cursors.length === 0) return reading;
    round.isMore = round.mails >= mostMails || round.requests >= mostRequests;
    if (round.isMore) return reading;
  }
}

/**
 * One cycle of a mailbox's mail: finishes what earlier ones left, reads what changed in its folders,
 * decides, and tracks what is to be tracked. A quiet mailbox costs one request. Everything may be
 * repeated, and stopped at any point.
 * @returns mails that were seen for the first time, and whether more waits.
 * @throws Failure; Fenced where a later cycle has begun.
 */
export async function mailCycle(
  ports: SyncPorts,
  fence: Fence,
  signal: AbortSignal,
): Promise<{ items: number; isMore: boolean }> {
  const opened = await openReading(ports, fence, signal);
  if (!opened) return { items: 0, isMore: false };
  await promoteMailbox(ports, fence, signal);
  const round: Round = {
    ...{ mails: 0, requests: 0, failure: null, isMore: false },
    passed: new Set(),
  };
  const reading = await readAll(await prepareFolders(opened), round);
  await promoteMailbox(ports, fence, signal);
  await markCopies(reading);
  if (round.failure) throw round.failure;
  return { items: round.mails, isMore: round.isMore };
}
