import type { Call } from './call.ts';
import type { Preferences } from './preferences.ts';
import type { QueryOptions } from '../odata/ast.ts';

export const defaultPageSize = 10;
const maxPageSize = 1_000;

/** Items on one page: `$top`, else the preference, else 10; never above 1000. */
export const pageSizeOf = (
  query: QueryOptions,
  prefer: Preferences,
  byDefault = defaultPageSize,
): number => Math.min(query.top ?? prefer.maxPageSize ?? byDefault, maxPageSize);

/** The address of a request with one query option set, absolute; other options stay as written. */
export function linkWith(call: Call, option: string, value: string, drop: string[] = []): string {
  const { url } = call.request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const names = [option, ...drop];
  const kept = (mark < 0 ? '' : url.slice(mark + 1)).split('&').filter((pair) => {
    const name = decodeURIComponent(pair.split('=')[0] ?? '').toLowerCase();
    return pair !== '' && !names.includes(name) && !names.includes(`$${name}`);
  });
  const query = [...kept, `${option}=${encodeURIComponent(value)}`].join('&');
  return `${call.graph.origin}/v1.0/${path.replace(/^\/+/, '')}?${query}`;
}
