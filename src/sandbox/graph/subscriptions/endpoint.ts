import { randomUUID } from 'node:crypto';
import { GraphError } from '../errors.ts';

const validationError = (message: string): GraphError =>
  new GraphError(400, 'ValidationError', message);

const post = (url: string, body: string, contentType: string, timeoutMs: number) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': contentType, 'request-id': randomUUID() },
    body,
    // Whoever is told something has to be the one who asked for it.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';

function withToken(url: string, token: string): string {
  const address = new URL(url);
  const mark = address.search === '' ? '?' : `${address.search}&`;
  address.search = '';
  address.hash = '';
  return `${address.href}${mark}validationToken=${encodeURIComponent(token)}`;
}

async function ask(url: string, token: string, timeoutMs: number) {
  try {
    const answer = await post(withToken(url, token), '', 'text/plain; charset=utf-8', timeoutMs);
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: await answer.text() };
  } catch (error) {
    if (isTimeout(error)) throw validationError('Subscription validation request timed out.');
    throw validationError(
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  }
}

/**
 * Asks an endpoint whether it wants the notifications: it has to answer 200 with the token, decoded,
 * as `text/plain` (wire facts, 2.6). Throws `ValidationError`.
 */
export async function shakeHands(url: string, timeoutMs: number): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const { status, type, body } = await ask(url, token, timeoutMs);
  if (status !== 200) {
    throw validationError(
      'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    );
  }
  if (!/^text\/plain\b/i.test(type)) {
    throw validationError(
      'Subscription validation request failed. Response content type must be text/plain.',
    );
  }
  if (body !== token) {
    throw validationError(
      'Subscription validation request failed. Response must exactly match validationToken query parameter.',
    );
  }
}

/** Longest real time that Graph waits for the answer to a notification. */
const deliveryMs = 10_000;

/** Delivers notifications; whether the endpoint took them (2xx). */
export async function deliver(url: string, payload: object): Promise<boolean> {
  try {
    const answer = await post(url, JSON.stringify(payload), 'application/json', deliveryMs);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // An endpoint that cannot be reached is tried again, like one that refuses.
    return false;
  }
}
