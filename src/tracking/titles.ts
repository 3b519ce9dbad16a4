import type { Change } from '../ports/changes.ts';
import { Failure } from '../ports/failure.ts';
import type { Reading } from './record-names.ts';
import type { TrackingPorts } from './ports.ts';

const readWithinMs = 8_000;
/** A page's worth of mail that is no longer in the CRM. */
const mostFromMailbox = 25;

type Titles = Map<string, string>;

/** A far side that is out of reach leaves titles empty; one that wants a sign-in says so. */
async function orNothing<T>(reading: Promise<Map<T, string>>): Promise<Map<T, string>> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return new Map();
  }
}

async function ofActivities(ports: TrackingPorts, { caller }: Reading, changes: readonly Change[]) {
  const ids = changes.flatMap(({ activityId, kind }) =>
    activityId !== null && kind !== 'contact' ? [activityId] : [],
  );
  const signal = AbortSignal.timeout(readWithinMs);
  return orNothing(ports.crm.subjects(caller, [...new Set(ids)], signal));
}

async function ofContacts(
  ports: TrackingPorts,
  { caller, language }: Reading,
  changes: readonly Change[],
): Promise<Titles> {
  const ids = changes.flatMap(({ activityId, kind }) =>
    activityId !== null && kind === 'contact' ? [activityId] : [],
  );
  if (ids.length === 0) return new Map();
  const records = [...new Set(ids)].map((id) => ({ table: 'contact', id }));
  const query = { records, numbers: [], contacts: [], accounts: [] };
  const signal = AbortSignal.timeout(readWithinMs);
  const read = ports.reader.related(caller, query, { language, signal });
  return orNothing(read.then(({ records: found }) => new Map(found.map((r) => [r.id, r.name]))));
}

/** What the changes are about, by the id of the change: from the CRM, else from the mailbox. */
export async function titlesOf(
  ports: TrackingPorts,
  reading: Reading,
  changes: readonly Change[],
): Promise<Titles> {
  const [activities, contacts] = await Promise.all([
    ofActivities(ports, reading, changes),
    ofContacts(ports, reading, changes),
  ]);
  const known = ({ activityId }: Change): string =>
    activityId === null ? '' : (activities.get(activityId) ?? contacts.get(activityId) ?? '');
  const missing = changes.filter((change) => change.kind === 'message' && known(change) === '');
  const itemIds = [...new Set(missing.map(({ itemId }) => itemId))].slice(0, mostFromMailbox);
  const signal = AbortSignal.timeout(readWithinMs);
  const mails = await orNothing(ports.mailbox.subjects(reading.caller, itemIds, signal));
  return new Map(
    changes.map((change) => [change.id, known(change) || (mails.get(change.itemId) ?? '')]),
  );
}
