import { trackedCategory } from '../../domain/mail/tracked-category.ts';
import type { MailPlan } from '../../domain/sync/plan-mail.ts';
import type { PaneMark } from '../../ports/mail-changes.ts';
import type { SyncFolder } from '../../ports/mail-sync.ts';
import type { StoredMail } from './known-mails.ts';
import type { Reading } from './reading.ts';

/** A mail of a page with what becomes of it. */
export interface Planned {
  known: StoredMail;
  plan: Exclude<MailPlan, { do: 'judge' }>;
  /** What the pane's mark says now, as `MailCopy.paneMark`; absent: nobody looked. */
  paneMark?: string | null;
}

const textOf = ({ regarding }: PaneMark): string =>
  regarding ? `${regarding.table}:${regarding.id}`.toLowerCase() : '';

/** The category's name is not the one the pane knows, so that Outlook may have refused it. */
const isRenamed = ({ state }: Reading): boolean => {
  const [name = trackedCategory.displayName] = state.category.names;
  return name.toLowerCase() !== trackedCategory.displayName.toLowerCase();
};

const isByCategory = ({ plan }: Planned): boolean => plan.do === 'track' && plan.via === 'category';

/**
 * Whether the pane may have left a mark on it: where its category was put on; on a tracked mail
 * that changed; and on anything where the category's name hinders the pane.
 */
function mayHaveMark(reading: Reading, planned: Planned): boolean {
  const { known, plan } = planned;
  if (isByCategory(planned)) return true;
  if (plan.do !== 'leave' && (plan.do !== 'track' || plan.via !== 'automatic')) return false;
  if (known.row?.state === 'tracked') return known.hasCategory && known.copy?.hasCategory === true;
  return known.row === null && isRenamed(reading);
}

/** A mark counts once; what a person did to the mail since stays. */
function isNews({ known }: Planned, mark: PaneMark): boolean {
  const text = textOf(mark);
  const { row, copy } = known;
  if (text === copy?.paneMark) return false;
  return row === null || (text !== '' && text !== textOf({ regarding: row.regarding }));
}

/** What the pane left on mails while the service was away: what they are regarding (I-08). */
export async function withPaneMarks(
  reading: Reading,
  { isFirstRound }: SyncFolder,
  planned: readonly Planned[],
): Promise<Planned[]> {
  const { ports, fence, signal } = reading;
  if (!reading.tracksByCategory) return [...planned];
  const asked = new Set(planned.filter((one) => mayHaveMark(reading, one)));
  if (asked.size === 0) return [...planned];
  const ids = [...asked].map(({ known }) => known.mail.itemId);
  const marks = await ports.mailChanges.paneMarks(fence, ids, signal);
  return planned.map((one): Planned => {
    const mark = asked.has(one) ? marks.get(one.known.mail.itemId) : undefined;
    if (!mark) return asked.has(one) ? { ...one, paneMark: null } : one;
    const told = { ...one, paneMark: textOf(mark) };
    // In a first round of a folder nobody can tell when it was left.
    const isGesture = isByCategory(one) || (isNews(one, mark) && !isFirstRound);
    if (!isGesture) return told;
    const { regarding } = mark;
    return { ...told, plan: { do: 'track', via: 'mark', reason: 'mark', regarding } };
  });
}
