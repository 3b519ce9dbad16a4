import type { ItemEvent } from '../../contracts/events.ts';
import type { Send } from './api.ts';
import { Failure } from './failure.ts';

export interface EventHandlers {
  onItem: (event: ItemEvent) => void;
  /**
   * The stream is up: events of before are lost.
   * @param isAgain it was up before, so there was a gap of any length
   */
  onOpened: (isAgain: boolean) => void;
}

/** Waits before the n-th attempt in a row: 1 s doubling to 60 s, half of it by chance. */
export const backOffMs = (attempt: number, chance: number): number =>
  Math.min(60_000, 1_000 * 2 ** attempt) * (0.5 + chance / 2);

const parseItem = (block: string): ItemEvent | undefined => {
  const lines = block.split(/\r?\n/);
  const field = (name: string) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''))
      .join('\n');
  return field('event') === 'item' ? (JSON.parse(field('data')) as ItemEvent) : undefined;
};

/**
 * Cuts a text/event-stream into blocks (WHATWG HTML §9.2.6): an `item` event, or undefined for
 * anything else, such as a heartbeat.
 */
export async function* readItems(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ItemEvent | undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      yield* blocks.map(parseItem);
    }
  } finally {
    await reader.cancel();
  }
}

export interface StreamTools {
  send: Send;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
}

/**
 * Listens to the service's events until stopped: EventSource can't send a bearer token, so this is
 * fetch. Ends by itself where the person must sign in; call it again afterwards.
 * @returns how to stop
 */
export function listenToItems(tools: StreamTools, handlers: EventHandlers): () => void {
  const stop = new AbortController();
  void listenForever(tools, handlers, stop.signal);
  return () => stop.abort();
}

async function listenForever(tools: StreamTools, handlers: EventHandlers, signal: AbortSignal) {
  let attempt = 0;
  let opened = false;
  const listenOnce = async () => {
    const headers = { accept: 'text/event-stream' };
    const { body } = await tools.send('/api/events', { headers, signal });
    handlers.onOpened(opened);
    opened = true;
    if (!body) return;
    for await (const event of readItems(body)) {
      attempt = 0;
      if (event) handlers.onItem(event);
    }
  };
  while (!signal.aborted) {
    try {
      await listenOnce();
    } catch (error) {
      // Whatever else cut the stream is over by the next attempt, or meets a longer wait.
      if (error instanceof Failure && error.code === 'sign-in-needed') return;
    }
    await tools.sleep(backOffMs(attempt++, tools.random()), signal);
  }
}

/** `setTimeout` as a promise that ends early on abort. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
