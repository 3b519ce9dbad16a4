import { PassThrough } from 'node:stream';
import type { ItemEvent } from '../../contracts/events.ts';
import type { Caller } from '../../ports/actor.ts';
import type { Api } from '../api.ts';
import { callerOf } from '../authenticate.ts';
import { RequestProblem } from '../problem.ts';

/** Proxies close what is silent for long; a comment line is no event. */
const heartbeatMs = 20_000;
/** The token is checked when the stream opens, so a stream ends before long. */
const longestMs = 60 * 60_000;
const longestBacklog = 64 * 1024;
const streamsPerPerson = 20;

const write = (stream: PassThrough, event: ItemEvent): void => {
  stream.write(`event: item\ndata: ${JSON.stringify(event)}\n\n`);
  // Who does not read is let go; the pane comes back and asks for what it shows.
  if (stream.writableLength > longestBacklog) stream.destroy();
};

/** A stream of the tenant's events; ends with the connection. */
function openStream({ ports }: Api, caller: Caller): PassThrough {
  const stream = new PassThrough();
  const stop = ports.events.subscribe(({ tenantId, key, state }) => {
    if (tenantId === caller.tenantId) write(stream, { key, state });
  });
  const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
  const end = setTimeout(() => stream.end(), longestMs);
  stream.once('close', () => {
    stop();
    clearInterval(heartbeat);
    clearTimeout(end);
  });
  stream.write('retry: 3000\n\n');
  return stream;
}

/** The open streams of everybody, so that no one opens too many and all end with the server. */
class OpenStreams {
  readonly #streams = new Map<string, Set<PassThrough>>();

  add(person: string, open: () => PassThrough): PassThrough {
    const streams = this.#streams.get(person) ?? new Set();
    if (streams.size >= streamsPerPerson) {
      throw new RequestProblem({ status: 429, code: 'rate-limited' });
    }
    const stream = open();
    this.#streams.set(person, streams.add(stream));
    stream.once('close', () => {
      streams.delete(stream);
      if (streams.size === 0) this.#streams.delete(person);
    });
    return stream;
  }

  endAll(): void {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }
}

export function registerEvents(api: Api): void {
  const streams = new OpenStreams();
  api.app.addHook('preClose', (done) => {
    streams.endAll();
    done();
  });
  api.app.get(
    '/events',
    { schema: { summary: 'Changes of item states, as server-sent events named `item`' } },
    (request, reply) => {
      const caller = callerOf(request);
      const person = `${caller.tenantId}|${caller.userId}`;
      const stream = streams.add(person, () => openStream(api, caller));
      request.raw.socket.once('close', () => stream.destroy());
      return reply
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .type('text/event-stream')
        .send(stream);
    },
  );
}
