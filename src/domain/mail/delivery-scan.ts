import type { MailAttachment } from './message.ts';

const second = 1_000;
const minute = 60 * second;

/** How a scanned attachment is waited for. */
export const scanWait = {
  shortestMs: minute,
  /** As long as a cycle of synchronisation takes. */
  longestMs: 12 * minute,
  giveUpAfterMs: 24 * 60 * minute,
} as const;

/**
 * Stands in for files that are being scanned (Defender's Dynamic Delivery, E-15): the mail is
 * delivered without them and later replaced by one with the same Message-ID.
 */
export const isScanPlaceholder = ({ name }: Pick<MailAttachment, 'name'>): boolean =>
  /^ATP Scan in Progress(?:\.eml)?$/i.test(name.trim());

/** When to look again for the files, in milliseconds; null: they never came. */
export function nextScanLook(waitedMs: number): number | null {
  if (waitedMs >= scanWait.giveUpAfterMs) return null;
  return Math.round(Math.max(scanWait.shortestMs, Math.min(waitedMs / 2, scanWait.longestMs)));
}
