import { randomBytes } from 'node:crypto';
import { Failure } from '../ports/failure.ts';
import type { Log } from '../ports/runtime.ts';
import type {
  ChangeNotices,
  DueSubscription,
  Subscription,
  Subscriptions,
  WatchedFolder,
} from '../ports/subscriptions.ts';
import type { MailboxRef } from '../ports/workloads.ts';

export interface WatchPorts {
  notices: ChangeNotices;
  subscriptions: Subscriptions;
  log: Log;
}

const minute = 60_000;
/** 5 minutes, doubling to 12 hours. */
const retryAfter = (failures: number): number =>
  Math.min(5 * minute * 2 ** Math.min(failures, 10), 720 * minute);

/** 256 bits; at most 128 characters are allowed. */
const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * Keeps a mailbox telling of its changes. Nothing depends on it: where the service cannot be reached
 * from outside, the clock goes on alone, and the log says so once a process.
 */
export class MailboxWatcher {
  readonly #ports: WatchPorts;
  #hasTold = false;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** Makes what is missing and renews what is half over; nothing else costs a request. */
  async watch(mailbox: MailboxRef, signal: AbortSignal): Promise<void> {
    for (const due of await this.#ports.subscriptions.due(mailbox)) {
      await this.#watchFolder(mailbox, due, signal);
    }
  }

  /**
   * The mailbox stands still until somebody mends it: it is not asked to tell of anything meanwhile.
   * What it does not let go of ends by itself.
   */
  async leave(mailbox: MailboxRef, signal: AbortSignal): Promise<void> {
    for (const id of await this.#ports.subscriptions.forget(mailbox)) {
      try {
        await this.#ports.notices.end(mailbox, id, signal);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }
  }

  async #watchFolder(
    mailbox: MailboxRef,
    due: DueSubscription,
    signal: AbortSignal,
  ): Promise<void> {
    const { subscriptions } = this.#ports;
    const { folder } = due;
    try {
      const renewed = due.id === null ? null : await this.#renew(mailbox, due.id, signal);
      if (renewed) await subscriptions.keep(mailbox, folder, renewed);
      else await this.#subscribe(mailbox, folder, signal);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#tell(error);
      const untilToldMs = error.retryAfterMs ?? 0;
      const retryInMs = Math.max(untilToldMs, retryAfter(due.failures));
      await subscriptions.failed(mailbox, folder, retryInMs);
    }
  }

  async #subscribe(mailbox: MailboxRef, folder: WatchedFolder, signal: AbortSignal): Promise<void> {
    const secret = newSecret();
    const made = await this.#ports.notices.subscribe(mailbox, folder, secret, signal);
    await this.#ports.subscriptions.keep(mailbox, folder, made, secret);
  }

  /** Null: it is lost, and another one is to be made. */
  async #renew(mailbox: MailboxRef, id: string, signal: AbortSignal): Promise<Subscription | null> {
    try {
      return await this.#ports.notices.renew(mailbox, id, signal);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'not-found') return null;
      throw error;
    }
  }

  #tell({ message: code }: Failure): void {
    if (this.#hasTold) return;
    this.#hasTold = true;
    this.#ports.log.warn(
      { code },
      'Exchange cannot tell the service of changes: is its public URL reachable from outside? Mailboxes are read by the clock alone',
    );
  }
}
