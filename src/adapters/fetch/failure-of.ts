import { Failure } from '../../ports/failure.ts';
import type { FailingService, FailureKind } from '../../ports/failure.ts';
import { HttpFailure } from './http-client.ts';
import type { HttpResponse } from './http-client.ts';
import { parseRetryAfter } from './retry-after.ts';

/** A request without an answer, as the ports speak of it. Anything but an `HttpFailure` is thrown on. */
export function failureOfTransport(error: unknown, service: FailingService): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof HttpFailure)) throw error;
  const kind: FailureKind =
    error.kind === 'too-large' || error.kind === 'not-allowed' ? 'refused' : 'unavailable';
  return new Failure(kind, service, `${service}: ${error.kind}`, { cause: error });
}

const kindOfStatus = (status: number): FailureKind => {
  if (status === 401) return 'sign-in-needed';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409 || status === 412) return 'changed';
  if (status === 429) return 'throttled';
  if (status === 408 || (status >= 500 && status !== 501)) return 'unavailable';
  if (status >= 400) return 'refused';
  return 'unexpected';
};

/** The claims challenge of a 401 (continuous access evaluation), base64. */
const claimsOf = (headers: Record<string, string>): string | undefined =>
  /\bclaims="([A-Za-z0-9+/=_-]+)"/.exec(headers['www-authenticate'] ?? '')?.[1];

export interface RefusedAnswer {
  service: FailingService;
  /** The far side's error code; safe for the log. */
  code: string;
  now: Date;
  /** Where the code says more than the status. */
  kind?: FailureKind | undefined;
}

/** An answer of 400 and above, as the ports speak of it. */
export function failureOfAnswer(
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
  { service, code, now, kind }: RefusedAnswer,
): Failure {
  return new Failure(kind ?? kindOfStatus(status), service, `${service}: ${status} ${code}`, {
    retryAfterMs: parseRetryAfter(headers['retry-after'], now),
    claims: claimsOf(headers),
  });
}
