/** `outgoing.batch` (§0.3): e-mails a cycle sends before others have their turn. */
export const sendBatch = 10;
/** The window Exchange counts in. */
export const sendWindowMs = 60_000;

export interface SendBudget {
  /** E-mails that may be sent now. */
  count: number;
  /** Where that is none: when the next one may be. */
  waitMs: number;
}

/** @param sentAgoMs how long ago each e-mail of the last minute was handed over. */
export function sendBudget(sentAgoMs: readonly number[], perMinute: number): SendBudget {
  const recent = sentAgoMs.filter((ago) => ago < sendWindowMs).sort((a, b) => a - b);
  const count = Math.min(sendBatch, Math.max(0, perMinute - recent.length));
  if (count > 0) return { count, waitMs: 0 };
  const freed = recent[Math.max(0, perMinute - 1)] ?? 0;
  return { count: 0, waitMs: sendWindowMs - freed };
}
