import type { RefusalCode } from '../contracts/problem.ts';
import type { ProblemCode } from '../domain/sync/problem.ts';
import { problemOf } from '../domain/sync/problem.ts';
import type { FailureKind } from '../domain/sync/retry.ts';
import { Failure } from '../ports/failure.ts';

/** Something the item itself rules out; trying again changes nothing. */
export class Impossible extends Error {
  override name = 'Impossible';
  readonly problem: ProblemCode;

  constructor(problem: ProblemCode) {
    super(problem);
    this.problem = problem;
  }
}

/** The request is refused as it is; nothing was changed. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

export interface Assessment {
  problem: ProblemCode;
  /** Null: never to be tried again. */
  kind: FailureKind | null;
  retryAfterMs?: number | undefined;
}

/** What an error means for the item. A fault of our own is `unexpected` and is tried a few times. */
export function assess(error: unknown): Assessment {
  if (error instanceof Impossible) return { problem: error.problem, kind: null };
  if (!(error instanceof Failure)) return { problem: 'unexpected', kind: 'unexpected' };
  const { kind, service, retryAfterMs } = error;
  return { problem: problemOf(kind, service), kind, retryAfterMs };
}
