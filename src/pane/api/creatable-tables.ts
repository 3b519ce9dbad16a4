import type { TablesResponse } from '../../contracts/tables.ts';
import type { Call } from './call.ts';

const asked = new WeakMap<Pick<Call, 'get'>, Map<string, Promise<TablesResponse>>>();

/** What the person may make, in a language; asked once while the pane is open. */
export function creatableTables(
  call: Pick<Call, 'get'>,
  language: string,
): Promise<TablesResponse> {
  const known = asked.get(call) ?? new Map<string, Promise<TablesResponse>>();
  asked.set(call, known);
  const before = known.get(language);
  if (before) return before;
  const answer = call.get<TablesResponse>('/api/tables', { language });
  known.set(language, answer);
  // What did not work is asked again.
  answer.catch(() => known.delete(language));
  return answer;
}
