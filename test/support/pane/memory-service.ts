import type { ContextResponse, ItemState } from '../../../src/contracts/item.ts';
import type { SearchResponse } from '../../../src/contracts/search.ts';
import type { Call } from '../../../src/pane/api/call.ts';
import type { Api } from '../../../src/pane/api/api.ts';
import type { EventHandlers } from '../../../src/pane/api/event-stream.ts';
import type { Failure } from '../../../src/pane/api/failure.ts';
import type { TokenSource } from '../../../src/pane/auth/token-source.ts';

/** One request that waits until the test answers it. */
export interface Pending<Answer> {
  asked: unknown;
  signal: AbortSignal | undefined;
  answer: (value: Answer) => Promise<void>;
  fail: (failure: Failure) => Promise<void>;
}

/** Lets every promise that is ready run its continuations. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

const recorder = <Answer>() => {
  const calls: Pending<Answer>[] = [];
  const ask = (asked: unknown, signal?: AbortSignal): Promise<Answer> =>
    new Promise((resolve, reject) => {
      calls.push({
        asked,
        signal,
        answer: (value) => {
          resolve(value);
          return settle();
        },
        fail: (failure) => {
          reject(failure);
          return settle();
        },
      });
    });
  return { calls, ask };
};

/** The service in memory: requests are kept until the test answers, events come when it says so. */
export function createMemoryService() {
  const contexts = recorder<ContextResponse>();
  const tracks = recorder<ItemState>();
  const untracks = recorder<ItemState>();
  const undos = recorder<ItemState>();
  const searches = recorder<SearchResponse>();
  const signIns = recorder<undefined>();
  const calls = recorder<unknown>();
  const call: Call = {
    get: (path, query, signal) =>
      (path === '/api/search'
        ? searches.ask(query, signal)
        : calls.ask({ method: 'GET', path, query }, signal)) as never,
    send: (method, path, body, signal) => calls.ask({ method, path, body }, signal) as never,
  };
  const listeners = new Set<EventHandlers>();
  const api: Api = {
    context: contexts.ask,
    track: tracks.ask,
    untrack: untracks.ask,
    undo: undos.ask,
  };
  const tokens: TokenSource = {
    silent: () => Promise.resolve('token'),
    interactive: (claims) => signIns.ask(claims),
  };
  const listen = (handlers: EventHandlers) => {
    listeners.add(handlers);
    return () => void listeners.delete(handlers);
  };
  return {
    api,
    call,
    /** What pages asked, each waiting for its answer. */
    calls: calls.calls,
    tokens,
    listen,
    listeners,
    contexts: contexts.calls,
    tracks: tracks.calls,
    untracks: untracks.calls,
    undos: undos.calls,
    searches: searches.calls,
    signIns: signIns.calls,
  };
}

export type MemoryService = ReturnType<typeof createMemoryService>;
