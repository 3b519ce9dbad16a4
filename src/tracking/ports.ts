import type { Background } from '../lib/background.ts';
import type { Crm } from '../ports/crm.ts';
import type { TokenSource } from '../ports/directory.ts';
import type { LedgerEvents } from '../ports/events.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Mailbox } from '../ports/mailbox.ts';
import type { Log, Runtime } from '../ports/runtime.ts';
import type { RecentLookups } from './recent-lookups.ts';

/** What the use cases need from outside. */
export interface TrackingPorts {
  crm: Crm;
  mailbox: Mailbox;
  ledger: Ledger;
  events: LedgerEvents;
  tokens: TokenSource;
  runtime: Runtime;
  log: Log;
  /** Memory of this process only. */
  recent: RecentLookups;
  /** Attempts that go on after their answer was given. */
  background: Background;
}
