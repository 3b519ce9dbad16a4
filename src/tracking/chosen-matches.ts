import { normaliseAddress } from '../domain/people/address.ts';
import type { ChosenMatches } from '../domain/people/match.ts';
import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { KnownPeople } from '../domain/mail/parties.ts';
import type { Lookup } from '../ports/crm.ts';
import type { Person, RememberedRecord } from '../ports/remembered.ts';
import type { TrackingPorts } from './ports.ts';
import { matchTopic } from './topics.ts';

/** What of remembered records says who the people with these addresses are. */
export function matchesIn(
  remembered: readonly RememberedRecord[],
  addresses: readonly string[],
): ChosenMatches {
  const byTopic = new Map(remembered.map((record) => [record.topic, record]));
  return new Map(
    addresses.flatMap((address) => {
      const found = byTopic.get(matchTopic(address));
      return found ? [[normaliseAddress(address), { table: found.table, id: found.id }]] : [];
    }),
  );
}

/** Whom a person chose where several records have one of these addresses (UI-05). */
export const chosenMatches = async (
  { remembered }: Pick<TrackingPorts, 'remembered'>,
  person: Person,
  addresses: readonly string[],
): Promise<ChosenMatches> =>
  matchesIn(await remembered.list(person, addresses.map(matchTopic)), addresses);

/** Remembers who somebody is; null forgets it. */
export async function chooseMatch(
  { remembered }: Pick<TrackingPorts, 'remembered'>,
  person: Person,
  { address, record }: { address: string; record: RecordRef | null },
): Promise<void> {
  const topic = matchTopic(address);
  if (record) return remembered.remember(person, { topic, record, keep: 1 });
  for (const known of await remembered.list(person, [topic])) {
    await remembered.forget(person, { topic, record: known });
  }
}

/** Everything that says which records the people on an item are. */
export async function knownPeople(
  ports: Pick<TrackingPorts, 'remembered'>,
  person: Person,
  { candidates, me }: Pick<Lookup, 'candidates' | 'me'>,
): Promise<KnownPeople> {
  const addresses = [...new Set(candidates.flatMap((row) => row.addresses))];
  return {
    candidates,
    trackingUserId: me?.id ?? null,
    chosen: await chosenMatches(ports, person, addresses),
  };
}
