import type { RememberedResponse } from '../contracts/remembered.ts';
import type { Caller } from '../ports/actor.ts';
import type { Person } from '../ports/remembered.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const readWithinMs = 8_000;
const kinds = ['match', 'regarding'] as const;
/** More than anybody reads through. */
const shown = 100;

/** What a person chose and Regarding goes by, with the records' names as they may read them. */
export async function rememberedChoices(
  ports: Pick<TrackingPorts, 'remembered' | 'reader' | 'crm'>,
  caller: Caller,
  language: string,
): Promise<RememberedResponse> {
  const all = await Promise.all(
    kinds.map((kind) => ports.remembered.listUnder(caller, `${kind}:`)),
  );
  const choices = all
    .flat()
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, shown);
  if (choices.length === 0) return { choices: [] };
  const { records } = await ports.reader.related(
    caller,
    { records: choices, numbers: [], contacts: [], accounts: [] },
    { language, signal: AbortSignal.timeout(readWithinMs) },
  );
  return {
    choices: choices.flatMap(({ topic, table, id, at }) => {
      const record = records.find((one) => one.table === table && one.id === id);
      const kind = topic.startsWith('match:') ? 'match' : 'regarding';
      const named = record && toCrmRecord(ports.crm, record);
      return named ? [{ topic, kind, record: named, at: at.toISOString() }] : [];
    }),
  };
}

/** Forgets what one topic remembers, or every choice. */
export async function forgetChoices(
  { remembered }: Pick<TrackingPorts, 'remembered'>,
  person: Person,
  topic: string | undefined,
): Promise<void> {
  const prefixes = topic === undefined ? kinds.map((kind) => `${kind}:`) : [topic];
  for (const prefix of prefixes) await remembered.forgetUnder(person, prefix);
}
