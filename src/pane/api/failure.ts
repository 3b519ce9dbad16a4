import type { ProblemCode } from '../../contracts/item.ts';
import type { RefusalCode } from '../../contracts/problem.ts';

/** One that is not found is told as the item's. */
type Refusal = Exclude<RefusalCode, 'not-found'>;

/**
 * Why there is no token: nobody has allowed Regarding to read for this person yet (quality §1.1,
 * point 48), or a rule of the organization keeps the app or the device out (conditional access).
 */
type NoToken = 'consent-needed' | 'sign-in-blocked';

/** What can go wrong between the pane and the service; every code has its sentence. */
export type FailureCode =
  | ProblemCode
  | Refusal
  | NoToken
  | 'offline'
  | 'unreachable'
  /** Outlook could not save the draft that is to be tracked. */
  | 'draft-not-saved';

/** A request that did not do what was asked. */
export class Failure extends Error {
  override name = 'Failure';
  readonly code: FailureCode;
  /** Claims challenge to sign in with again (conditional access), as JSON. */
  readonly claims: string | undefined;

  constructor(code: FailureCode, options: { claims?: string | undefined; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.claims = options.claims;
  }
}

/** Any thrown value as a failure; what is none of ours is `unexpected`. */
export const toFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('unexpected', { cause: error });

/** Only browsers know; elsewhere the network counts as there. */
const isOffline = (): boolean => 'onLine' in navigator && !navigator.onLine;

/** No answer, or none that can be read, came from the service. */
export const noAnswer = (cause: unknown): Failure =>
  new Failure(isOffline() ? 'offline' : 'unreachable', { cause });

export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
