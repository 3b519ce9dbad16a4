import type { Call } from '../call.ts';

/** Path of a request as faults match it. */
export const pathOf = ({ request }: Call): string =>
  `/v1.0/${(request.url.split('?')[0] ?? '').replace(/^\/+/, '')}`;

/**
 * Items made at or after this instant are not to be seen yet, as after a notification that comes
 * before its item; undefined where no fault asks for it.
 */
export async function hiddenSince(call: Call): Promise<Date | undefined> {
  if (call.request.method !== 'GET') return undefined;
  const effect = await call.graph.meetHook('new-item', pathOf(call));
  if (effect?.kind !== 'hide') return undefined;
  return new Date(call.graph.now().getTime() - effect.ms);
}
