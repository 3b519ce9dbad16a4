import { queues } from '../adapters/postgres/boss.ts';
import { JobLoop } from '../adapters/postgres/job-loop.ts';
import { handleMailCycle } from '../jobs/mail-cycle.ts';
import type { Cycle, CycleRun } from '../sync/run-cycle.ts';
import type { SyncPorts } from '../sync/ports.ts';
import type { Workload } from '../ports/workloads.ts';
import { MailboxWatcher } from '../sync/watch-mailbox.ts';
import type { Composition } from './compose.ts';
import type { Config } from './config.ts';
import type { Running } from './run.ts';

const pollMs = 500;
/** Well below the longest gap: what was lost is found before it is missed. */
const sweepMs = 30_000;
const forgetMs = 60 * 60_000;
/** What is on its way may end; a cycle that is told to stop goes on elsewhere. */
const stopWithinMs = 10_000;
const watchWithinMs = 15_000;

/** Nothing waits for ever; and says when there is more work than workers, before it is missed. */
async function sweep({ workloads, ledger, log }: SyncPorts): Promise<void> {
  try {
    const forgotten = await ledger.sweep();
    if (forgotten > 0) log.error({ forgotten }, 'items without a job are back in the queue');
    const lost = await workloads.sweep();
    if (lost > 0) log.warn({ lost }, 'cycles whose jobs were lost are back in the queue');
    const { overdue, latestMs, running } = await workloads.punctuality();
    if (overdue > 0) {
      log.warn({ overdue, latestMs, running }, 'mailboxes wait for a worker: add workers');
    }
  } catch (error) {
    log.error({ code: (error as Error).name }, 'cannot look after what waits');
  }
}

/** What was left untracked long ago is forgotten (V-11). */
async function forget({ mailSync, log }: SyncPorts): Promise<void> {
  try {
    const forgotten = await mailSync.forgetOld();
    if (forgotten > 0) log.info({ forgotten }, 'old untracked mail is forgotten');
  } catch (error) {
    log.error({ code: (error as Error).name }, 'cannot forget old mail');
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
  let sweeping = sweep(ports);
  const timer = setInterval(() => {
    sweeping = sweeping.then(() => sweep(ports));
  }, sweepMs).unref();
  let forgetting = forget(ports);
  const forgetter = setInterval(() => {
    forgetting = forgetting.then(() => forget(ports));
  }, forgetMs).unref();
  const close = async (): Promise<void> => {
    clearInterval(timer);
    clearInterval(forgetter);
    await Promise.all([sweeping, forgetting]);
    await loop.stop(stopWithinMs);
  };
  return { close };
}
