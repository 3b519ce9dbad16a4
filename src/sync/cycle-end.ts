import type { CycleRetry } from '../domain/sync/cycle-failure.ts';
import { decideCycleFailure } from '../domain/sync/cycle-failure.ts';
import type { SyncInterval } from '../domain/sync/interval.ts';
import { nextInterval, smoothedVolume } from '../domain/sync/interval.ts';
import { Failure } from '../ports/failure.ts';
import type { CycleEnd, Fence, Workload, WorkloadState } from '../ports/workloads.ts';
import type { SyncPorts } from './ports.ts';

/** How the clock runs; §0.3. */
export interface ClockSettings {
  interval: SyncInterval;
  retry: CycleRetry;
}

export interface EndOptions {
  ports: Pick<SyncPorts, 'reach' | 'runtime' | 'log'>;
  clock: ClockSettings;
}

/** A cycle that began. */
export interface BegunCycle {
  fence: Fence;
  state: WorkloadState;
}

/** What a cycle that went through came to. */
export interface DoneCycle {
  items: number;
  isMore: boolean;
  waitMs?: number;
  tookMs: number;
}

const probeWithinMs = 10_000;

const passed = (from: Date | null, to: Date): number =>
  from === null ? 0 : Math.max(0, to.getTime() - from.getTime());

/** A mailbox that answers was not what failed: it was something in it. */
async function answers({ ports }: EndOptions, { tenantId, userId }: Fence): Promise<boolean> {
  try {
    await ports.reach.mailbox({ tenantId, userId }, AbortSignal.timeout(probeWithinMs));
    return true;
  } catch {
    return false;
  }
}

/** What an error of a cycle is; a fault of ours counts as `unexpected`. */
async function failureOf(
  run: EndOptions,
  fence: Fence,
  error: unknown,
): Promise<Pick<Failure, 'kind' | 'service' | 'retryAfterMs'>> {
  if (!(error instanceof Failure)) {
    return { kind: 'unexpected', service: 'mailbox', retryAfterMs: undefined };
  }
  const { kind, service, retryAfterMs } = error;
  const isMailbox = kind === 'not-found' || (kind === 'forbidden' && service === 'mailbox');
  const isItem = isMailbox && (await answers(run, fence));
  return { kind: isItem ? 'unexpected' : kind, service, retryAfterMs };
}

/** The clock of a cycle that failed: says in the log why (M-08). */
export async function endOfFailed(
  run: EndOptions,
  { fence, state }: BegunCycle,
  error: unknown,
): Promise<CycleEnd> {
  const { ports, clock } = run;
  const { failures, volume, idleCycles } = state;
  const failed = await failureOf(run, fence, error);
  const random = ports.runtime.random();
  const decided = decideCycleFailure({ ...failed, failures, random }, clock.retry);
  const code = error instanceof Error ? error.message : 'not an error';
  const { userId: mailbox, workload } = fence;
  const fields = { mailbox, workload, code, ...decided };
  if (failed.kind === 'unexpected') ports.log.error({ ...fields, err: error }, 'cycle failed');
  else ports.log.warn(fields, decided.isPaused ? 'mailbox paused' : 'cycle failed');
  return { ...decided, volume, idleCycles };
}

/** Who wrote a mail waits for it to go out: that is looked after no more rarely than usual (S-04). */
const intervalOf = (workload: Workload, interval: SyncInterval): SyncInterval =>
  workload === 'outgoing' ? { ...interval, maxMs: interval.baseMs } : interval;

/** The clock of a cycle that went through (S-02, S-03). */
export function endOfDone(
  { clock }: EndOptions,
  { fence, state }: BegunCycle,
  done: DoneCycle,
): CycleEnd {
  const { items, isMore, waitMs = 0, tookMs } = done;
  const gapMs = passed(state.endedAt, state.startedAt) + tookMs;
  const isFirst = state.endedAt === null;
  // What a mailbox had before it was looked after says nothing about how busy it is.
  const volume = isFirst ? 0 : smoothedVolume(state.volume, { items, gapMs });
  const idleCycles = items > 0 ? 0 : state.idleCycles + 1;
  const activity = { volume, idleCycles, tookMs, lateMs: state.lateMs };
  const interval = intervalOf(fence.workload, clock.interval);
  const nextInMs = isMore ? waitMs : nextInterval(activity, interval);
  const fine = { isFirm: false, isPaused: false, failures: 0, problem: null };
  return { ...fine, nextInMs, volume, idleCycles };
}
