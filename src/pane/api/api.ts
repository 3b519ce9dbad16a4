import type {
  ContextRequest,
  ContextResponse,
  ItemState,
  TrackRequest,
  UntrackRequest,
} from '../../contracts/item.ts';
import type { UndoRequest } from '../../contracts/history.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { Call } from './call.ts';
import type { TokenSource } from '../auth/token-source.ts';
import { Failure, isAbort, noAnswer, type FailureCode } from './failure.ts';

/** What the pane asks of the service. Everything rejects with `Failure`, or `AbortError`. */
export interface Api {
  context: (request: ContextRequest, signal: AbortSignal) => Promise<ContextResponse>;
  track: (request: TrackRequest) => Promise<ItemState>;
  untrack: (request: UntrackRequest) => Promise<ItemState>;
  undo: (request: UndoRequest) => Promise<ItemState>;
}

/** Sends one request with a token; asks for a fresh one once where the first is refused. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

const byStatus: Record<number, FailureCode> = {
  401: 'sign-in-needed',
  403: 'forbidden',
  404: 'item-not-found',
  429: 'throttled',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

const byCode: Partial<Record<string, FailureCode>> = {
  unauthenticated: 'sign-in-needed',
  'rate-limited': 'throttled',
  'invalid-request': 'unexpected',
  'not-found': 'item-not-found',
};

const knownCodes = new Set<string>([
  'crm-unavailable',
  'mailbox-unavailable',
  'throttled',
  'forbidden',
  'record-not-found',
  'item-not-found',
  'item-changed',
  'item-unsupported',
  'sign-in-needed',
  'refused',
  'gave-up',
  'private',
  'encrypted',
  'mailbox-not-ready',
  'no-licence',
  'needs-regarding',
  'overtaken',
  'too-late',
  'public-domain',
  'own-domain',
  'nothing-to-match',
  'limit-reached',
  'duplicate',
  'folder-gone',
  'folder-not-allowed',
  'record-gone',
] satisfies FailureCode[]);

const toCode = (problem: Partial<Problem>, status: number): FailureCode => {
  const code = problem.code ?? '';
  if (knownCodes.has(code)) return code as FailureCode;
  return byCode[code] ?? byStatus[status] ?? 'unexpected';
};

/** A proxy in between may answer without a problem document. */
const readProblem = async (response: Response): Promise<Partial<Problem>> => {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return {};
  const { claims, ...problem } = (await response.json()) as Partial<Problem>;
  // MSAL takes them as JSON, not as they travel.
  return claims === undefined ? problem : { ...problem, claims: atob(claims) };
};

const failed = async (response: Response): Promise<Failure> => {
  const problem = await readProblem(response).catch((): Partial<Problem> => ({}));
  return new Failure(toCode(problem, response.status), { claims: problem.claims });
};

const unanswered = (error: unknown): unknown =>
  isAbort(error) || error instanceof Failure ? error : noAnswer(error);

/**
 * Sends requests to the service at `origin` with a bearer token.
 * A 401 without a claims challenge is tried once more with a fresh token.
 */
export function createSend(origin: string, tokens: TokenSource): Send {
  const attempt = async (path: string, init: RequestInit, fresh: boolean) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await tokens.silent({ fresh })}`);
    return fetch(new URL(path, origin), { ...init, headers, cache: 'no-store' }).catch(
      (error: unknown) => {
        throw unanswered(error);
      },
    );
  };
  return async (path, init = {}) => {
    const first = await attempt(path, init, false);
    if (first.ok) return first;
    const failure = await failed(first);
    if (first.status !== 401 || failure.claims !== undefined) throw failure;
    const second = await attempt(path, init, true);
    if (second.ok) return second;
    throw await failed(second);
  };
}

/** The requests of the first screen. */
export function createApi({ send }: Pick<Call, 'send'>): Api {
  return {
    context: (request, signal) => send('POST', '/api/items/context', request, signal),
    track: (request) => send('POST', '/api/items/track', request),
    untrack: (request) => send('POST', '/api/items/untrack', request),
    undo: (request) => send('POST', '/api/items/undo', request),
  };
}
