import type { Call } from '../call.ts';
import { GraphError, syncStateNotFound } from '../errors.ts';
import type { Page } from './delta-round.ts';
import type { DeltaState } from './delta-token.ts';
import { pathOf } from './hidden.ts';

function gone(call: Call, withLocation: boolean): GraphError {
  const { status, code, message } = syncStateNotFound();
  const location = `${call.graph.origin}${pathOf(call)}`;
  return new GraphError(status, code, message, withLocation ? { location } : {});
}

/**
 * The page of a delta query, as a fault makes it: gone, without its items, or with those of the page
 * before. `build` makes the page of a state.
 */
export async function pageOf(
  call: Call,
  state: DeltaState,
  build: (state: DeltaState) => Promise<Page>,
): Promise<Page> {
  const effect = await call.graph.meetHook('delta-page', pathOf(call));
  if (effect?.kind === 'gone') throw gone(call, effect.location);
  if (effect?.kind === 'empty') return { value: [], next: state, isLast: false };
  const { before, ...own } = state;
  const page = await build(own);
  const again = effect?.kind === 'replay' && before ? await build(before) : undefined;
  return {
    ...page,
    value: [...(again?.value ?? []), ...page.value],
    next: { ...page.next, before: own },
  };
}
