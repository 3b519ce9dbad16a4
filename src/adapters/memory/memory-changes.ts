import type { Change, Changes } from '../../ports/changes.ts';
import type { Attempted, LedgerRow, Outcome } from '../../ports/ledger.ts';
import { settledChange } from '../ledger/settled-change.ts';
import type { MemoryDatabase } from './memory-database.ts';

/** Newest first. */
function changesOf(db: MemoryDatabase, tenantId: string, key: string): Change[] {
  const all = (db.changes.get(key) ?? []).filter((change) => change.tenantId === tenantId);
  return all.map((change, index) => ({ ...change, isLast: index === all.length - 1 })).reverse();
}

export const lastChange = (db: MemoryDatabase, tenantId: string, key: string): Change | null =>
  changesOf(db, tenantId, key)[0] ?? null;

function find(db: MemoryDatabase, tenantId: string, id: string): Change | null {
  const all = [...db.changes.keys()].flatMap((key) => changesOf(db, tenantId, key));
  return all.find((change) => change.id === id) ?? null;
}

function markUndone(db: MemoryDatabase, id: string): void {
  const change = [...db.changes.values()].flat().find((one) => one.id === id);
  if (change) change.undoneAt = new Date(db.now());
}

/** Writes down what an outcome changed. */
export function recordChange(
  db: MemoryDatabase,
  { before, attempted, outcome }: { before: LedgerRow; attempted: Attempted; outcome: Outcome },
): void {
  const { tenantId, key, kind } = before;
  const isDone = outcome.kind === 'tracked' || outcome.kind === 'untracked';
  if (isDone && attempted.undoes !== null) markUndone(db, attempted.undoes);
  const settled = settledChange(before, outcome, lastChange(db, tenantId, key));
  if (!settled) return;
  const { itemId, requestedBy: by, via } = attempted;
  const id = `change-${db.nextNumber()}`;
  const at = new Date(db.now());
  const change = { id, tenantId, key, kind, itemId, at, by, via, ...settled };
  const all = db.changes.get(key) ?? [];
  db.changes.set(key, [...all, { ...change, undoneAt: null, isLast: true }]);
}

/** The history in memory. */
export class MemoryChanges implements Changes {
  readonly #db: MemoryDatabase;

  constructor(db: MemoryDatabase) {
    this.#db = db;
  }

  find(tenantId: string, id: string): Promise<Change | null> {
    return Promise.resolve(find(this.#db, tenantId, id));
  }

  last(tenantId: string, key: string): Promise<Change | null> {
    return Promise.resolve(lastChange(this.#db, tenantId, key));
  }

  ofItem(tenantId: string, key: string): Promise<Change[]> {
    return Promise.resolve(changesOf(this.#db, tenantId, key));
  }

  ofPerson(
    { tenantId, userId }: { tenantId: string; userId: string },
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<Change[]> {
    const all = [...this.#db.changes.keys()]
      .flatMap((key) => changesOf(this.#db, tenantId, key))
      .filter(({ by }) => by === userId)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const from = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
    return Promise.resolve(all.slice(from, from + limit));
  }
}
