import { randomUUID } from 'node:crypto';

interface Kind {
  error: string;
  status: number;
  suberror?: string;
  /** Entra adds `error_uri` to the newer codes only. */
  hasUri?: true;
}

/** Codes of the Entra authentication error reference that the sandbox gives (wire §3.2). */
const kinds = {
  16000: { error: 'interaction_required', status: 400 },
  28000: { error: 'invalid_request', status: 400 },
  50011: { error: 'invalid_request', status: 400, hasUri: true },
  50013: { error: 'invalid_grant', status: 400, hasUri: true },
  50027: { error: 'invalid_request', status: 400 },
  50034: { error: 'invalid_grant', status: 400 },
  50049: { error: 'invalid_instance', status: 400 },
  50057: { error: 'invalid_grant', status: 400, hasUri: true },
  50058: { error: 'login_required', status: 400 },
  50076: { error: 'interaction_required', status: 400, hasUri: true, suberror: 'basic_action' },
  50079: { error: 'interaction_required', status: 400, hasUri: true, suberror: 'basic_action' },
  50126: { error: 'invalid_grant', status: 400, hasUri: true },
  50148: { error: 'invalid_grant', status: 400 },
  50173: { error: 'invalid_grant', status: 400, hasUri: true, suberror: 'bad_token' },
  53000: { error: 'invalid_grant', status: 400, hasUri: true, suberror: 'message_only' },
  53003: { error: 'invalid_grant', status: 400, hasUri: true, suberror: 'message_only' },
  54005: { error: 'invalid_grant', status: 400 },
  65001: { error: 'invalid_grant', status: 400, suberror: 'consent_required' },
  65004: { error: 'access_denied', status: 400 },
  70000: { error: 'invalid_grant', status: 400 },
  70003: { error: 'unsupported_grant_type', status: 400 },
  70008: { error: 'invalid_grant', status: 400 },
  70016: { error: 'authorization_pending', status: 400 },
  70018: { error: 'bad_verification_code', status: 400 },
  70020: { error: 'expired_token', status: 400 },
  70011: { error: 'invalid_scope', status: 400 },
  90002: { error: 'invalid_request', status: 400, hasUri: true },
  90023: { error: 'invalid_request', status: 400 },
  90100: { error: 'invalid_request', status: 400 },
  240002: { error: 'invalid_request', status: 400 },
  500011: { error: 'invalid_resource', status: 400, hasUri: true },
  500131: { error: 'invalid_grant', status: 400 },
  500133: { error: 'invalid_grant', status: 400, hasUri: true },
  501481: { error: 'invalid_grant', status: 400 },
  700016: { error: 'unauthorized_client', status: 400, hasUri: true },
  700021: { error: 'invalid_client', status: 401, hasUri: true },
  700023: { error: 'invalid_client', status: 401, hasUri: true },
  700024: { error: 'invalid_client', status: 401, hasUri: true },
  700027: { error: 'invalid_client', status: 401, hasUri: true },
  700038: { error: 'unauthorized_client', status: 400 },
  700051: { error: 'unsupported_response_type', status: 400 },
  700082: { error: 'invalid_grant', status: 400, hasUri: true },
  900144: { error: 'invalid_request', status: 400, hasUri: true },
  900561: { error: 'invalid_request', status: 400 },
  1002012: { error: 'invalid_scope', status: 400, hasUri: true },
  7000114: { error: 'invalid_grant', status: 400 },
  7000215: { error: 'invalid_client', status: 401, hasUri: true },
  7000218: { error: 'invalid_client', status: 401, hasUri: true },
} as const satisfies Record<number, Kind>;

export type ErrorCode = keyof typeof kinds;

/** A refusal in Entra's terms. `message` is `AADSTS<code>: <sentence>`. */
export class EntraError extends Error {
  readonly code: ErrorCode;
  readonly kind: Kind;
  /** What the client sends as `claims` when it asks the person again. */
  readonly claims: string | undefined;

  constructor(code: ErrorCode, sentence: string, claims?: string) {
    super(`AADSTS${code}: ${sentence}`);
    this.name = 'EntraError';
    this.code = code;
    this.kind = kinds[code];
    this.claims = claims;
  }
}

/** `2026-11-22 09:30:00Z`, as Entra writes times in errors. */
export const timestamp = (at: Date): string =>
  at.toISOString().replace('T', ' ').replace(/\.\d+/, '');

/** The JSON Entra answers with, in its order of fields. */
export function errorBody(
  failure: EntraError,
  context: { at: Date; correlationId: string; origin: string },
): Record<string, unknown> {
  const { kind, code, message } = failure;
  const traceId = randomUUID();
  const at = timestamp(context.at);
  return {
    error: kind.error,
    error_description: `${message} Trace ID: ${traceId} Correlation ID: ${context.correlationId} Timestamp: ${at}`,
    error_codes: [code],
    timestamp: at,
    trace_id: traceId,
    correlation_id: context.correlationId,
    ...(kind.hasUri && { error_uri: `${context.origin}/error?code=${code}` }),
    ...(kind.suberror && { suberror: kind.suberror }),
    ...(failure.claims && { claims: failure.claims }),
  };
}
