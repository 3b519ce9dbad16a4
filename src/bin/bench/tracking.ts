import type { SandboxUrls } from '../../sandbox/kit/deps.ts';
import { bareLoop } from './bare-loop.ts';
import { figure, median, type Figure } from './figure.ts';
import type { MeasuredService } from './measured-service.ts';
import type { Mail, Tracker } from './tracker.ts';
import { forgetRequests, upstreamRequests, withLatency } from './upstream.ts';

const latencyMs = 200;
/** Read the message, write the activity: nothing else has to be waited for. */
const unavoidableRoundTrips = 2;
const clicks = 9;
const concurrency = 4;

async function clickTime(tracker: Tracker, mail: Mail): Promise<number> {
  const started = performance.now();
  await tracker.track(mail.item);
  return performance.now() - started;
}

/** P5: a warm click with every upstream request 200 ms away. */
export async function clickToTracked(
  urls: SandboxUrls,
  tracker: Tracker,
  mails: Mail[],
): Promise<Figure> {
  const chosen = mails.splice(0, clicks);
  for (const mail of chosen) await tracker.context(mail);
  const times = await withLatency(urls, latencyMs, async () => {
    const measured: number[] = [];
    for (const mail of chosen) measured.push(await clickTime(tracker, mail));
    return measured;
  });
  const unavoidable = unavoidableRoundTrips * latencyMs;
  return figure(
    {
      id: 'P5',
      what: `click to tracked, warm, upstream latency ${latencyMs} ms, median of ${clicks}`,
      value: median(times),
      unit: 'ms',
      anchor: 'sum of the unavoidable round trips',
      anchorValue: unavoidable,
      target: 'at most 1.10 times the sum plus 30 ms',
    },
    ({ value }) => value <= unavoidable * 1.1 + 30,
  );
}

async function requestsOf(urls: SandboxUrls, work: () => Promise<void>): Promise<number> {
  await forgetRequests(urls);
  await work();
  return (await upstreamRequests(urls)).length;
}

/** P7: upstream requests of one mail, cold and warm. */
export async function requestsPerMail(
  urls: SandboxUrls,
  tracker: Tracker,
  mails: Mail[],
): Promise<Figure[]> {
  const [cold, warm] = mails.splice(0, 2);
  if (!cold || !warm) throw new Error('not enough mails');
  const coldRequests = await requestsOf(urls, () => tracker.track(cold.item));
  await tracker.context(warm);
  const warmRequests = await requestsOf(urls, () => tracker.track(warm.item));
  const one = (what: string, value: number, minimum: number) =>
    figure(
      {
        id: 'P7',
        what: `upstream requests of one mail, ${what}`,
        value,
        unit: 'requests',
        anchor: 'minimum',
        anchorValue: minimum,
        target: 'the minimum',
      },
      ({ ratio }) => ratio <= 1,
    );
  return [one('cold', coldRequests, 4), one('warm', warmRequests, 3)];
}

/** A mail with the person in whose mailbox it lies. */
export interface OwnedMail {
  tracker: Tracker;
  mail: Mail;
}

async function trackAll(waiting: OwnedMail[]): Promise<void> {
  const loop = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next.tracker.track(next.mail.item);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
}

/**
 * P6: processor time of the service beside a bare loop sending the same requests. Both first run a
 * while unmeasured, until their code is compiled.
 */
export async function cpuPerMail(
  urls: SandboxUrls,
  service: MeasuredService,
  mails: OwnedMail[],
): Promise<Figure> {
  const [first] = mails;
  if (!first) throw new Error('not enough mails');
  await trackAll(mails.splice(0, mails.length / 2));
  const count = mails.length;
  await forgetRequests(urls);
  const before = await service.cpu();
  await trackAll(mails);
  const used = (await service.cpu()) - before;
  const logged = await upstreamRequests(urls);
  const tokenFor = (origin: string) =>
    first.tracker.token(
      `${origin}/${origin === urls.graph ? 'Mail.ReadWrite' : 'user_impersonation'}`,
    );
  await bareLoop(logged, tokenFor, concurrency);
  const bare = await bareLoop(logged, tokenFor, concurrency);
  return figure(
    {
      id: 'P6',
      what: `processor time a tracked mail with the embedded database, cold, ${count} mails, ${concurrency} at once`,
      value: used / count / 1_000,
      unit: 'CPU-ms',
      anchor: 'bare loop sending the same requests',
      anchorValue: bare / count / 1_000,
      target: 'at most 3 times the bare loop',
    },
    ({ ratio }) => ratio <= 3,
  );
}
