import type { Call } from '../call.ts';
import { GraphError, syncStateNotFound } from '../errors.ts';
import type { Page } from './delta-round.ts';
import type { DeltaState } from './delta-token.ts';
import type { Json } from './schema.ts';
import { pathOf } from './hidden.ts';

function gone(call: Call, withLocation: boolean): GraphError {
  const { status, code, message } = syncStateNotFound();
  const location = `${call.graph.origin}${pathOf(call)}`;
  return new GraphError(status, code, message, withLocation ? { location } : {});
}

const told = ['@odata.type', '@odata.etag', '@removed', 'id', 'parentFolderId', 'isRead'];

/** Exchange sometimes leaves out what did not change, whatever was selected. */
const inPart = (item: Json): Json =>
  Object.fromEntries(Object.entries(item).filter(([name]) => told.includes(name)));

/**
 * The page of a delta query, as a fault makes it: gone, without its items, with those of the page
 * before, or with a part of each. `build` makes the page of a state.
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
  const value = effect?.kind === 'partial' ? page.value.map(inPart) : page.value;
  return {
    ...page,
    value: [...(again?.value ?? []), ...value],
    next: { ...page.next, before: own },
  };
}
