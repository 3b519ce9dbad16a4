import type { DueMark } from '../../ports/mail-sync.ts';
import type { CopyRecord, ItemRecord, MailboxRecord, MemoryDatabase } from './memory-database.ts';

/** As the query of PostgreSQL has it: a copy that is to have the category, or to lose it. */
function isDue({ row }: ItemRecord, copy: CopyRecord, { markEarlierThan }: MailboxRecord): boolean {
  const isOther = row.itemId !== copy.itemId;
  if (row.state === 'untracked') return isOther && copy.hasCategory;
  if (row.state !== 'tracked' || copy.hasCategory || copy.categoryRefused) return false;
  const isEarlier =
    markEarlierThan !== null && (row.trackedAt?.getTime() ?? Infinity) < markEarlierThan;
  return isEarlier || (isOther && ['automatic', 'rule'].includes(row.trackedVia ?? ''));
}

function markOf({ row }: ItemRecord): DueMark['mark'] {
  const { state, activityId, regarding } = row;
  return state === 'tracked' && activityId !== null ? { activityId, regarding } : null;
}

/** Copies whose category is not what the ledger says, in the order of their ids. */
export function allDueMarks(db: MemoryDatabase, mailbox: MailboxRecord): DueMark[] {
  const due: DueMark[] = [];
  for (const copy of mailbox.copies.values()) {
    if (copy.leftAt !== null) continue;
    const item = db.items.get(copy.key);
    if (item?.row.tenantId !== mailbox.tenantId || !isDue(item, copy, mailbox)) continue;
    due.push({ itemId: copy.itemId, key: copy.key, mark: markOf(item) });
  }
  return due.sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
}
