/** No folder is left unread for longer. */
const longestMs = 12 * 60_000;
/** As long as the time to the next cycle can be. */
const leastGapMs = 2 * 60_000;

export interface FolderToRead {
  folderId: string;
  /** Read in every cycle: where mail arrives, is sent, and is filed. */
  isFirst: boolean;
  isRoundOpen: boolean;
  /** Null: never. */
  readAt: Date | null;
}

const rank = ({ isFirst, isRoundOpen, readAt }: FolderToRead): number =>
  isFirst ? 0 : isRoundOpen || readAt === null ? 1 : 2;

const timeOf = ({ readAt }: FolderToRead): number => readAt?.getTime() ?? 0;

/**
 * The folders a cycle asks about: as many as one request holds, in turn, and all those that would
 * wait for more than twelve minutes otherwise.
 * @param atOnce how many fit into one request.
 */
export function chooseFolders<T extends FolderToRead>(
  folders: readonly T[],
  now: Date,
  atOnce: number,
): T[] {
  const sorted = folders.toSorted((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b));
  const last = Math.max(0, ...folders.map(timeOf));
  const gapMs = Math.min(longestMs, Math.max(leastGapMs, now.getTime() - last));
  const isDue = (folder: T): boolean => timeOf(folder) + longestMs < now.getTime() + gapMs;
  return sorted.filter((folder, index) => index < atOnce || isDue(folder));
}
