import { errorResponse } from '../api/error-response.ts';
import type { ApiRequest, ApiResponse } from '../api/types.ts';
import type { Limiter } from './limiter.ts';

/** Searching through the Web API: `POST searchquery` and its siblings. */
export const isSearch = (path: string): boolean =>
  /^\/?search(?:query|suggest|autocomplete)\b/.test(path);

/**
 * Answers a request if its caller's limits allow, with the headers that tell what is left; else
 * 429 with `Retry-After`.
 * @param stopwatch milliseconds
 */
export async function withinLimits(
  limiter: Limiter,
  stopwatch: () => number,
  { caller, request, isSearch }: { caller: string; request: ApiRequest; isSearch: boolean },
  work: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  let answer: ApiResponse;
  try {
    const end = limiter.begin(caller, isSearch);
    const start = stopwatch();
    try {
      answer = await work();
    } finally {
      end(stopwatch() - start);
    }
  } catch (error) {
    answer = errorResponse(error, request);
  }
  return { ...answer, headers: { ...limiter.headers(caller), ...answer.headers } };
}
