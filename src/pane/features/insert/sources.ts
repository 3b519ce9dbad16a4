import type { ContextResponse } from '../../../contracts/item.ts';
import type { CrmRecord } from '../../../contracts/record.ts';

/**
 * Records of the open item that can be inserted, or fill a template: what it is regarding first,
 * then the people it goes to, in their order.
 * @param first the record the page was opened from
 */
export function recordsOf(
  context: ContextResponse | null,
  first: CrmRecord | null,
): readonly CrmRecord[] {
  const regarding = context?.item.regarding;
  const records = [
    ...(first ? [first] : []),
    ...(regarding?.url && regarding.name ? [{ ...regarding, url: regarding.url }] : []),
    ...(context?.people ?? []).flatMap((person) => person.records),
    ...(context?.suggestions ?? []).map(({ record }) => record),
  ].filter(({ table }) => table !== 'systemuser');
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
