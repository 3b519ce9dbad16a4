import { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { MemoryJobs } from '../../adapters/memory/memory-jobs.ts';
import { MemoryLedger } from '../../adapters/memory/memory-ledger.ts';
import {
  MemoryOrganizationSettings,
  MemoryPersonSettings,
} from '../../adapters/memory/memory-settings.ts';
import { MemorySubscriptions } from '../../adapters/memory/memory-subscriptions.ts';
import { MemoryThreads } from '../../adapters/memory/memory-threads.ts';
import { MemoryWorkloads } from '../../adapters/memory/memory-workloads.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import { requestItem } from '../../tracking/request-item.ts';
import { Ceiling, mostInWindow, windowMs } from './ceiling.ts';
import { CrmData } from './crm-ports.ts';
import { CursorWatch } from './cursors.ts';
import { ExchangeMailbox } from './exchange.ts';
import type { Item } from './exchange.ts';
import { JobLog } from './job-log.ts';
import { Machine } from './machine.ts';
import { noFaults, Outside } from './outside.ts';
import { startProcess, startWorker } from './process.ts';
import type { Shared } from './process.ts';
import { Random } from './random.ts';
import { PermitTable } from './simulated-limits.ts';
import { Trace } from './trace.ts';
import { VirtualClock } from './virtual-clock.ts';
import { VirtualTime } from './virtual-time.ts';
import { dayBegins, hour, minute, tenantId, uuid } from './world.ts';

export interface BacklogReport {
  mails: number;
  tracked: number;
  /** Of what Exchange would have answered in the same time, as requests go. */
  ofCeiling: number;
  /** Requests that were answered 429, of all. */
  refusedShare: number;
  hours: number;
  /** What a person's track took meanwhile, in milliseconds, median and 95th percentile. */
  trackMs: number;
  track95Ms: number;
  /** … and how long it takes while nothing else goes on. */
  quietTrackMs: number;
}

const latencyMs = [200, 200] as const;
const clickEveryMs = minute;
const longest = 8 * hour;

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

/** A mailbox with mail of years, and its owner, who goes on working in it. */
class Backlog {
  readonly #clock = new VirtualClock(dayBegins);
  readonly #time = new VirtualTime(this.#clock);
  readonly #random = new Random(1);
  readonly #db: MemoryDatabase;
  readonly #ceiling = new Ceiling(this.#clock);
  readonly #mailbox = new ExchangeMailbox(uuid(1), 'user@contoso.example');
  readonly #crm = new CrmData();
  readonly #shared: Shared;
  readonly #mails: number;
  #written = 0;

  constructor(mails: number) {
    this.#mails = mails;
    const now = (): number => this.#clock.now;
    this.#db = new MemoryDatabase(now, new MemoryJobs(now), ['incoming']);
    const { userId, address } = this.#mailbox;
    this.#crm.addUser({ id: uuid(2), userId, name: address, address });
    this.#shared = this.#share();
  }

  async run(): Promise<BacklogReport> {
    const restore = this.#time.install();
    try {
      return await this.#drain();
    } finally {
      restore();
    }
  }

  async #drain(): Promise<BacklogReport> {
    const { userId } = this.#mailbox;
    const ports = startProcess(this.#shared, this.#machine('service'));
    const quiet = await this.#quietTracks(ports);
    for (let one = 0; one < this.#mails; one += 1) this.#write(dayBegins - this.#mails + one);
    await this.#shared.settings.change({ tenantId, userId }, { autoTracking: 'all' });
    await new MemoryLedger(this.#db).mailboxSeen({ tenantId, userId });
    const mailbox = this.#db.mailbox({ tenantId, userId });
    if (mailbox) mailbox.processFrom = 0;
    for (const name of ['worker-1', 'worker-2']) {
      void startWorker(this.#shared, this.#machine(name), 8);
    }
    const startedAt = this.#clock.now;
    const before = this.#shared.exchange.requests;
    const busy = await this.#tracksMeanwhile(ports, startedAt + longest);
    const tookMs = this.#clock.now - startedAt;
    const requests = this.#shared.exchange.requests - before;
    const { refused } = this.#ceiling;
    return {
      mails: this.#mails,
      tracked: this.#trackedCount(),
      // The first window is free to begin with.
      ofCeiling: (requests - refused) / ((tookMs / windowMs) * mostInWindow),
      refusedShare: refused / requests,
      hours: tookMs / hour,
      trackMs: percentile(busy, 0.5),
      track95Ms: percentile(busy, 0.95),
      quietTrackMs: percentile(quiet, 0.5),
    };
  }

  async #quietTracks(ports: SyncPorts): Promise<number[]> {
    const times: number[] = [];
    for (let one = 0; one < 10; one += 1) {
      void this.#track(ports, times);
      await this.#clock.runUntil(this.#clock.now + minute / 2);
    }
    return times;
  }

  /** A click a minute until all of it is done. */
  async #tracksMeanwhile(ports: SyncPorts, endsAt: number): Promise<number[]> {
    const times: number[] = [];
    while (this.#trackedCount() < this.#written && this.#clock.now < endsAt) {
      void this.#track(ports, times);
      await this.#clock.runUntil(this.#clock.now + clickEveryMs);
    }
    return times;
  }

  /** New mail that its owner tracks at once. */
  async #track(ports: SyncPorts, times: number[]): Promise<void> {
    const { userId, address } = this.#mailbox;
    const { id: itemId, mail } = this.#write(this.#clock.now);
    const startedAt = this.#clock.now;
    const item = {
      ...({ kind: 'message', itemId, internetMessageId: mail.messageId, from: mail.from } as const),
      ...{ mailbox: address, conversationId: mail.conversationId },
    };
    const caller = { tenantId, userId, assertion: 'token', applicationId: 'pane' };
    const { state } = await requestItem(ports, caller, { intent: 'track', item, wanted: null });
    // One that was left to the workers counts as long as it may take at most.
    times.push(state === 'tracked' ? this.#clock.now - startedAt : longest);
  }

  #write(receivedAt: number): Item {
    this.#written += 1;
    const messageId = `<mail-${this.#written}@example.org>`;
    const conversationId = `conversation-${this.#written}`;
    const mail = { messageId, direction: 'incoming', subject: 'About an offer' } as const;
    const { address } = this.#mailbox;
    const people = { from: 'customer@example.org', to: [address] };
    return this.#mailbox.add(
      { ...mail, ...people, conversationId, inReplyTo: '' },
      'inbox',
      receivedAt,
    );
  }

  #trackedCount(): number {
    const { isAllMarked, count } = this.#state();
    return isAllMarked ? count : Math.min(count, this.#written - 1);
  }

  /** Done is what is in the CRM and marked in the mailbox. */
  #state(): { count: number; isAllMarked: boolean } {
    const count = this.#crm.emails.size;
    if (count < this.#written) return { count, isAllMarked: false };
    const isAllMarked = [...this.#mailbox.items.values()].every((one) => one.categories.length > 0);
    return { count, isAllMarked };
  }

  #machine(name: string): Machine {
    return new Machine({
      ...{ name, clock: this.#clock, time: this.#time, random: this.#random, trace: new Trace() },
      ...{ crashRate: () => 0, onDeath: () => undefined },
    });
  }

  #share(): Shared {
    const [clock, random, db] = [this.#clock, this.#random, this.#db];
    const calm = { clock, random, faults: () => noFaults, isAway: () => false, latencyMs };
    return {
      ...{ clock, random, db, crmData: this.#crm, log: new JobLog(), cursors: new CursorWatch() },
      workloads: new MemoryWorkloads(db),
      threads: new MemoryThreads(db),
      organization: new MemoryOrganizationSettings(),
      settings: new MemoryPersonSettings(),
      subscriptions: new MemorySubscriptions(() => clock.now),
      notices: {
        subscribe: (_, folder) =>
          Promise.resolve({ id: folder, expiresAt: new Date(clock.now + 72 * hour) }),
        renew: (_, id) => Promise.resolve({ id, expiresAt: new Date(clock.now + 72 * hour) }),
        end: () => Promise.resolve(),
      },
      permits: new PermitTable(clock, 4),
      exchange: new Outside({ ...calm, service: 'mailbox', ceiling: this.#ceiling }),
      crm: new Outside({ ...calm, service: 'crm' }),
      mailboxOf: () => this.#mailbox,
      ...{ isPlaying: () => false, isRefused: () => false, onRead: () => undefined },
    };
  }
}

/**
 * Drains a mailbox with so much mail in virtual time, against the limits Exchange has, while its owner
 * tracks a mail a minute.
 */
export const simulateBacklog = (mails: number): Promise<BacklogReport> => new Backlog(mails).run();
