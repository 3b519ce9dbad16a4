import type { Probe, SelfCheckResponse } from '../contracts/self-check.ts';
import type { Caller } from '../ports/actor.ts';
import { assess } from './problem.ts';
import type { TrackingPorts } from './ports.ts';
import { shownClock } from './shown-clock.ts';

const withinMs = 8_000;

/** The answer, and how long it took; an error becomes its problem. */
async function probe<T>(
  { runtime }: Pick<TrackingPorts, 'runtime'>,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<{ probe: Probe; answer: T | null }> {
  const start = runtime.now().getTime();
  const took = () => runtime.now().getTime() - start;
  try {
    const answer = await ask(AbortSignal.timeout(withinMs));
    return { probe: { problem: null, ms: took() }, answer };
  } catch (error) {
    return { probe: { problem: assess(error).problem, ms: took() }, answer: null };
  }
}

/** Whether CRM and mailbox answer the caller (UI-15). Never fails: what does is what it reports. */
export async function selfCheck(
  ports: TrackingPorts,
  caller: Caller,
  version: string,
): Promise<SelfCheckResponse> {
  const [crm, mailbox, access, clocks] = await Promise.all([
    probe(ports, (signal) => ports.reach.crm(caller, signal)),
    probe(ports, (signal) => ports.reach.mailbox(caller, signal)),
    probe(ports, (signal) => ports.access.readiness(caller, signal)),
    ports.clocks.ofMailbox(caller),
  ]);
  return {
    version,
    crm: crm.probe,
    mailbox: mailbox.probe,
    userName: crm.answer?.userName ?? null,
    mailboxState: access.answer?.mailbox ?? 'unknown',
    sync: shownClock(clocks.find(({ workload }) => workload === 'incoming')),
  };
}
