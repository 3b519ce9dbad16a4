import { useEffect, useRef, useState } from 'react';
import type { SearchResponse } from '../../../contracts/search.ts';
import type { Call } from '../../api/call.ts';
import { toFailure, type Failure } from '../../api/failure.ts';
import { useText } from '../../text/use-text.ts';

/** The CRM's search takes one question a second from a person (quality §1.1, point 40). */
const leastMs = 1_000;
/** A pause in the typing. */
const debounceMs = 350;

/** The shortest name part the service searches for (contracts/search.ts). */
const shortest = 2;

export interface RecordSearch {
  /** The last answer; null: nothing has been searched for. */
  groups: SearchResponse['groups'] | null;
  searching: boolean;
  failure: Failure | null;
}

interface Answer {
  /** What was asked; tells answers to older questions apart. */
  asked: string;
  groups: SearchResponse['groups'] | null;
  failure: Failure | null;
}

const unasked: Answer = { asked: '', groups: null, failure: null };

/** Milliseconds until a question may be asked, the last of which was asked at `last`. */
const waitAfter = (last: number): number =>
  Math.max(debounceMs, last + leastMs - performance.now());

/**
 * Searches while a person types: waits for a pause, and drops answers to older questions.
 * @param tables logical names to search in; absent: every table a record can be regarding
 */
export function useRecordSearch(
  { get }: Pick<Call, 'get'>,
  text: string,
  tables?: readonly string[],
): RecordSearch {
  const { language } = useText();
  const [answer, setAnswer] = useState(unasked);
  const last = useRef(-Infinity);
  const query = text.trim();
  const filter = tables?.join(',') ?? '';
  const asked = `${filter} ${query}`;
  useEffect(() => {
    if (query.length < shortest) return;
    const request = new AbortController();
    const settle = (settled: Omit<Answer, 'asked'>) => {
      if (!request.signal.aborted) setAnswer({ asked, ...settled });
    };
    const timer = setTimeout(() => {
      last.current = performance.now();
      get<SearchResponse>(
        '/api/search',
        { q: query, tables: filter, language },
        request.signal,
      ).then(
        ({ groups }) => settle({ groups, failure: null }),
        (error: unknown) => settle({ groups: null, failure: toFailure(error) }),
      );
    }, waitAfter(last.current));
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [get, query, filter, asked, language]);
  if (query.length < shortest) return { groups: null, searching: false, failure: null };
  const searching = answer.asked !== asked;
  return { groups: answer.groups, searching, failure: searching ? null : answer.failure };
}
