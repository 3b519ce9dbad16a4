import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../contracts/problem.ts';
import { Failure } from '../ports/failure.ts';
import { InvalidToken } from '../ports/directory.ts';
import { assess, Impossible, Refusal } from '../tracking/problem.ts';

export interface ProblemParts {
  status: number;
  /** A `ProblemCode` or one of the request's own codes. */
  code: string;
  detail?: string | undefined;
  claims?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

/** Refuses a request from within a handler. */
export class RequestProblem extends Error {
  override name = 'RequestProblem';
  readonly parts: ProblemParts;

  constructor(parts: ProblemParts) {
    super(parts.code);
    this.parts = parts;
  }
}

const unauthenticated: ProblemParts = {
  status: 401,
  code: 'unauthenticated',
  detail: 'Sign in to use Regarding.',
};

function partsOfFailure(failure: Failure): ProblemParts {
  const code = assess(failure).problem;
  const { retryAfterMs, claims, kind } = failure;
  if (kind === 'sign-in-needed') return { status: 401, code, claims };
  if (kind === 'forbidden') return { status: 403, code };
  if (kind === 'not-found') return { status: 404, code };
  if (kind === 'refused' || kind === 'changed') return { status: 422, code };
  const retryAfterSeconds = Math.ceil((retryAfterMs ?? 5_000) / 1_000);
  return { status: 503, code, retryAfterSeconds };
}

/** Says which fields of a request are wrong, never what was in them. */
const invalid = (error: unknown): ProblemParts | undefined => {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const where = error.validation.map(
    (issue) => `${issue.instancePath || '/'} ${issue.message ?? ''}`,
  );
  return { status: 400, code: 'invalid-request', detail: where.join('; ').slice(0, 1_000) };
};

/** Fastify's own refusals: a body too large, of another type, or no JSON. */
const ofFramework = (error: unknown): ProblemParts | undefined => {
  const status = (error as Partial<FastifyError> | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  const code = status === 429 ? 'rate-limited' : 'invalid-request';
  return { status, code };
};

/** Of SQLSTATE: no room or connections left (53), shut down (57P), not connected (08). */
const databaseDown = /^(?:53|57P|08)|^ECONNREFUSED$/;

/** Nothing was accepted, since accepting is writing to the database. */
const ofDatabase = (error: unknown): ProblemParts | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !databaseDown.test(code)) return undefined;
  return {
    status: 503,
    code: 'storage-unavailable',
    detail: 'Regarding’s database is out of room or out of reach. Nothing was changed.',
    retryAfterSeconds: 30,
  };
};

const refusalStatus: Record<Refusal['code'], number> = {
  'not-found': 404,
  overtaken: 409,
  'too-late': 410,
  'public-domain': 422,
  'own-domain': 422,
  'nothing-to-match': 422,
  'limit-reached': 422,
  duplicate: 422,
  'folder-gone': 422,
  'folder-not-allowed': 422,
  'record-gone': 422,
};

/** What a caller is told about an error; undefined for one that is our own fault. */
export function partsOf(error: unknown): ProblemParts | undefined {
  if (error instanceof RequestProblem) return error.parts;
  if (error instanceof InvalidToken) return unauthenticated;
  if (error instanceof Failure) return partsOfFailure(error);
  if (error instanceof Refusal) return { status: refusalStatus[error.code], code: error.code };
  if (error instanceof Impossible) return { status: 422, code: error.problem };
  return invalid(error) ?? ofFramework(error) ?? ofDatabase(error);
}

const challenge = (claims: string | undefined): string =>
  claims === undefined ? 'Bearer' : `Bearer error="insufficient_claims", claims="${claims}"`;

function sendProblem(request: FastifyRequest, reply: FastifyReply, parts: ProblemParts): void {
  const { status, code, detail, claims, retryAfterSeconds } = parts;
  const body: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    correlationId: request.id,
    ...(detail !== undefined && { detail }),
    ...(claims !== undefined && { claims }),
  };
  if (status === 401) void reply.header('www-authenticate', challenge(claims));
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  void reply
    .code(status)
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

/** Every answer of 400 and above is a problem (RFC 9457) with the id its log lines have. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const parts = partsOf(error);
    const code = (error as { code?: unknown }).code;
    if (parts?.code === 'storage-unavailable') {
      request.log.error({ code }, 'database out of room or out of reach: free space, or start it');
    } else if (parts)
      request.log.info({ code: parts.code, reason: (error as Error).name }, 'refused');
    else request.log.error({ err: error }, 'unexpected error');
    sendProblem(request, reply, parts ?? { status: 500, code: 'unexpected' });
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, { status: 404, code: 'not-found' }),
  );
}
