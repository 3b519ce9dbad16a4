import { GraphError } from '../errors.ts';
import { defaultLimits, windows, type Limits } from './limits.ts';
import { SlidingWindow } from './sliding-window.ts';

type WindowName = keyof typeof windows;

export const tooMany = (code: string, message: string, waitMs: number): GraphError =>
  new GraphError(429, code, message, {
    'retry-after': String(Math.max(1, Math.ceil(waitMs / 1_000))),
  });

const applicationThrottled = (limit: string, waitMs: number): GraphError =>
  tooMany('ApplicationThrottled', `Application is over its ${limit} limit.`, waitMs);

/** Counts what each application does to each mailbox by the sandbox's clock, and refuses excess. */
export class Throttle {
  readonly #now: () => Date;
  readonly #windows = new Map<string, SlidingWindow>();
  readonly #busy = new Map<string, number>();
  limits: Limits = { ...defaultLimits };

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Lets a request in. Answers what ends it; throws 429 with the time until the window has room.
   * Refused requests do not count.
   */
  enter(app: string, mailbox: string, bytes: number): () => void {
    const place = `${app} ${mailbox}`;
    const now = this.#now().getTime();
    this.#require('applicationRequests', app, now, 1, 'ApplicationRequests');
    this.#require('requests', place, now, 1, 'MailboxRequests');
    if (bytes > 0) this.#require('uploadBytes', place, now, bytes, 'MailboxUpload');
    const busy = this.#busy.get(place) ?? 0;
    if (busy >= this.limits.concurrency) throw applicationThrottled('MailboxConcurrency', 1_000);
    this.#busy.set(place, busy + 1);
    this.#window('applicationRequests', app).add(now, 1);
    this.#window('requests', place).add(now, 1);
    if (bytes > 0) this.#window('uploadBytes', place).add(now, bytes);
    return () => this.#leave(place);
  }

  /** Counts a mail that leaves the mailbox. Throws 429 over the mailbox's sending limits. */
  send(mailbox: string, recipients: number): void {
    const now = this.#now().getTime();
    for (const [name, amount] of [
      ['messages', 1],
      ['recipients', recipients],
    ] as const) {
      const wait = this.#window(name, mailbox).waitFor(now, amount, this.limits[name]);
      if (wait > 0) {
        const text = `The ${name === 'messages' ? 'message rate' : 'recipient'} limit of the mailbox is exceeded.`;
        throw tooMany('ErrorExceededMessageLimit', text, wait);
      }
    }
    this.#window('messages', mailbox).add(now, 1);
    this.#window('recipients', mailbox).add(now, recipients);
  }

  /** What was counted in each window: its name, whose it is, the sum in it. */
  counters(): { window: string; of: string; count: number }[] {
    const now = this.#now().getTime();
    const sums = [...this.#windows].map(([key, window]) => {
      const [name = '', ...of] = key.split(' ');
      return { window: name, of: of.join(' '), count: window.sum(now) };
    });
    const busy = [...this.#busy].map(([of, count]) => ({ window: 'concurrency', of, count }));
    return [...sums, ...busy].filter(({ count }) => count > 0);
  }

  #leave(place: string): void {
    const busy = (this.#busy.get(place) ?? 1) - 1;
    if (busy > 0) this.#busy.set(place, busy);
    else this.#busy.delete(place);
  }

  #require(name: WindowName, of: string, now: number, amount: number, text: string): void {
    const wait = this.#window(name, of).waitFor(now, amount, this.limits[name]);
    if (wait > 0) throw applicationThrottled(text, wait);
  }

  #window(name: WindowName, of: string): SlidingWindow {
    const key = `${name} ${of}`;
    const known = this.#windows.get(key);
    if (known) return known;
    const window = new SlidingWindow(windows[name]);
    this.#windows.set(key, window);
    return window;
  }
}
