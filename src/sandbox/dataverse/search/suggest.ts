import type { Context } from '../api/types.ts';
import { textOf } from '../store/rows.ts';
import { findHits, type Hit } from './find.ts';
import type { SearchRequest } from './request.ts';

const nameOf = ({ row, table }: Hit): string => textOf(row.data[table.primaryName]);

/** Hits in the primary column alone, whose words begin with those given. */
export async function findSuggestions(
  context: Context,
  request: SearchRequest,
): Promise<{ hit: Hit; text: string }[]> {
  const { hits } = await findHits(context, { ...request, isAll: true }, 'suggestion');
  return hits
    .flatMap((hit) => {
      const text = hit.highlights[hit.table.primaryName]?.[0];
      return text === undefined ? [] : [{ hit, text }];
    })
    .slice(0, request.top);
}

/** The last word completed: `{crmhit}mar{/crmhit}ia`; empty where nothing begins so. */
export async function completion(context: Context, request: SearchRequest): Promise<string> {
  const [first] = await findSuggestions(context, { ...request, top: 1 });
  if (!first) return '';
  const typed = request.search.split(/\s+/).at(-1)?.toLowerCase() ?? '';
  const word = nameOf(first.hit)
    .split(/[^\p{L}\p{N}]+/u)
    .find((one) => one.toLowerCase().startsWith(typed));
  if (!word) return '';
  const before = request.search.slice(0, request.search.length - typed.length);
  return `${before}{crmhit}${word.slice(0, typed.length).toLowerCase()}{/crmhit}${word.slice(typed.length)}`;
}
