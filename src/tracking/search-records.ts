import type { SearchResponse } from '../contracts/search.ts';
import type { Caller } from '../ports/actor.ts';
import type { SearchWanted } from '../ports/record-reader.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const searchWithinMs = 8_000;

/** Records of the CRM that can be regarding, as far as the caller may read them. @throws Failure. */
export async function searchRecords(
  ports: TrackingPorts,
  caller: Caller,
  { language, ...wanted }: SearchWanted & { language: string },
): Promise<SearchResponse> {
  const signal = AbortSignal.timeout(searchWithinMs);
  const groups = await ports.reader.search(caller, wanted, { language, signal });
  for (const { records } of groups) ports.recent.rememberRecords(caller, records);
  return {
    groups: groups.map(({ table, label, records }) => ({
      table,
      ...(label && { label }),
      records: records.map((record) => toCrmRecord(ports.crm, record)),
    })),
  };
}
