/**
 * Milliseconds a server asks us to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110
 * §10.2.3). Undefined where it is absent or makes no sense; dates in the past are 0.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text) * 1_000;
  if (!/^[A-Za-z]{3}/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
