import { Overtaken } from '../../ports/ledger.ts';
import type {
  AcceptedIntent,
  Attempted,
  Claim,
  ItemKind,
  Lease,
  Ledger,
  LedgerRow,
  Outcome,
  Settlement,
} from '../../ports/ledger.ts';
import { isByItself, sameIntent, withWaiting } from '../ledger/intent-rules.ts';
import { headStartMs, mostStrikes, nextIntentMs } from '../ledger/terms.ts';
import { isLeaseFree, lease, outcomeColumns, writeIntent, writeOutcome } from './item-records.ts';
import { lastChange, recordChange } from './memory-changes.ts';
import { mailboxKey } from './memory-database.ts';
import type { ItemRecord, MemoryDatabase } from './memory-database.ts';
import { startClocks } from './memory-workloads.ts';

export const completeItem = 'complete-item';

interface Accepted {
  row: LedgerRow;
  lease: Lease | null;
}

/** Writes one intent with the job that completes it. @throws Overtaken. */
export function acceptIntent(db: MemoryDatabase, intent: AcceptedIntent): Accepted {
  const { key, inBackground = false, inBulk = false } = intent;
  const known = db.items.get(key);
  if (isByItself(intent) && known) return { row: known.row, lease: null };
  const isRepeat = known !== undefined && sameIntent(known.row, intent);
  if (intent.undoes && known && !isRepeat) {
    const isLast = lastChange(db, intent.tenantId, key)?.id === intent.undoes;
    if (!isLast || known.row.state === 'pending') throw new Overtaken();
  }
  const record = isRepeat ? known : writeIntent(db, known, withWaiting(intent, known?.row));
  const token = `lease-${db.nextNumber()}`;
  const isLeased = !inBackground && !inBulk && isLeaseFree(db, record);
  if (isLeased) lease(db, record, token);
  if (!isRepeat) {
    if (!inBulk) scheduleCompletion(db, key, inBackground ? 0 : headStartMs, inBackground ? 0 : 10);
    db.notify(record.row);
  }
  return { row: record.row, lease: isLeased ? { key, token } : null };
}

function scheduleCompletion(db: MemoryDatabase, key: string, delayMs: number, priority = 10): void {
  const startAfter = Math.ceil(delayMs / 1_000);
  void db.jobs.upsert(completeItem, { key }, { singletonKey: key, startAfter, priority });
}

/** The ledger in memory. Each change of state happens at once, with its job and its notice. */
export class MemoryLedger implements Ledger {
  readonly #db: MemoryDatabase;

  constructor(db: MemoryDatabase) {
    this.#db = db;
  }

  find(tenantId: string, key: string): Promise<LedgerRow | null> {
    const row = this.#db.items.get(key)?.row;
    return Promise.resolve(row?.tenantId === tenantId ? row : null);
  }

  findMany(tenantId: string, keys: readonly string[]): Promise<LedgerRow[]> {
    const rows = [...new Set(keys)].flatMap((key) => this.#db.items.get(key)?.row ?? []);
    return Promise.resolve(rows.filter((row) => row.tenantId === tenantId));
  }

  ofMailbox(tenantId: string, userId: string, kind: ItemKind): Promise<LedgerRow[]> {
    const rows = [...this.#db.items.values()].map(({ row }) => row);
    return Promise.resolve(
      rows.filter(
        (row) => row.tenantId === tenantId && row.mailboxUserId === userId && row.kind === kind,
      ),
    );
  }

  async accept(intent: AcceptedIntent): Promise<Accepted> {
    return Promise.resolve(acceptIntent(this.#db, intent));
  }

  claim(key: string, requestedBy?: string): Promise<Claim | null> {
    const record = this.#db.items.get(key);
    const isOpen = record && (record.row.state === 'pending' || record.row.revisitSince !== null);
    const isTheirs = requestedBy === undefined || record?.row.requestedBy === requestedBy;
    if (!isOpen || !isTheirs || !isLeaseFree(this.#db, record)) return Promise.resolve(null);
    return Promise.resolve(this.#claimed(record, `lease-${this.#db.nextNumber()}`));
  }

  claimMany(mailbox: { tenantId: string; userId: string }, limit: number): Promise<Claim[]> {
    const waiting = this.#waiting(mailbox);
    for (const record of waiting.filter(({ strikes }) => strikes >= mostStrikes)) {
      this.#fail(record);
    }
    const fresh = waiting.filter(({ strikes }) => strikes === 0).slice(0, limit);
    const suspect = waiting.filter(({ strikes }) => strikes < mostStrikes).slice(0, 1);
    const token = `lease-${this.#db.nextNumber()}`;
    const taken = fresh.length > 0 ? fresh : suspect;
    for (const record of taken) record.strikes += 1;
    return Promise.resolve(taken.map((record) => this.#claimed(record, token)));
  }

  renewMany(leases: readonly Lease[]): Promise<boolean> {
    return Promise.resolve(leases.map((one) => this.#renew(one)).some(Boolean));
  }

  settleMany(settlements: readonly Settlement[]): Promise<(LedgerRow | null)[]> {
    return Promise.resolve(settlements.map((one) => this.#settleOne(one)));
  }

  leaseEndsInMs(key: string): Promise<number | null> {
    const record = this.#db.items.get(key);
    if (!record || isLeaseFree(this.#db, record)) return Promise.resolve(null);
    return Promise.resolve(record.leaseUntil - this.#db.now());
  }

  renew(held: Lease): Promise<boolean> {
    return Promise.resolve(this.#renew(held));
  }

  settle(held: Lease, attempted: Attempted, outcome: Outcome): Promise<LedgerRow | null> {
    const record = this.#held(held);
    return Promise.resolve(record ? this.#write(record, attempted, outcome) : null);
  }

  abandon(key: string): Promise<void> {
    const record = this.#db.items.get(key);
    if (record?.row.state === 'pending') this.#fail(record);
    return Promise.resolve();
  }

  mailboxSeen({ tenantId, userId }: { tenantId: string; userId: string }): Promise<void> {
    const db = this.#db;
    const key = mailboxKey({ tenantId, userId });
    if (db.mailboxes.has(key)) return Promise.resolve();
    db.mailboxes.set(key, {
      ...{ tenantId, userId, processFrom: db.now(), categoryId: null, categoryNames: [] },
      ...{ categoryLostAt: null, markEarlierThan: null, treeLink: null },
      ...{ folders: new Map(), copies: new Map() },
    });
    void db.jobs.upsert('prepare-mailbox', { tenantId, userId }, { singletonKey: userId });
    startClocks(db, { tenantId, userId });
    return Promise.resolve();
  }

  /** Those of a mailbox that wait for its cycle, the oldest first. */
  #waiting(mailbox: { tenantId: string; userId: string }): ItemRecord[] {
    const at = ({ row }: ItemRecord): number => row.foundIn?.receivedAt.getTime() ?? Infinity;
    const keys = this.#db.bulk.get(mailboxKey(mailbox)) ?? [];
    return [...keys]
      .flatMap((key) => this.#db.items.get(key) ?? [])
      .filter((record) => isLeaseFree(this.#db, record))
      .sort((a, b) => at(a) - at(b) || (a.row.key < b.row.key ? -1 : 1));
  }

  #claimed(record: ItemRecord, token: string): Claim {
    lease(this.#db, record, token);
    return { row: record.row, lease: { key: record.row.key, token } };
  }

  #held({ key, token }: Lease): ItemRecord | null {
    const record = this.#db.items.get(key);
    return record?.leaseToken === token ? record : null;
  }

  #renew(held: Lease): boolean {
    const record = this.#held(held);
    if (record) lease(this.#db, record, held.token);
    return record !== null;
  }

  #fail(record: ItemRecord): void {
    const { row } = record;
    const columns = outcomeColumns(this.#db, row, { kind: 'failed', problem: 'unexpected' }, row);
    this.#db.notify(writeOutcome(this.#db, record, columns).row);
  }

  #settleOne({ claim, outcome }: Settlement): LedgerRow | null {
    const record = this.#held(claim.lease);
    if (!record) return null;
    if (outcome.kind === 'released') {
      const strikes = Math.max(record.strikes - 1, 0);
      return Object.assign(record, { leaseToken: null, leaseUntil: 0, strikes }).row;
    }
    if (outcome.kind !== 'handed-over') return this.#write(record, claim.row, outcome);
    scheduleCompletion(this.#db, record.row.key, outcome.retryInMs);
    return writeOutcome(this.#db, record, {}).row;
  }

  #write(record: ItemRecord, attempted: Attempted, outcome: Outcome): LedgerRow {
    const db = this.#db;
    const before = record.row;
    const isNewest = before.revision === attempted.revision;
    recordChange(db, { before, attempted, outcome });
    const newer: Partial<LedgerRow> = {
      ...{ state: 'pending', problem: null, failures: 0, failingSince: null },
      wanted: before.wanted,
    };
    const columns = outcomeColumns(db, before, outcome, attempted);
    const { row } = writeOutcome(db, record, { ...columns, ...(!isNewest && newer) });
    this.#schedule(row.key, isNewest ? outcome : null);
    db.notify(row);
    return row;
  }

  /** Null: a newer intent waits and can start at once. */
  #schedule(key: string, outcome: Outcome | null): void {
    const db = this.#db;
    if (outcome === null) scheduleCompletion(db, key, nextIntentMs);
    else if (outcome.kind === 'postponed' || outcome.kind === 'waiting') {
      scheduleCompletion(db, key, outcome.retryInMs);
    } else if (outcome.kind === 'tracked' && outcome.revisitInMs !== undefined) {
      scheduleCompletion(db, key, outcome.revisitInMs);
    } else db.jobs.cancel(completeItem, key);
  }
}
