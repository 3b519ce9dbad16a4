/** A change can be taken back for this long. */
export const undoDays = 30;

const dayMs = 24 * 60 * 60_000;

/** Until when a change can be taken back. */
export const undoUntil = (changedAt: Date): Date =>
  new Date(changedAt.getTime() + undoDays * dayMs);

export interface UndoQuestion {
  change: { by: string; at: Date; isLast: boolean; undoneAt: Date | null };
  /** Who wants it back. */
  userId: string;
  now: Date;
}

export type UndoVerdict = 'possible' | 'not-yours' | 'too-late' | 'overtaken';

/** Whether somebody can take a change back: their own, within 30 days, and while it is the last. */
export function canUndo({ change, userId, now }: UndoQuestion): UndoVerdict {
  if (change.by.toLowerCase() !== userId.toLowerCase()) return 'not-yours';
  if (!change.isLast || change.undoneAt !== null) return 'overtaken';
  return undoUntil(change.at) < now ? 'too-late' : 'possible';
}
