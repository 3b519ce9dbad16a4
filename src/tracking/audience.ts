import type { AudienceRequest, AudienceResponse } from '../contracts/audience.ts';
import { ownerFor } from '../domain/mail/owner.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import { readersOf, readReasons } from '../domain/people/audience.ts';
import type { Grant, Reader } from '../domain/people/audience.ts';
import { matchesFor } from '../domain/people/match.ts';
import type { Caller } from '../ports/actor.ts';
import type { AudienceQuestion, ReadRights } from '../ports/crm-access.ts';
import type { Lookup } from '../ports/crm.ts';
import { activityTableOf } from './activity-table.ts';
import { findMeetingActivity } from './find-activity.ts';
import type { TrackingPorts } from './ports.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';

const readWithinMs = 8_000;
const mostNames = 10;

type Looked = Pick<Lookup, 'me' | 'candidates' | 'email'>;

/** Who is who on the item, and its activity: as the pane was just shown, else asked now. */
async function look(
  ports: TrackingPorts,
  caller: Caller,
  { item, people }: AudienceRequest,
  target: Target,
): Promise<Looked> {
  const { key, row, direction } = target;
  const addresses = people.map(({ address }) => address);
  const known = ports.recent.findItem(caller, key, addresses);
  // After a click the owner is the CRM's to tell.
  if (known && known.lookup.email?.ownerId !== null) return known.lookup;
  const signal = AbortSignal.timeout(readWithinMs);
  const id = item.kind === 'message' ? (row?.activityId ?? key) : null;
  const email = { messageId: item.internetMessageId, direction, id };
  const [lookup, meeting] = await Promise.all([
    ports.crm.look(caller, { addresses, email, record: null, users: [] }, signal),
    findMeetingActivity(ports, caller, item, target, signal),
  ]);
  return item.kind === 'message' ? lookup : { ...lookup, email: meeting };
}

/** Who will own the activity of a mail (E-12), or of a meeting. */
function futureOwner(
  { item, people }: AudienceRequest,
  { direction }: Target,
  { candidates, me }: Looked,
): string | null {
  if (item.kind === 'appointment') {
    const ofMailbox = matchesFor(sharedMailboxOf(item) ?? '', candidates);
    return ofMailbox.find(({ table }) => table === 'systemuser')?.id ?? me?.id ?? null;
  }
  const list = (wanted: string) => people.filter(({ role }) => role === wanted);
  const [from = null] = list('from');
  const mail = { from, to: list('to'), cc: list('cc'), bcc: list('bcc') };
  return ownerFor({ mail, direction, candidates, trackingUserId: me?.id ?? null });
}

function questionOf(request: AudienceRequest, target: Target, looked: Looked): AudienceQuestion {
  const { item, regarding } = request;
  const { email } = looked;
  return {
    table: activityTableOf({ kind: item.kind, series: target.series }),
    activityId: email?.id ?? null,
    ownerId: email ? email.ownerId : futureOwner(request, target, looked),
    regarding,
  };
}

/** Users on the item, with whom the CRM shares its activity (SEC-10). */
const partiesOf = ({ people }: AudienceRequest, { candidates }: Looked): Grant[] =>
  people
    .filter(({ address }) => normaliseAddress(address) !== '')
    .flatMap(({ address }) => matchesFor(address, candidates))
    .filter(({ table }) => table === 'systemuser')
    .map(({ id }) => ({ userId: id, reason: 'on-it' }));

const outsideFirst = (a: Reader, b: Reader): number =>
  Number(b.isOutside) - Number(a.isOutside) || a.name.localeCompare(b.name);

const countByReason = (readers: readonly Reader[]) =>
  readReasons
    .map((reason) => ({
      reason,
      people: readers.filter((reader) => reader.reason === reason).length,
    }))
    .filter(({ people }) => people > 0);

function present(found: ReadRights, question: AudienceQuestion, parties: Grant[]) {
  const { me, owner, units, rights, grants, areSharesKnown, sharesWithParties } = found;
  const all = [...grants, ...(sharesWithParties ? parties : [])];
  const facts = { me, ownerUnitId: owner.unitId, units, rights, grants: all };
  const readers = readersOf(facts).sort(outsideFirst);
  const hasShares = question.regarding !== null || question.activityId !== null;
  return {
    unit: units.find(({ id }) => id === me.unitId)?.name ?? '',
    owner: { name: owner.name, isYou: owner.id === me.userId },
    record: hasShares ? (areSharesKnown ? 'counted' : 'unknown') : 'none',
    readers: {
      total: readers.length,
      outsideUnit: readers.filter(({ isOutside }) => isOutside).length,
      byReason: countByReason(readers),
      some: readers
        .slice(0, mostNames)
        .map(({ name, unit, isOutside }) => ({ name, unit, isOutside })),
    },
  } satisfies AudienceResponse;
}

/**
 * Who is able to read an item's activity, or will be once it is tracked: by the roles of the CRM,
 * its owner, and what it inherits from its record, as far as the caller may read them.
 * @throws Failure.
 */
export async function readAudience(
  ports: TrackingPorts,
  caller: Caller,
  request: AudienceRequest,
): Promise<AudienceResponse> {
  const target = await targetOf(ports, caller, request.item);
  const looked = await look(ports, caller, request, target);
  const question = questionOf(request, target, looked);
  const signal = AbortSignal.timeout(readWithinMs);
  const found = await ports.access.readRights(caller, question, signal);
  if (!found) return { readers: null, unit: '', owner: null, record: 'unknown' };
  return present(found, question, partiesOf(request, looked));
}
