import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { Caller } from '../ports/actor.ts';
import type { NamedRecord } from '../ports/crm.ts';
import type { TrackingPorts } from './ports.ts';
import { toCrmRecord } from './present.ts';

const readWithinMs = 8_000;

/** Names in one language, read with the caller's rights. */
export interface Reading {
  caller: Caller;
  /** BCP 47. */
  language: string;
}

export type Named = ReadonlyMap<string, NamedRecord>;

const idOf = ({ table, id }: RecordRef): string => `${table}:${id.toLowerCase()}`;

/** The names of records the caller may read. */
export async function namesOf(
  ports: TrackingPorts,
  { caller, language }: Reading,
  records: readonly (RecordRef | null)[],
): Promise<Named> {
  const wanted = new Map(records.flatMap((record) => (record ? [[idOf(record), record]] : [])));
  if (wanted.size === 0) return new Map();
  const query = { records: [...wanted.values()], numbers: [], contacts: [], accounts: [] };
  const signal = AbortSignal.timeout(readWithinMs);
  const related = await ports.reader.related(caller, query, { language, signal });
  return new Map(related.records.map((record) => [idOf(record), record]));
}

/** A record as far as the caller may read it. */
export function shownRecord(ports: TrackingPorts, record: RecordRef | null, names: Named) {
  if (!record) return null;
  const named = names.get(idOf(record));
  return named ? toCrmRecord(ports.crm, { ...named, ...record }) : { ...record, name: '' };
}
