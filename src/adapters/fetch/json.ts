import type { z } from 'zod';
import { Failure } from '../../ports/failure.ts';
import type { FailingService } from '../../ports/failure.ts';

/** The parsed body. @throws Failure `unexpected` where it is not JSON of that shape. */
export function readJson<T>(
  body: Buffer | string,
  schema: z.ZodType<T>,
  service: FailingService,
): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    // The parser's own words quote the answer, and a cause is logged.
    throw new Failure('unexpected', service, `${service}: answer is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Failure('unexpected', service, `${service}: answer of an unknown shape at ${where}`);
}

/** `error.code` of an OData error answer; empty where there is none. */
export function errorCodeOf(body: Buffer | string): string {
  try {
    const value = JSON.parse(body.toString('utf8')) as { error?: { code?: unknown } } | null;
    const code = value?.error?.code;
    return typeof code === 'string' && /^[\w.-]{0,80}$/.test(code) ? code : '';
  } catch {
    // An error page of a proxy has no code; its status says enough.
    return '';
  }
}
