import { useEffect, useState } from 'react';
import type { SearchResponse } from '../../../contracts/search.ts';
import { toFailure, type Failure } from '../../api/failure.ts';

export type SearchRecords = (query: string, signal: AbortSignal) => Promise<SearchResponse>;

/** The CRM's search takes one question a second from a person (quality §1.1, point 40). */
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
  query: string;
  groups: SearchResponse['groups'] | null;
  failure: Failure | null;
}

const unasked: Answer = { query: '', groups: null, failure: null };

/** Searches while a person types: waits for a pause, and drops answers to older questions. */
export function useRecordSearch(search: SearchRecords, text: string): RecordSearch {
  const [answer, setAnswer] = useState(unasked);
  const query = text.trim();
  useEffect(() => {
    if (query.length < shortest) return;
    const request = new AbortController();
    const settle = (settled: Answer) => {
      if (!request.signal.aborted) setAnswer(settled);
    };
    const timer = setTimeout(() => {
      search(query, request.signal).then(
        ({ groups }) => settle({ query, groups, failure: null }),
        (error: unknown) => settle({ query, groups: null, failure: toFailure(error) }),
      );
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [search, query]);
  if (query.length < shortest) return { groups: null, searching: false, failure: null };
  const searching = answer.query !== query;
  return { groups: answer.groups, searching, failure: searching ? null : answer.failure };
}
