import type { LoggedRequest } from '../../sandbox/kit/request-log.ts';
import type { SandboxUrls } from '../../sandbox/kit/deps.ts';

const services = ({ graph, dataverse }: SandboxUrls) => [graph, dataverse];

export interface UpstreamRequest extends LoggedRequest {
  origin: string;
}

/** What Graph and Dataverse answered since the last `forgetRequests`, in order of time. */
export async function upstreamRequests(urls: SandboxUrls): Promise<UpstreamRequest[]> {
  const lists = services(urls).map(async (origin) => {
    const response = await fetch(`${origin}/_sandbox/requests`);
    return ((await response.json()) as LoggedRequest[]).map((request) => ({ ...request, origin }));
  });
  return (await Promise.all(lists)).flat().toSorted((a, b) => a.at.localeCompare(b.at));
}

export async function forgetRequests(urls: SandboxUrls): Promise<void> {
  await Promise.all(
    services(urls).map((origin) => fetch(`${origin}/_sandbox/requests`, { method: 'DELETE' })),
  );
}

/**
 * Every request to Graph and Dataverse takes this much longer while `work` runs; the parts of a
 * `$batch` travel together.
 */
export async function withLatency<T>(
  urls: SandboxUrls,
  delayMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const set = (origin: string) =>
    fetch(`${origin}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ match: { within: 'request' }, delayMs }),
    });
  await Promise.all(services(urls).map(set));
  try {
    return await work();
  } finally {
    await Promise.all(
      services(urls).map((origin) => fetch(`${origin}/_sandbox/faults`, { method: 'DELETE' })),
    );
  }
}
