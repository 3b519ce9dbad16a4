import { MemoryChanges } from '../../../src/adapters/memory/memory-changes.ts';
import { MemoryDatabase } from '../../../src/adapters/memory/memory-database.ts';
import { MemoryJobs } from '../../../src/adapters/memory/memory-jobs.ts';
import { completeItem, MemoryLedger } from '../../../src/adapters/memory/memory-ledger.ts';
import type { LedgerEvent } from '../../../src/ports/events.ts';
import { ledgerCases } from './ledger-cases.ts';

let now = Date.parse('2026-11-22T09:00:00Z');
const jobs = new MemoryJobs(() => now);
const database = new MemoryDatabase(() => now, jobs);
const events: LedgerEvent[] = [];
database.subscribe((event) => events.push(event));

ledgerCases(() => ({
  ledger: new MemoryLedger(database),
  changes: new MemoryChanges(database),
  events,
  jobs: (key) => {
    const startsInMs = jobs.startsInMs(completeItem, key);
    return Promise.resolve(startsInMs === null ? [] : [startsInMs / 1_000]);
  },
  expireLeases: () => {
    now += 11_000;
    return Promise.resolve();
  },
}));
