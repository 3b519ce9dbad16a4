import { Fenced } from '../ports/workloads.ts';
import type { CycleEnd, Fence, MailboxRef, Workload } from '../ports/workloads.ts';
import { endOfDone, endOfFailed } from './cycle-end.ts';
import type { BegunCycle, ClockSettings } from './cycle-end.ts';
import type { SyncPorts } from './ports.ts';

/**
 * What a cycle does once it may; `isMore`: it stopped half-way, so that others have their turn, or
 * because the next one may begin in `waitMs` only.
 */
export type Cycle = (
  fence: Fence,
  signal: AbortSignal,
) => Promise<{ items: number; isMore?: boolean; waitMs?: number }>;

export interface CycleRun {
  ports: Pick<SyncPorts, 'workloads' | 'reach' | 'runtime' | 'log'>;
  cycles: Partial<Record<Workload, Cycle>>;
  clock: ClockSettings;
  /** The mailbox stands still until somebody mends it. */
  onPaused?: (mailbox: MailboxRef, signal: AbortSignal) => Promise<void>;
}

/** A cycle that takes longer gives way; the next one goes on. */
const longestMs = 3 * 60_000;
/** Later than this is worth a line in the log. */
const lateMs = 60_000;

function logLateness({ ports }: CycleRun, { fence, state }: BegunCycle): void {
  if (state.lateMs < lateMs) return;
  const { userId: mailbox, workload } = fence;
  ports.log.warn({ mailbox, workload, lateMs: state.lateMs }, 'cycle begins late');
}

/** Does the work, and says what it means for the clock. @throws Fenced; what `signal` ended. */
async function tryCycle(
  run: CycleRun,
  begun: BegunCycle,
  work: Cycle,
  signal: AbortSignal,
): Promise<CycleEnd> {
  const { runtime } = run.ports;
  const startedAt = runtime.now().getTime();
  const tookMs = (): number => Math.max(0, runtime.now().getTime() - startedAt);
  const timeout = AbortSignal.timeout(longestMs);
  try {
    const done = await work(begun.fence, AbortSignal.any([signal, timeout]));
    return endOfDone(run, begun, { isMore: false, ...done, tookMs: tookMs() });
  } catch (error) {
    if (error instanceof Fenced || signal.aborted) throw error;
    if (!timeout.aborted) return endOfFailed(run, begun, error);
    return endOfDone(run, begun, { items: 0, isMore: true, tookMs: tookMs() });
  }
}

/**
 * One cycle of one mailbox's workload: begins it unless it is not due or paused, does its work, and
 * sets the clock by what came of it (S-02, S-03, M-08). One that was overtaken by a later cycle ends
 * without a trace. @throws only where `signal` told it to stop or the database is away: then the
 * queue tries it again.
 */
export async function runCycle(
  run: CycleRun,
  { workload, ...mailbox }: MailboxRef & { workload: Workload },
  signal: AbortSignal,
): Promise<void> {
  const { workloads, log } = run.ports;
  const work = run.cycles[workload];
  const begun = work && (await workloads.begin(mailbox, workload));
  if (!begun) return;
  logLateness(run, begun);
  try {
    const end = await tryCycle(run, begun, work, signal);
    await workloads.end(begun.fence, end);
    if (end.isPaused && workload === 'incoming') await run.onPaused?.(mailbox, signal);
  } catch (error) {
    if (!(error instanceof Fenced)) throw error;
    log.info({ mailbox: mailbox.userId, workload }, 'cycle overtaken');
  }
}
