import type { z } from 'zod';
import type {
  HistoryEntry,
  HistoryResponse,
  ItemHistoryResponse,
  itemHistoryEntry,
} from '../contracts/history.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import { canUndo } from '../domain/sync/undo.ts';
import type { Caller } from '../ports/actor.ts';
import type { Change } from '../ports/changes.ts';
import type { TrackingPorts } from './ports.ts';
import { Refusal } from './problem.ts';
import { namesOf, shownRecord } from './record-names.ts';
import type { Named, Reading } from './record-names.ts';
import { titlesOf } from './titles.ts';
import { whyTracked } from './tracked-why.ts';

const pageSize = 25;
const readWithinMs = 8_000;

type Shared = Omit<z.infer<typeof itemHistoryEntry>, 'by'>;

const shared = (ports: TrackingPorts, caller: Caller, change: Change, names: Named): Shared => ({
  id: change.id,
  change: change.change,
  at: change.at.toISOString(),
  via: change.via,
  before: shownRecord(ports, change.before, names),
  after: shownRecord(ports, change.after, names),
  copyDeleted: change.copyDeleted,
  undoneAt: change.undoneAt?.toISOString() ?? null,
  canUndo: canUndo({ change, userId: caller.userId, now: ports.runtime.now() }) === 'possible',
});

const recordsIn = (changes: readonly Change[]): (RecordRef | null)[] =>
  changes.flatMap(({ before, after }) => [before, after]);

/**
 * The caller's changes, newest first. Subjects and names are read at that moment, with the caller's
 * rights; nothing keeps them.
 * @throws Failure.
 */
export async function readHistory(
  ports: TrackingPorts,
  reading: Reading,
  before: string | undefined,
): Promise<HistoryResponse> {
  const { caller } = reading;
  const found = await ports.changes.ofPerson(caller, { before, limit: pageSize + 1 });
  const changes = found.slice(0, pageSize);
  const [names, titles] = await Promise.all([
    namesOf(ports, reading, recordsIn(changes)),
    titlesOf(ports, reading, changes),
  ]);
  const entries = changes.map((change): HistoryEntry => ({
    ...shared(ports, caller, change, names),
    key: change.key,
    kind: change.kind,
    itemId: change.itemId,
    title: titles.get(change.id) ?? '',
  }));
  return { entries, next: found.length > pageSize ? (changes.at(-1)?.id ?? null) : null };
}

/** Somebody's own changes are theirs to see; everybody's are for who may read the activity. */
async function visible(
  ports: TrackingPorts,
  caller: Caller,
  changes: readonly Change[],
): Promise<Change[]> {
  const signal = AbortSignal.timeout(readWithinMs);
  const activityIds = [...new Set(changes.flatMap(({ activityId }) => activityId ?? []))];
  const readable = await ports.crm.subjects(caller, activityIds, signal);
  const mayRead = activityIds.some((id) => readable.has(id));
  return changes.filter(({ by }) => mayRead || by === caller.userId);
}

/**
 * Everything that was done to one item, newest first.
 * @throws Refusal where the caller may see none of it; Failure.
 */
export async function readItemHistory(
  ports: TrackingPorts,
  reading: Reading,
  key: string,
): Promise<ItemHistoryResponse> {
  const { caller } = reading;
  const changes = await visible(ports, caller, await ports.changes.ofItem(caller.tenantId, key));
  if (changes.length === 0) throw new Refusal('not-found');
  const signal = AbortSignal.timeout(readWithinMs);
  const nobody = { messageId: '', direction: 'incoming', id: null } as const;
  const row = await ports.ledger.find(caller.tenantId, key);
  const accepting = row?.acceptedBy ? [row.acceptedBy] : [];
  const users = [...new Set([...changes.map(({ by }) => by), ...accepting])];
  const [names, people] = await Promise.all([
    namesOf(ports, reading, recordsIn(changes)),
    ports.crm.look(caller, { addresses: [], email: nobody, record: null, users }, signal),
  ]);
  return {
    why: await whyTracked(ports, reading, row, people.users),
    entries: changes.map((change) => ({
      ...shared(ports, caller, change, names),
      by: {
        name: people.users.find(({ userId }) => userId === change.by)?.name ?? '',
        isYou: change.by === caller.userId,
      },
    })),
  };
}
