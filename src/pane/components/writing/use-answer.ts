import { useEffect, useState } from 'react';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';

/** A pause in the typing. */
const debounceMs = 350;

interface Settled<T> {
  key: string;
  data: T | null;
  failure: Failure | null;
}

export interface Answer<T> {
  /** The last answer, also while the next is awaited. */
  data: T | null;
  asking: boolean;
  failure: Failure | null;
  retry: () => void;
}

export type Query = Readonly<Record<string, string | undefined>>;

/**
 * Asks the service while a person types: waits for a pause, and drops answers to older questions.
 * @param query null: nothing is asked
 */
export function useAnswer<T>({ get }: Pick<Call, 'get'>, path: string, query: Query | null) {
  const [settled, setSettled] = useState<Settled<T>>({ key: '', data: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  const question = query && JSON.stringify(query);
  const key = `${attempt} ${path} ${question}`;
  useEffect(() => {
    if (question === null) return;
    const request = new AbortController();
    const settle = (answer: Omit<Settled<T>, 'key'>) => {
      if (!request.signal.aborted) setSettled({ key, ...answer });
    };
    const asked = JSON.parse(question) as Query;
    const timer = setTimeout(
      () => {
        get<T>(path, { ...asked }, request.signal).then(
          (data) => settle({ data, failure: null }),
          (error: unknown) => settle({ data: null, failure: toFailure(error) }),
        );
      },
      asked['q'] ? debounceMs : 0,
    );
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [get, path, question, key]);
  const asking = question !== null && settled.key !== key;
  const answer: Answer<T> = {
    data: question === null ? null : settled.data,
    asking,
    failure: asking ? null : settled.failure,
    retry: () => setAttempt(attempt + 1),
  };
  return answer;
}
