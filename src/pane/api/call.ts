import { noAnswer, Failure, isAbort } from './failure.ts';
import type { Send } from './api.ts';

/** The service answers a click within 3 s (I-01); ten times that is a broken connection. */
const patienceMs = 30_000;

/**
 * One request to the service, answered with its JSON. Everything rejects with `Failure`, or
 * `AbortError` where `signal` ended it.
 */
export interface Call {
  /** `query`'s empty values are left out. */
  get: <T>(
    path: string,
    query?: Record<string, string | undefined>,
    signal?: AbortSignal,
  ) => Promise<T>;
  send: <T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ) => Promise<T>;
}

const readJson = async <T>(response: Response): Promise<T> => {
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw isAbort(error) || error instanceof Failure ? error : noAnswer(error);
  }
};

const patience = (signal: AbortSignal | undefined): AbortSignal => {
  const timeout = AbortSignal.timeout(patienceMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};

const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length > 0 ? `${path}?${new URLSearchParams(given).toString()}` : path;
};

export const createCall = (send: Send): Call => ({
  get: async (path, query = {}, signal) =>
    readJson(await send(withQuery(path, query), { signal: patience(signal) })),
  send: async (method, path, body, signal) =>
    readJson(
      await send(path, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
        signal: patience(signal),
      }),
    ),
});
