import type { Random } from './random.ts';
import type { Trace } from './trace.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface MachineDeps {
  name: string;
  clock: VirtualClock;
  time: VirtualTime;
  random: Random;
  trace: Trace;
  /** The chance that the process dies just before, or just after, it asks this of the outside. */
  crashRate: (what: string) => number;
  onDeath: (machine: Machine) => void;
}

/** A death of the process: whatever it had begun never ends. */
const never = new Promise<never>(() => undefined);

/** Those that answer at once and can be asked for nothing that lasts. */
const immediate: ReadonlySet<string> = new Set(['recordUrl', 'subscribe']);
/** Whatever the database answers takes a moment now and then. */
const slowShare = 0.2;
const slowMs = 6;

/** Also one of another realm, as test runners make them. */
const isError = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'message' in error;

type Method = (...given: unknown[]) => unknown;

/** A process of the product. Everything it asks of the outside is a point at which it may die. */
export class Machine {
  readonly #deps: MachineDeps;
  #isAlive = true;
  #standsUntil = 0;

  constructor(deps: MachineDeps) {
    this.#deps = deps;
  }

  get name(): string {
    return this.#deps.name;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** kill -9. */
  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#deps.trace.add(`${this.name} dies`);
    this.#deps.onDeath(this);
  }

  /** Stands still, as a machine does that is suspended; others may take over meanwhile. */
  pause(ms: number): void {
    this.#standsUntil = this.#deps.clock.now + ms;
  }

  /** A port as this process has it. */
  guard<T extends object>(name: string, port: T): T {
    const methods = new Map<string | symbol, Method>();
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function' || immediate.has(String(key))) return bound(value, target);
        const known = methods.get(key);
        if (known) return known;
        const method = (...given: unknown[]) =>
          this.#call(`${name}.${String(key)}`, () => (value as Method).apply(target, given));
        methods.set(key, method);
        return method;
      },
    });
  }

  #call(what: string, act: () => unknown): Promise<unknown> {
    if (!this.#isAlive) {
      this.#deps.time.orphan();
      return never;
    }
    if (this.#dies(what)) return never;
    return new Promise((resolve, reject) => {
      this.#after(what, act).then(
        (value) => this.#goOn(what, () => resolve(value)),
        (error: unknown) => {
          const failure = isError(error) ? error : new Error(String(error));
          this.#deps.trace.add(`${what} ${failure.message}`);
          this.#goOn(what, () => reject(failure));
        },
      );
    });
  }

  async #after(what: string, act: () => unknown): Promise<unknown> {
    const { clock, random, trace } = this.#deps;
    if (clock.now < this.#standsUntil) await clock.sleep(this.#standsUntil - clock.now);
    if (random.next() < slowShare) await clock.sleep(random.between(1, slowMs));
    trace.add(`${clock.now} ${this.name} ${what}`);
    return act();
  }

  #goOn(what: string, go: () => void): void {
    const { clock } = this.#deps;
    if (clock.now < this.#standsUntil) clock.at(this.#standsUntil, () => this.#goOn(what, go));
    else if (this.#isAlive && !this.#dies(what)) go();
  }

  #dies(what: string): boolean {
    const { random, crashRate } = this.#deps;
    if (random.next() >= crashRate(what)) return false;
    this.kill();
    return true;
  }
}

const bound = (value: unknown, target: object): unknown =>
  typeof value === 'function' ? (value as Method).bind(target) : value;
