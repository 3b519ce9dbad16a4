import { api } from '../api/http.ts';

/** How a service behaves. */
export const conditions = ['working', 'off', 'slow', 'throttled'] as const;
export type Condition = (typeof conditions)[number];

export const conditionNames: Record<Condition, string> = {
  working: 'Working',
  off: 'Off (503)',
  slow: 'Slow (5 s)',
  throttled: 'Throttled (429)',
};

interface Fault {
  id: string;
  name?: string;
}

const prefix = 'outlook-page:';

const faults: Record<Exclude<Condition, 'working'>, object> = {
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

const own = (origin: string): Promise<Fault[]> => api(`${origin}/_sandbox/faults`);

const isCondition = (text: string): text is Condition =>
  (conditions as readonly string[]).includes(text);

/** Reads a service's condition back from it; faults somebody else set do not count. */
export async function readCondition(origin: string): Promise<Condition> {
  const names = (await own(origin)).map((fault) => fault.name ?? '');
  const name = names.find((candidate) => candidate.startsWith(prefix))?.slice(prefix.length) ?? '';
  return isCondition(name) ? name : 'working';
}

/** Puts a service into a condition; it stays until it is changed again. */
export async function setCondition(origin: string, condition: Condition): Promise<void> {
  const mine = (await own(origin)).filter((fault) => fault.name?.startsWith(prefix));
  for (const { id } of mine) await api(`${origin}/_sandbox/faults/${id}`, { method: 'DELETE' });
  if (condition === 'working') return;
  const body = { ...faults[condition], name: `${prefix}${condition}` };
  await api(`${origin}/_sandbox/faults`, { method: 'POST', body });
}
