import { MemoryDatabase } from '../../adapters/memory/memory-database.ts';
import { MemoryJobs } from '../../adapters/memory/memory-jobs.ts';
import {
  MemoryOrganizationSettings,
  MemoryPersonSettings,
} from '../../adapters/memory/memory-settings.ts';
import { MemorySubscriptions } from '../../adapters/memory/memory-subscriptions.ts';
import { MemoryThreads } from '../../adapters/memory/memory-threads.ts';
import { MemoryLedger } from '../../adapters/memory/memory-ledger.ts';
import { MemoryWorkloads } from '../../adapters/memory/memory-workloads.ts';
import { Failure } from '../../ports/failure.ts';
import { receiveNotices } from '../../sync/receive-notices.ts';
import type { SyncPorts } from '../../sync/ports.ts';
import { CrmData } from './crm-ports.ts';
import { CursorWatch } from './cursors.ts';
import { Expectations } from './expectations.ts';
import { violationsIn } from './invariants.ts';
import type { Violation } from './invariants.ts';
import { JobLog } from './job-log.ts';
import { Life, poisonWord } from './life.ts';
import { Machine } from './machine.ts';
import { Outside } from './outside.ts';
import { populate } from './population.ts';
import type { Resident } from './population.ts';
import { startProcess, startWorker } from './process.ts';
import type { Shared } from './process.ts';
import { Punctual } from './punctuality.ts';
import { Random } from './random.ts';
import { PermitTable } from './simulated-limits.ts';
import { Trace } from './trace.ts';
import { VirtualClock } from './virtual-clock.ts';
import { VirtualTime } from './virtual-time.ts';
import { Weather } from './weather.ts';
import { dayBegins, hour, minute, tenantId } from './world.ts';
import type { World } from './world.ts';

/** Requests at once that Exchange answers about a mailbox. */
const requestsPerMailbox = 4;
/** What the CRM refused is tried five times, five minutes apart; then everything is at rest. */
const quietMs = 55 * minute;
/** Rounds in which nothing may be written any more. */
const stillMs = 30 * minute;
/** Everybody is known before mail is written. */
const settledMs = 5 * minute;
const superviseMs = 3_000;
/** A process that died comes back after so long. */
const restartMs = 30_000;
const subscriptionMs = 3 * 24 * hour;
const lostNotices = 0.1;

const queueTerms = {
  'complete-item': { retryLimit: 4, heartbeatMs: 10_000, deadLetter: 'complete-item-dead' },
  'complete-item-dead': { retryLimit: 100, heartbeatMs: 10_000 },
  'prepare-mailbox': { retryLimit: 12, heartbeatMs: 10_000 },
};

export interface MailReport {
  mails: number;
  activities: number;
  clicks: number;
  cycles: number;
  crashes: number;
  /** Requests the outside did not answer as asked. */
  faults: number;
  /** The longest time between two cycles of one mailbox, in minutes. */
  longestGap: number;
  /** The 95th percentile for mailboxes while they are busy, in minutes. */
  busyGap95: number;
  /** Questions what is new, against asking every two minutes. */
  requestShare: number;
  /** The longest a person's own request took to be done, in minutes. */
  longestTrack: number;
  /** Writes to CRM and mailboxes after everything had come to rest. */
  lateWrites: number;
  /** What must never be, and was. */
  violations: Violation[];
  /** Of everything that happened: the same seed, the same trace. */
  trace: string;
}

/** A day of mail: people, their mailboxes, the CRM, and the product between them. */
class Simulation {
  readonly #world: World;
  readonly #clock: VirtualClock;
  readonly #time: VirtualTime;
  readonly #trace = new Trace();
  readonly #crm = new CrmData();
  readonly #log = new JobLog();
  readonly #db: MemoryDatabase;
  readonly #residents: Resident[];
  readonly #expectations: Expectations;
  readonly #weather: Weather;
  readonly #punctual: Punctual;
  readonly #shared: Shared;
  readonly #random: Random;
  readonly #services: { machine: Machine; ports: SyncPorts }[] = [];
  readonly #endsAt: number;
  readonly #alive = new Set<Machine>();
  readonly #cursors = new CursorWatch();
  #machines = 0;
  #crashes = 0;
  #reads = 0;

  constructor(world: World) {
    this.#world = world;
    this.#random = new Random(world.seed);
    this.#clock = new VirtualClock(dayBegins + world.from * hour);
    this.#time = new VirtualTime(this.#clock);
    this.#endsAt = this.#clock.now + world.hours * hour;
    const now = (): number => this.#clock.now;
    this.#db = new MemoryDatabase(now, new MemoryJobs(now, queueTerms), ['incoming']);
    const { random, load, crm } = { random: this.#random, load: world.load, crm: this.#crm };
    this.#residents = populate(world.mailboxes, { random, crm, load });
    const [clock, residents, endsAt] = [this.#clock, this.#residents, this.#endsAt];
    const machines = (): Machine[] => [...this.#alive];
    this.#weather = new Weather({ clock, random, world, residents, endsAt, machines });
    const loads = new Map(residents.map((one) => [one.userId, one.load]));
    this.#punctual = new Punctual(clock, loads, endsAt);
    this.#expectations = new Expectations(this.#db, (userId, since) =>
      this.#punctual.isHealthy(userId, since),
    );
    this.#shared = this.#share();
  }

  async run(): Promise<MailReport> {
    const restore = this.#time.install();
    try {
      return await this.#live();
    } finally {
      restore();
    }
  }

  async #live(): Promise<MailReport> {
    const { workers, services } = this.#world;
    await this.#settle();
    for (let one = 0; one < workers; one += 1) this.#startWorker();
    for (let one = 0; one < services; one += 1) this.#startService();
    setInterval(() => this.#db.jobs.supervise(), superviseMs);
    this.#weather.begin();
    const life = this.#life();
    this.#clock.at(this.#clock.now + settledMs, () => life.begin());
    await this.#clock.runUntil(this.#endsAt);
    const { exchange, crm } = this.#shared;
    await this.#clock.runUntil(this.#endsAt + quietMs);
    const before = exchange.writes + crm.writes;
    await this.#clock.runUntil(this.#endsAt + quietMs + stillMs);
    this.#punctual.close();
    return this.#report(life, exchange.writes + crm.writes - before);
  }

  /** What people and their organisation decided. */
  async #settle(): Promise<void> {
    const { organization, settings } = this.#shared;
    const ledger = new MemoryLedger(this.#db);
    await organization.change(tenantId, { trackSent: true });
    for (const { userId, level } of this.#residents) {
      await settings.change({ tenantId, userId }, { autoTracking: level });
      // Not all in the same moment.
      this.#clock.at(this.#clock.now + this.#random.between(0, settledMs), () => {
        void ledger.mailboxSeen({ tenantId, userId });
      });
    }
  }

  #share(): Shared {
    const [clock, random, db] = [this.#clock, this.#random, this.#db];
    const byId = new Map(this.#residents.map((one) => [one.userId, one]));
    const weather = this.#weather;
    const mailboxOf = (userId: string) => {
      const resident = byId.get(userId);
      if (!resident) throw new Failure('not-found', 'mailbox', 'mailbox: nobody');
      return resident.mailbox;
    };
    return {
      ...{ clock, random, db, mailboxOf, crmData: this.#crm, log: this.#log },
      cursors: this.#cursors,
      workloads: this.#punctual.watch(new MemoryWorkloads(db)),
      threads: new MemoryThreads(db),
      organization: new MemoryOrganizationSettings(),
      settings: new MemoryPersonSettings(),
      subscriptions: new MemorySubscriptions(() => clock.now),
      notices: this.#notices(byId),
      permits: new PermitTable(clock, requestsPerMailbox),
      exchange: new Outside({
        ...{ service: 'mailbox', clock, random, latencyMs: [80, 300] },
        faults: () => weather.rates('exchange'),
        isAway: (userId) => weather.isMailboxAway(userId),
      }),
      crm: new Outside({
        ...{ service: 'crm', clock, random, latencyMs: [80, 400] },
        faults: () => weather.rates('crm'),
        isAway: () => weather.isCrmAway(),
      }),
      isPlaying: () => weather.isPlaying,
      isRefused: (subject) => subject.includes(poisonWord),
      onRead: () => {
        this.#reads += 1;
      },
    };
  }

  /** Exchange reaches the service of some mailboxes; the others are read by the clock alone. */
  #notices(residents: ReadonlyMap<string, Resident>): Shared['notices'] {
    const made = (folder: string, userId: string) => ({
      id: `${folder}:${userId}`,
      expiresAt: new Date(this.#clock.now + subscriptionMs),
    });
    const unreached = () => new Failure('refused', 'mailbox', 'mailbox: no answer to validation');
    return {
      subscribe: ({ userId }, folder, secret) => {
        if (!residents.get(userId)?.isWatched) return Promise.reject(unreached());
        this.#secrets.set(`${folder}:${userId}`, secret);
        return Promise.resolve(made(folder, userId));
      },
      renew: ({ userId }, id) => Promise.resolve({ ...made('', userId), id }),
      end: (_, id) => {
        this.#secrets.delete(id);
        return Promise.resolve();
      },
    };
  }
  readonly #secrets = new Map<string, string>();

  /** Tells of new mail, a moment later and not always. */
  #tell({ userId }: Resident): void {
    const subscriptionId = `inbox:${userId}`;
    const clientState = this.#secrets.get(subscriptionId);
    if (clientState === undefined || this.#random.next() < lostNotices) return;
    this.#clock.at(this.#clock.now + this.#random.between(1_000, 10_000), () => {
      const ports = this.#service();
      const notice = { subscriptionId, tenantId, clientState, changeType: 'created' as const };
      if (ports) void receiveNotices(ports, [notice]).catch(() => undefined);
    });
  }

  #service(): SyncPorts | null {
    const alive = this.#services.filter(({ machine }) => machine.isAlive);
    return alive[Math.floor(this.#random.between(0, alive.length))]?.ports ?? null;
  }

  #life(): Life {
    return new Life({
      ...{ clock: this.#clock, random: this.#random, db: this.#db, residents: this.#residents },
      ...{ expectations: this.#expectations, service: () => this.#service() },
      ...{ onMail: (resident) => this.#tell(resident), endsAt: this.#endsAt },
    });
  }

  #machine(kind: string, restart: () => void): Machine {
    this.#machines += 1;
    const machine = new Machine({
      name: `${kind}-${this.#machines}`,
      ...{ clock: this.#clock, time: this.#time, random: this.#random, trace: this.#trace },
      crashRate: (what) => this.#weather.crashRate(what),
      onDeath: () => {
        this.#crashes += 1;
        this.#alive.delete(machine);
        this.#shared.permits.leave(machine.name);
        this.#clock.at(this.#clock.now + restartMs, restart);
      },
    });
    this.#alive.add(machine);
    return machine;
  }

  #startWorker(): void {
    const machine = this.#machine('worker', () => this.#startWorker());
    void startWorker(this.#shared, machine, this.#world.slots);
  }

  #startService(): void {
    const machine = this.#machine('service', () => this.#startService());
    this.#services.push({ machine, ports: startProcess(this.#shared, machine) });
  }

  #report(life: Life, lateWrites: number): MailReport {
    const { exchange, crm } = this.#shared;
    const { mailboxes, hours } = this.#world;
    const minutes = (ms: number): number => Math.round((ms / minute) * 100) / 100;
    const allHours = hours + (quietMs + stillMs) / hour;
    const ended = { db: this.#db, crm: this.#crm, expectations: this.#expectations };
    const broken = (invariant: string, all: readonly string[]): Violation[] =>
      all.map((about) => ({ invariant, about }));
    const faults = [
      ...broken('a fault of our own', this.#log.faults),
      ...broken('a cursor went back', this.#cursors.wentBack),
      ...broken('an overtaken cycle wrote', this.#cursors.overtaken),
    ];
    return {
      ...{ mails: life.mails, activities: this.#crm.emails.size, clicks: life.clicks },
      ...{ cycles: this.#punctual.cycles, crashes: this.#crashes, lateWrites },
      faults: exchange.faults + exchange.throttled + crm.faults + crm.throttled,
      longestGap: minutes(this.#punctual.longestGap),
      busyGap95: minutes(this.#punctual.busyGap95()),
      requestShare: Math.round((this.#reads / (mailboxes * allHours * 30)) * 1_000) / 1_000,
      longestTrack: minutes(Math.max(0, ...this.#expectations.waits)),
      violations: [...violationsIn(ended), ...faults],
      trace: this.#trace.digest(),
    };
  }
}

/**
 * Runs the product's own cycles, attempts, queues and clocks over simulated mailboxes and a simulated
 * CRM in virtual time, with everything going wrong that may, and then checks what became of every
 * mail. One at a time in a process, since the timers of the process are the simulation's.
 */
export const simulateMail = (world: World): Promise<MailReport> => new Simulation(world).run();
