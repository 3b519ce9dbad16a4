import { errorAnswer, type Preset } from './preset.ts';

type RetryAfter = { seconds: number; form: 'seconds' | 'date' };

const failures: [number, string, string][] = [
  [500, 'InternalServerError', 'An unexpected error occurred.'],
  [502, 'BadGateway', 'The gateway had no valid answer.'],
  [503, 'ServiceUnavailable', 'The service is unavailable.'],
  [504, 'GatewayTimeout', 'The gateway waited too long.'],
];

/** The service as a whole fails: 500, 502, 503, 504. */
export const outagePresets: Preset[] = failures.map(([status, code, message]) => ({
  name: `status-${status}`,
  title: `${code} (${status})`,
  description: `Every request is answered ${status}.`,
  spec: { respond: errorAnswer(status, code, message) },
}));

const waits: [string, string, RetryAfter | undefined, number | undefined][] = [
  ['throttled', '429, wait 5 seconds', { seconds: 5, form: 'seconds' }, 3],
  ['throttled-until', '429, wait until a date', { seconds: 5, form: 'date' }, 3],
  ['throttled-unsaid', '429 without Retry-After', undefined, 3],
  ['throttled-negative', '429, Retry-After: -1', { seconds: -1, form: 'seconds' }, 3],
  ['throttled-absurd', '429, Retry-After: 1000000000', { seconds: 1e9, form: 'seconds' }, 3],
  ['throttling-storm', '429 to everybody', { seconds: 10, form: 'seconds' }, undefined],
];

/** Too many requests, in each form of Retry-After; `code` and `message` are the service's own. */
export const throttlingPresets = (code: string, message: string): Preset[] =>
  waits.map(([name, title, retryAfter, times]) => ({
    name,
    title,
    description: times ? `The next ${times} requests are refused.` : 'Every request is refused.',
    spec: {
      respond: { ...errorAnswer(429, code, message), ...(retryAfter && { retryAfter }) },
      ...(times && { times }),
    },
  }));
