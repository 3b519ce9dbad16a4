import type { QueryOptions } from '../odata/ast.ts';
import { undeclared } from './errors.ts';
import type { Json } from './store/schema.ts';

/** Names in `$select`, lower case; undefined: everything that is served by default. */
export function selection(
  query: QueryOptions,
  type: string,
  known: readonly string[],
): Set<string> | undefined {
  if (!query.select || query.select.includes('*')) return undefined;
  const names = new Set(known.map((name) => name.toLowerCase()));
  const selected = query.select.map((name) => name.toLowerCase());
  const unknown = query.select.find((name) => !names.has(name.toLowerCase()));
  if (unknown !== undefined) {
    throw undeclared(unknown, type);
  }
  return new Set(selected);
}

/** What is served of an object: annotations and `id` always, the rest as selected. */
export const pick = (object: Json, selected: Set<string> | undefined): Json =>
  selected
    ? Object.fromEntries(
        Object.entries(object).filter(
          ([name]) => name.startsWith('@') || name === 'id' || selected.has(name.toLowerCase()),
        ),
      )
    : object;

/** `(subject,from)` of a context URL; empty without `$select`. */
export const selectSuffix = (query: QueryOptions): string =>
  query.select ? `(${query.select.join(',')})` : '';
