import { noFaults } from './outside.ts';
import type { FaultRates } from './outside.ts';
import { folderNames } from './exchange.ts';
import type { Machine } from './machine.ts';
import type { Resident } from './population.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { hour, minute } from './world.ts';
import type { World } from './world.ts';

/** An outage takes so long. */
const shortestMs = 30_000;
const longestMs = 4 * minute;
/** A process that stands still: longer than its leases and heartbeats. */
const shortestPauseMs = 12_000;
const longestPauseMs = 45_000;

export interface WeatherDeps {
  clock: VirtualClock;
  random: Random;
  world: World;
  residents: readonly Resident[];
  endsAt: number;
  /** Processes that are alive. */
  machines: () => readonly Machine[];
}

/** What goes wrong outside, and when; nothing once the quiet time began. */
export class Weather {
  readonly #deps: WeatherDeps;
  readonly #awayUntil = new Map<string, number>();
  #crmAwayUntil = 0;

  constructor(deps: WeatherDeps) {
    this.#deps = deps;
  }

  get isPlaying(): boolean {
    return this.#deps.clock.now < this.#deps.endsAt;
  }

  begin(): void {
    const { world, residents, random, clock } = this.#deps;
    const { crmAway, mailboxAway, forgotten, pause } = world.faults;
    this.#every(pause, () => {
      const machines = this.#deps.machines();
      const machine = machines[Math.floor(random.between(0, machines.length))];
      machine?.pause(random.between(shortestPauseMs, longestPauseMs));
    });
    this.#every(crmAway, () => {
      this.#crmAwayUntil = clock.now + random.between(shortestMs, longestMs);
    });
    this.#every(mailboxAway * residents.length, () => {
      const until = clock.now + random.between(shortestMs, longestMs);
      this.#awayUntil.set(this.#anyone().userId, until);
    });
    this.#every(forgotten * residents.length, () => {
      const folder = folderNames[Math.floor(random.between(1, 5))] ?? 'inbox';
      this.#anyone().mailbox.forgetTokens(folder);
    });
  }

  rates(service: 'exchange' | 'crm'): FaultRates {
    return this.isPlaying ? this.#deps.world.faults[service] : noFaults;
  }

  crashRate(what: string): number {
    const { crash, crashAt } = this.#deps.world.faults;
    return this.isPlaying ? (crashAt?.[what] ?? crash) : 0;
  }

  isCrmAway(): boolean {
    return this.isPlaying && this.#deps.clock.now < this.#crmAwayUntil;
  }

  isMailboxAway(userId: string): boolean {
    return this.isPlaying && this.#deps.clock.now < (this.#awayUntil.get(userId) ?? 0);
  }

  #anyone(): Resident {
    const { residents, random } = this.#deps;
    const resident = residents[Math.floor(random.between(0, residents.length))];
    if (!resident) throw new Error('nobody lives here');
    return resident;
  }

  /** At random times, so many an hour on average. */
  #every(anHour: number, act: () => void): void {
    const { clock, random } = this.#deps;
    if (anHour === 0) return;
    const waitMs = (-Math.log(1 - random.next()) * hour) / anHour;
    clock.at(clock.now + waitMs, () => {
      if (!this.isPlaying) return;
      act();
      this.#every(anHour, act);
    });
  }
}
