import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { startWorking } from '../../adapters/postgres/work.ts';
import { MemoryChanges } from '../../adapters/memory/memory-changes.ts';
import type { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { MemoryLedger } from '../../adapters/memory/memory-ledger.ts';
import { MemoryCategoryNames } from '../../adapters/memory/memory-settings.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { defaultSyncInterval } from '../../domain/sync/interval.ts';
import { defaultCycleRetry } from '../../domain/sync/cycle-failure.ts';
import { handleCompleteItem, handleDeadItem } from '../../jobs/complete-item.ts';
import { handlePrepareMailbox } from '../../jobs/prepare-mailbox.ts';
import { Background } from '../../lib/background.ts';
import type { Crm } from '../../ports/crm.ts';
import type { Mailbox } from '../../ports/mailbox.ts';
import type { MailChanges } from '../../ports/mail-changes.ts';
import type { OrganizationSettings } from '../../ports/organization-settings.ts';
import type { PersonSettingsStore } from '../../ports/person-settings.ts';
import type { ChangeNotices, Subscriptions } from '../../ports/subscriptions.ts';
import type { Threads } from '../../ports/threads.ts';
import type { Workloads } from '../../ports/workloads.ts';
import { RecentDeciders } from '../../sync/judging/recent-deciders.ts';
import { mailCycle } from '../../sync/mail-cycle.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import { RecentLists } from '../../tracking/recent-lists.ts';
import { RecentLookups } from '../../tracking/recent-lookups.ts';
import { RecentMeetings } from '../../tracking/recent-meetings.ts';
import { startClock } from '../clock.ts';
import type { CrmData } from './crm-ports.ts';
import { WatchedMailSync } from './cursors.ts';
import type { CursorWatch } from './cursors.ts';
import { SimulatedCrm } from './crm-ports.ts';
import type { ExchangeMailbox } from './exchange.ts';
import { SimulatedMailboxes } from './exchange-ports.ts';
import type { JobLog } from './job-log.ts';
import type { Machine } from './machine.ts';
import { only } from './only.ts';
import type { Outside } from './outside.ts';
import { PolledJobs } from './polled-jobs.ts';
import type { Random } from './random.ts';
import { SimulatedLimits } from './simulated-limits.ts';
import type { PermitTable } from './simulated-limits.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What all processes share. */
export interface Shared {
  clock: VirtualClock;
  random: Random;
  db: MemoryDatabase;
  workloads: Workloads;
  threads: Threads;
  organization: OrganizationSettings;
  settings: PersonSettingsStore;
  subscriptions: Subscriptions;
  notices: ChangeNotices;
  permits: PermitTable;
  exchange: Outside;
  crm: Outside;
  crmData: CrmData;
  mailboxOf: (userId: string) => ExchangeMailbox;
  isPlaying: () => boolean;
  isRefused: (subject: string) => boolean;
  onRead: () => void;
  log: JobLog;
  cursors: CursorWatch;
}

const renewMs = 3_000;

/** The world has nobody with rules, mapped folders or remembered choices. */
const nobodys = {
  rules: only<SyncPorts['rules']>('rules', { ofPeople: () => Promise.resolve([]) }),
  folderRules: only<SyncPorts['folderRules']>('folderRules', { list: () => Promise.resolve([]) }),
  remembered: only<SyncPorts['remembered']>('remembered', {
    ...{ list: () => Promise.resolve([]), listUnder: () => Promise.resolve([]) },
    ...{ remember: () => Promise.resolve(), forget: () => Promise.resolve() },
  }),
};

/** Ports of paths that are not simulated. */
const absent = {
  batches: only<SyncPorts['batches']>('batches'),
  calendar: only<SyncPorts['calendar']>('calendar'),
  clocks: only<SyncPorts['clocks']>('clocks'),
  appointments: only<SyncPorts['appointments']>('appointments'),
  mailboxContacts: only<SyncPorts['mailboxContacts']>('mailboxContacts'),
  mailboxTasks: only<SyncPorts['mailboxTasks']>('mailboxTasks'),
  crmContacts: only<SyncPorts['crmContacts']>('crmContacts'),
  crmTasks: only<SyncPorts['crmTasks']>('crmTasks'),
  library: only<SyncPorts['library']>('library'),
  records: only<SyncPorts['records']>('records'),
  conversations: only<SyncPorts['conversations']>('conversations'),
  failed: only<SyncPorts['failed']>('failed'),
  reader: only<SyncPorts['reader']>('reader'),
  outgoing: only<SyncPorts['outgoing']>('outgoing'),
  crmOutbox: only<SyncPorts['crmOutbox']>('crmOutbox'),
  mailSender: only<SyncPorts['mailSender']>('mailSender'),
};

/** The product's mailboxes and CRM, as a process reaches them through its share of the limits. */
function outsideOf(shared: Shared, machine: Machine, limits: SimulatedLimits) {
  const { random, mailboxOf, isPlaying, isRefused, onRead, db, organization, clock } = shared;
  const names = new MemoryCategoryNames(db, organization);
  const mailboxes = new SimulatedMailboxes({
    ...{ outside: shared.exchange, limits, names, random, mailboxOf, isPlaying, onRead },
  });
  const { crm: outside, crmData: data } = shared;
  const crm = new SimulatedCrm({ outside, limits, data, isRefused, now: () => clock.now });
  const guardedCrm = machine.guard('crm', crm);
  const guardedMailbox = machine.guard('mailbox', mailboxes);
  return {
    crm: guardedCrm as unknown as Crm,
    crmMail: guardedCrm as unknown as SyncPorts['crmMail'],
    access: guardedCrm as unknown as SyncPorts['access'],
    mailbox: guardedMailbox as unknown as Mailbox,
    mailChanges: guardedMailbox as unknown as MailChanges,
    reach: machine.guard('reach', {
      crm: () => Promise.resolve({ userName: '' }),
      mailbox: async (actor: { userId: string; tenantId: string }, signal: AbortSignal) => {
        await mailboxes.wellKnownFolders(actor, signal);
      },
    }),
  };
}

function portsOf(shared: Shared, machine: Machine, limits: SimulatedLimits): SyncPorts {
  const { db, random, clock, log } = shared;
  const runtime = { now: () => new Date(clock.now), random: () => random.next() };
  return {
    ...absent,
    ...nobodys,
    ...outsideOf(shared, machine, limits),
    ledger: machine.guard('ledger', new MemoryLedger(db)),
    changes: machine.guard('changes', new MemoryChanges(db)),
    mailSync: machine.guard('mailSync', new WatchedMailSync(db, shared.cursors)),
    workloads: machine.guard('workloads', shared.workloads),
    threads: machine.guard('threads', shared.threads),
    organization: machine.guard('organization', shared.organization),
    settings: machine.guard('settings', shared.settings),
    subscriptions: machine.guard('subscriptions', shared.subscriptions),
    notices: machine.guard('notices', shared.notices),
    tokens: machine.guard('tokens', { tokenFor: () => Promise.resolve('token') }),
    events: db,
    ...{ runtime, log, background: new Background() },
    ...{ recent: new RecentLookups(runtime), meetings: new RecentMeetings(runtime) },
    ...{ lists: new RecentLists(runtime), deciders: new RecentDeciders(runtime) },
  };
}

/** A process with its own memory and its share of the limits. */
export function startProcess(shared: Shared, machine: Machine): SyncPorts {
  const limits = new SimulatedLimits(shared.permits, machine.name, shared.clock);
  const renew = machine.guard('limits', { renew: () => limits.renew() });
  setInterval(() => {
    renew.renew();
  }, renewMs);
  return portsOf(shared, machine, limits);
}

/** A worker: the product's own clock and job handlers over the simulated queue. */
export async function startWorker(shared: Shared, machine: Machine, slots: number): Promise<void> {
  const ports = startProcess(shared, machine);
  const { log } = shared;
  const boss = new PolledJobs(machine.guard('jobs', shared.db.jobs)) as unknown as PgBoss;
  const handlers = {
    completeItem: (payload: unknown) => handleCompleteItem(ports, payload),
    deadItem: (payload: unknown) => handleDeadItem(ports, payload),
    prepareMailbox: (payload: unknown) => handlePrepareMailbox(ports, payload),
  };
  await startWorking(boss, handlers, log);
  const logger = log as unknown as Logger;
  const { runtime } = ports;
  const database = only<Database>('database');
  const composition = { ports, boss, logger, runtime, database, close: () => Promise.resolve() };
  const clock = { interval: defaultSyncInterval, retry: defaultCycleRetry };
  startClock(
    composition,
    { sync: { clock, cyclesAtOnce: slots } },
    { incoming: (fence, signal) => mailCycle(ports, fence, signal) },
  );
}
