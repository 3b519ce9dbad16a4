import { z } from 'zod';
import type { Actor } from '../../ports/actor.ts';
import { Failure } from '../../ports/failure.ts';
import type { WantedTogether } from '../../ports/mailbox.ts';
import { bisect } from '../../lib/bisect.ts';
import type { BatchAnswer, BatchPart, GraphBatch } from './graph-batch.ts';
import { messagePath } from './message-path.ts';
import { listedId, runsOf } from './message-runs.ts';
import type { ListedId, Run } from './message-runs.ts';
import { graphMessage, guardExpand, messageSelect } from './message-schema.ts';
import type { GraphMessage } from './message-schema.ts';

const wholeMail = `$select=${messageSelect}&$expand=attachments,${guardExpand}`;
/** PidTagMessageSize. */
const sizeExpand = `singleValueExtendedProperties($filter=id%20eq%20'Integer%200xe08')`;
/** Below this one batch or two read the mails one by one; above, looking for ranges pays. */
const fewMails = 40;
const listedAtOnce = 999;

export const readLimits = {
  mails: 100,
  bytes: 24 * 1024 * 1024,
  mailBytes: 4 * 1024 * 1024,
  usualBytes: 100 * 1024,
} as const;

const limits = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 };

interface Reading {
  batch: GraphBatch;
  actor: Actor;
  signal: AbortSignal;
}

const listOf = <T>(item: z.ZodType<T>) => z.object({ value: z.array(item) });

const folderPath = (folderId: string): string => `/mailFolders/${encodeURIComponent(folderId)}`;

const between = (from: string, to: string): string =>
  encodeURIComponent(`receivedDateTime ge ${from} and receivedDateTime le ${to}`);

const seconds = (date: Date, round: (value: number) => number): string =>
  `${new Date(round(date.getTime() / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;

/** Everything in a folder between the first and the last wanted mail, without content. */
function listPart(folderId: string, times: readonly Date[]): BatchPart {
  const sorted = times.toSorted((a, b) => a.getTime() - b.getTime());
  const [first = new Date(0)] = sorted;
  const filter = between(seconds(first, Math.floor), seconds(sorted.at(-1) ?? first, Math.ceil));
  const query = `$select=id,receivedDateTime&$expand=${sizeExpand}&$filter=${filter}`;
  const path = `${folderPath(folderId)}/messages?${query}&$orderby=receivedDateTime&$top=${listedAtOnce}`;
  return { method: 'GET', path };
}

interface FolderRun extends Run {
  folderId: string;
}

/** By folder; mails of which nobody knows where they lie are in none. */
function byFolder(mails: readonly WantedTogether[]): Map<string, Date[]> {
  const folders = new Map<string, Date[]>();
  for (const { foundIn, mailboxAddress } of mails) {
    if (!foundIn || mailboxAddress) continue;
    folders.set(foundIn.folderId, [...(folders.get(foundIn.folderId) ?? []), foundIn.receivedAt]);
  }
  return folders;
}

const listedIn = (answer: BatchAnswer | undefined): ListedId[] =>
  answer && 'body' in answer ? (listOf(listedId).safeParse(answer.body).data?.value ?? []) : [];

async function findRuns(
  { batch, actor, signal }: Reading,
  mails: readonly WantedTogether[],
): Promise<FolderRun[]> {
  const folders = [...byFolder(mails)];
  const wanted = new Set(
    mails.filter(({ leftOut = [] }) => leftOut.length === 0).map(({ itemId }) => itemId),
  );
  const parts = folders.map(([folderId, times]) => listPart(folderId, times));
  const answers = await batch.run(actor, parts, signal, limits);
  return folders.flatMap(([folderId], index) => {
    const runs = runsOf(listedIn(answers[index]), wanted, readLimits);
    return runs.filter(({ ids }) => ids.length > 1).map((run) => ({ ...run, folderId }));
  });
}

const runPart = ({ folderId, from, to, ids }: FolderRun): BatchPart => ({
  method: 'GET',
  path:
    `${folderPath(folderId)}/messages?${wholeMail}&$filter=${between(from, to)}` +
    `&$orderby=receivedDateTime&$top=${ids.length}`,
});

const mailPart = ({ itemId, mailboxAddress }: WantedTogether): BatchPart => ({
  method: 'GET',
  path: `${messagePath(itemId)}?${wholeMail}`,
  mailbox: mailboxAddress ?? undefined,
});

const messagesIn = (answer: BatchAnswer): GraphMessage[] => {
  if (answer instanceof Failure) return [];
  const list = listOf(graphMessage).safeParse(answer.body);
  if (list.success) return list.data.value;
  const one = graphMessage.safeParse(answer.body);
  return one.success ? [one.data] : [];
};

const isThrottled = ({ kind }: Failure): boolean => kind === 'throttled';

/** Several mails by one request. @throws Failure where the request as a whole was refused. */
async function readParts(
  { batch, actor, signal }: Reading,
  parts: readonly BatchPart[],
): Promise<GraphMessage[][]> {
  const answers = await batch.run(actor, parts, signal, limits);
  const throttled = answers.find((answer) => answer instanceof Failure && isThrottled(answer));
  if (throttled instanceof Failure) throw throttled;
  return answers.map(messagesIn);
}

/** It says something of the mailbox or of the way to it, rather than of a mail. */
export const isOutage = (error: unknown): boolean =>
  !(error instanceof Failure) || !['refused', 'not-found', 'changed'].includes(error.kind);

/**
 * The mails as far as they can be read together: a part for each, or one for a range of a folder in
 * which there are only wanted ones.
 * @returns by id; what is missing has to be read by itself.
 * @throws Failure where the mailbox does not answer.
 */
export async function readTogether(
  reading: Reading,
  mails: readonly WantedTogether[],
): Promise<Map<string, GraphMessage>> {
  const plain = mails.filter(({ leftOut = [] }) => leftOut.length === 0);
  const runs = plain.length > fewMails ? await findRuns(reading, plain) : [];
  const inRuns = new Set(runs.flatMap(({ ids }) => ids));
  const rest = plain.filter(({ itemId }) => !inRuns.has(itemId));
  const parts = [...runs.map(runPart), ...rest.map(mailPart)];
  const wanted = new Set(mails.map(({ itemId }) => itemId));
  const read = await bisect(parts, {
    attempt: (some) => readParts(reading, some),
    alone: () => [],
    isOutage,
  });
  // What came into a range since it was looked at is nobody's business.
  const found = read.flat().filter(({ id }) => wanted.has(id));
  return new Map(found.map((message) => [message.id, message]));
}
