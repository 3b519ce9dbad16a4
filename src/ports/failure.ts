import type { FailureKind } from '../domain/sync/retry.ts';

export type { FailureKind };

/** Whose answer it was. */
export type FailingService = 'crm' | 'mailbox' | 'directory';

/** The only error a port of the outside world throws for what the outside did. */
export class Failure extends Error {
  override name = 'Failure';
  readonly kind: FailureKind;
  readonly service: FailingService;
  readonly retryAfterMs: number | undefined;
  /** Base64 claims challenge of the directory (`sign-in-needed`). */
  readonly claims: string | undefined;

  constructor(
    kind: FailureKind,
    service: FailingService,
    /** For the log: no addresses, names, subjects or tokens. */
    message: string,
    more: { retryAfterMs?: number | undefined; claims?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.service = service;
    this.retryAfterMs = more.retryAfterMs;
    this.claims = more.claims;
  }
}
