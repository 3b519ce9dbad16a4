import { queues } from '../adapters/postgres/boss.ts';
import { JobLoop } from '../adapters/postgres/job-loop.ts';
import { handleMailCycle } from '../jobs/mail-cycle.ts';
import type { Cycle, CycleRun } from '../sync/run-cycle.ts';
import type { Log } from '../ports/runtime.ts';
import type { Workload } from '../ports/workloads.ts';
import { MailboxWatcher } from '../sync/watch-mailbox.ts';
import type { Composition } from './compose.ts';
import type { Config } from './config.ts';
import type { Running } from './run.ts';

const pollMs = 500;
/** Well below the longest gap: what was lost is found before it is missed. */
const sweepMs = 30_000;
const forgetMs = 10 * 60_000;
/** What is on its way may end; a cycle that is told to stop goes on elsewhere. */
const stopWithinMs = 10_000;
const watchWithinMs = 15_000;

/** Says when there is more work than workers, before any mailbox waits too long. */
async function sweep(workloads: CycleRun['ports']['workloads'], log: Log): Promise<void> {
  try {
    const lost = await workloads.sweep();
    if (lost > 0) log.warn({ lost }, 'cycles whose jobs were lost are back in the queue');
    const { overdue, latestMs, running } = await workloads.punctuality();
    if (overdue > 0) {
      log.warn({ overdue, latestMs, running }, 'mailboxes wait for a worker: add workers');
    }
  } catch (error) {
    log.error({ code: (error as Error).name }, 'cannot look after the clocks');
  }
}

/** What is known of mail nobody tracks goes in time; nothing depends on when. */
async function forget(mailSync: Composition['ports']['mailSync'], log: Log): Promise<void> {
  try {
    await mailSync.forget();
  } catch (error) {
    log.error({ code: (error as Error).name }, 'cannot forget old copies');
  }
}

/** First the mailbox is asked to tell of changes, so that nothing happens between that and reading. */
const watched =
  (watcher: MailboxWatcher, cycle: Cycle): Cycle =>
  async (fence, signal) => {
    await watcher.watch(fence, AbortSignal.any([signal, AbortSignal.timeout(watchWithinMs)]));
    return cycle(fence, signal);
  };

/** Runs the mailboxes' cycles as they fall due, and looks after their clocks. */
export function startClock(
  { boss, ports, logger: log }: Composition,
  { sync }: Pick<Config, 'sync'>,
  cycles: Partial<Record<Workload, Cycle>>,
): Running {
  const { incoming, ...others } = cycles;
  const watcher = new MailboxWatcher(ports);
  const run: CycleRun = {
    ports,
    clock: sync.clock,
    onPaused: (mailbox, signal) => watcher.leave(mailbox, signal),
    cycles: { ...others, ...(incoming && { incoming: watched(watcher, incoming) }) },
  };
  const loop = new JobLoop({
    boss,
    queue: queues.mailCycle,
    slots: sync.cyclesAtOnce,
    pollMs,
    run: (payload, signal) => handleMailCycle(run, payload, signal),
    log,
  });
  let sweeping = sweep(ports.workloads, log);
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweep(ports.workloads, log));
  }, sweepMs).unref();
  const forgetting = setInterval(() => {
    sweeping = sweeping.then(() => forget(ports.mailSync, log));
  }, forgetMs).unref();
  const close = async (): Promise<void> => {
    clearInterval(timer);
    clearInterval(forgetting);
    await sweeping;
    await loop.stop(stopWithinMs);
  };
  return { close };
}
