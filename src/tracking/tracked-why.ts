import type { TrackedWhy } from '../contracts/history.ts';
import { trackedWhy } from '../contracts/history.ts';
import type { CrmUser } from '../ports/crm.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import type { TrackingPorts } from './ports.ts';
import { namesOf } from './record-names.ts';
import type { Reading } from './record-names.ts';

type Accepted = TrackedWhy['acceptedBy'];

async function whoAccepted(
  ports: TrackingPorts,
  reading: Reading,
  { acceptedBy }: LedgerRow,
  users: readonly CrmUser[],
): Promise<Accepted> {
  if (acceptedBy === null) return null;
  const user = users.find(({ userId }) => userId === acceptedBy);
  const isYou = acceptedBy === reading.caller.userId;
  if (user || isYou) return { name: user?.name ?? '', isYou };
  const queue = { table: 'queue', id: acceptedBy };
  const [named] = (await namesOf(ports, reading, [queue])).values();
  return { name: named?.name ?? '', isYou: false };
}

/**
 * Why the service tracked an item by itself; null where a person did, or it is not tracked (E-22).
 * @param users among whom the one who accepted it may be.
 */
export async function whyTracked(
  ports: TrackingPorts,
  reading: Reading,
  row: LedgerRow | null,
  users: readonly CrmUser[],
): Promise<TrackedWhy | null> {
  const reason = trackedWhy.shape.reason.safeParse(row?.reason);
  if (row?.state !== 'tracked' || !reason.success) return null;
  const answers = row.correlation?.activityId ?? null;
  return {
    reason: reason.data,
    acceptedBy: await whoAccepted(ports, reading, row, users),
    method: row.correlation?.method ?? null,
    answersUrl: answers && ports.crm.recordUrl({ table: 'email', id: answers }),
  };
}
