import { api } from '../api/http.ts';

/** How a service behaves, in a word. */
export const conditions = ['working', 'off', 'slow', 'throttled'] as const;
export type Condition = (typeof conditions)[number];

/** A fault that is on. */
export interface Fault {
  id: string;
  name?: string;
  /** How many requests met it. */
  met?: number;
  clockJumpMs?: number;
}

/** A fault with a name that a service offers. */
export interface Preset {
  name: string;
  title: string;
  description: string;
}

/** What a service has: the faults that are on, and those it offers. */
export interface FaultState {
  faults: Fault[];
  presets: Preset[];
}

const prefix = 'outlook-page:';

const specs: Record<Exclude<Condition, 'working'>, object> = {
  off: {
    respond: {
      status: 503,
      body: { error: { code: 'ServiceUnavailable', message: 'The service is unavailable.' } },
    },
  },
  slow: { delayMs: 5_000 },
  throttled: {
    respond: {
      status: 429,
      headers: { 'retry-after': '5' },
      body: { error: { code: 'TooManyRequests', message: 'Too many requests; wait 5 seconds.' } },
    },
  },
};

const faultsUrl = (origin: string): string => `${origin}/_sandbox/faults`;

export async function loadFaults(origin: string): Promise<FaultState> {
  const [faults, presets] = await Promise.all([
    api<Fault[]>(faultsUrl(origin)),
    api<Preset[]>(`${faultsUrl(origin)}/presets`),
  ]);
  return { faults, presets };
}

/** Switches a fault on: `{ preset }` one the service offers, or a specification of one's own. */
export const addFault = (origin: string, spec: object): Promise<Fault> =>
  api(faultsUrl(origin), { method: 'POST', body: spec });

export const removeFault = (origin: string, id: string): Promise<unknown> =>
  api(`${faultsUrl(origin)}/${id}`, { method: 'DELETE' });

const isCondition = (text: string | undefined): text is Condition =>
  (conditions as readonly (string | undefined)[]).includes(text);

const isOwn = ({ name }: Fault): boolean => isCondition(name?.slice(prefix.length));

/** Reads a service's condition back from its faults; those set otherwise do not count. */
export function conditionOf(faults: readonly Fault[]): Condition {
  const name = faults.find((fault) => fault.name?.startsWith(prefix) && isOwn(fault))?.name;
  const condition = name?.slice(prefix.length);
  return isCondition(condition) ? condition : 'working';
}

/** Puts a service into a condition; it stays until it is changed again. */
export async function setCondition(origin: string, condition: Condition): Promise<void> {
  const faults = await api<Fault[]>(faultsUrl(origin));
  const mine = faults.filter((fault) => fault.name?.startsWith(prefix) && isOwn(fault));
  for (const { id } of mine) await removeFault(origin, id);
  if (condition === 'working') return;
  await addFault(origin, { ...specs[condition], name: `${prefix}${condition}` });
}

/** What else is on: neither a preset nor the condition. */
export const otherFaults = ({ faults, presets }: FaultState): Fault[] =>
  faults.filter(
    (fault) => !fault.name?.startsWith(prefix) && !presets.some(({ name }) => name === fault.name),
  );

const clockName = `${prefix}clock`;

/** By how much the sandbox's clock is off, in milliseconds. */
export async function loadClockOffset(): Promise<number> {
  const { offsetMs } = await api<{ offsetMs: number }>(`${window.location.origin}/_sandbox/clock`);
  return offsetMs;
}

export const jumpClock = (clockJumpMs: number): Promise<unknown> =>
  addFault(window.location.origin, { name: clockName, clockJumpMs });

/** Takes back every jump made here; those of presets last as long as these are on. */
export async function resetClock(): Promise<void> {
  const { origin } = window.location;
  const faults = await api<Fault[]>(faultsUrl(origin));
  for (const { id, name } of faults) if (name === clockName) await removeFault(origin, id);
}
