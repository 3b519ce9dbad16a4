import type { SearchResponse } from '../contracts/search.ts';
import type { Caller } from '../ports/actor.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const searchWithinMs = 8_000;

/** Records of the CRM that can be regarding, as far as the caller may read them. @throws Failure. */
export async function searchRecords(
  ports: TrackingPorts,
  caller: Caller,
  text: string,
): Promise<SearchResponse> {
  const groups = await ports.crm.search(caller, text, AbortSignal.timeout(searchWithinMs));
  for (const { records } of groups) ports.recent.rememberRecords(caller, records);
  return {
    groups: groups.map(({ table, records }) => ({
      table,
      records: records.map((record) => toCrmRecord(ports.crm, record)),
    })),
  };
}
