import type { KeyboardEvent } from 'react';
import type { Marked } from '../app/marked.ts';

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
};

/** The ids from one message to another, both included, in the list's order. */
export function span(ids: readonly string[], from: string, to: string): string[] {
  const [first, last] = [ids.indexOf(from), ids.indexOf(to)].sort((left, right) => left - right);
  return ids.slice(Math.max(first ?? 0, 0), (last ?? 0) + 1);
}

export interface ListActions {
  openId: string | null;
  open: (id: string) => void;
  marked: Marked;
}

/** Marks from where the marking began to that message. */
export function markUpTo(
  ids: readonly string[],
  id: string,
  { openId, marked }: ListActions,
): void {
  marked.set(span(ids, marked.ids[0] ?? openId ?? id, id));
}

/** A key that does something with the message it was pressed on; false where it does nothing. */
function actOn(event: KeyboardEvent, id: string, ids: readonly string[], actions: ListActions) {
  const { marked, open, openId } = actions;
  if (event.key === ' ') marked.toggle(id, openId);
  else if (event.key === 'Enter') open(id);
  else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) marked.set(ids);
  else return false;
  return true;
}

/** The keys of the message list, as of any list where several can be selected. */
export function onListKey(event: KeyboardEvent<HTMLElement>, actions: ListActions): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')];
  const ids = options.map(({ dataset }) => dataset['id'] ?? '');
  const index = options.findIndex((option) => option === event.target);
  const id = ids[index];
  if (id === undefined) return;
  if (actOn(event, id, ids, actions)) {
    event.preventDefault();
    return;
  }
  const next = steps[event.key]?.(index, options.length - 1) ?? -1;
  const nextId = ids[next];
  if (nextId === undefined) return;
  event.preventDefault();
  options[next]?.focus();
  if (event.shiftKey) markUpTo(ids, nextId, { ...actions, openId: actions.openId ?? id });
  else actions.open(nextId);
}
