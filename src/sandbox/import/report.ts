export type ItemKind = 'mail' | 'meeting' | 'contact';

export interface ImportReport {
  /** Items, not files: an mbox holds many. */
  imported: Record<ItemKind, number>;
  /** What was left out: a file, or one item of a file named in the path. */
  skipped: { path: string; reason: string }[];
  /** Every file that was looked at, with how many items it gave. */
  files: { path: string; items: number }[];
}

/** From here on, what has the same reason is shown as one group. */
const LONG = 20;

export function emptyReport(): ImportReport {
  return { imported: { mail: 0, meeting: 0, contact: 0 }, skipped: [], files: [] };
}

/** For a terminal: a summary, then what was left out and why. */
export function formatReport(report: ImportReport): string {
  const { imported, skipped, files } = report;
  const summary = [
    count(imported.mail, 'mail', 'mails'),
    count(imported.meeting, 'meeting', 'meetings'),
    count(imported.contact, 'contact', 'contacts'),
  ].join(', ');
  const lines = [`Imported ${summary} from ${count(files.length, 'file', 'files')}.`];
  if (skipped.length > 0) lines.push(`Left out ${skipped.length}:`, ...listSkipped(skipped));
  return lines.join('\n');
}

function listSkipped(skipped: ImportReport['skipped']): string[] {
  if (skipped.length <= LONG) return skipped.map(({ path, reason }) => `  ${path}: ${reason}`);
  const groups = new Map<string, ImportReport['skipped']>();
  for (const item of skipped) {
    groups.set(item.reason, [...(groups.get(item.reason) ?? []), item]);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length).flatMap(listGroup);
}

function listGroup([reason, items]: [string, ImportReport['skipped']]): string[] {
  return [`  ${reason} (${items.length})`, ...items.map(({ path }) => `    ${path}`)];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
