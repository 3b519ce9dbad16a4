import type { ContextRequest, ContextResponse, ItemState } from '../contracts/item.ts';
import type { ProblemCode } from '../domain/sync/problem.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import type { Caller } from '../ports/actor.ts';
import type { Lookup } from '../ports/crm.ts';
import { Failure } from '../ports/failure.ts';
import type { LedgerRow } from '../ports/ledger.ts';
import { identify } from './identify.ts';
import type { Identity } from './identify.ts';
import type { TrackingPorts } from './ports.ts';
import { presentForeign, presentItem, presentPeople, regardingOf, untouched } from './present.ts';
import { assess } from './problem.ts';

/** The pane draws something else when the CRM takes longer. */
const lookWithinMs = 8_000;

const nothing: Lookup = { me: null, users: [], candidates: [], email: null, record: null };

type Looked = { lookup: Lookup; problem: null } | { lookup: null; problem: ProblemCode };

/** Looks; an unreachable CRM is no error of the request, one that wants a sign-in is. */
async function look(
  ports: TrackingPorts,
  caller: Caller,
  request: ContextRequest,
  known: Identity & { row: LedgerRow | null },
): Promise<Looked> {
  const { row, key, direction } = known;
  const query = {
    addresses: request.people.map(({ address }) => address),
    email: {
      messageId: request.item.internetMessageId,
      direction,
      id: row?.activityId ?? key,
    },
    record: row && regardingOf(row),
    users: row?.trackedBy ? [row.trackedBy] : [],
  };
  try {
    const lookup = await ports.crm.look(caller, query, AbortSignal.timeout(lookWithinMs));
    return { lookup, problem: null };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    ports.log.warn({ item: key, code: error.message }, 'context without the CRM');
    return { lookup: null, problem: assess(error).problem };
  }
}

function stateOf(
  ports: TrackingPorts,
  caller: Caller,
  { row, key }: Identity & { row: LedgerRow | null },
  lookup: Lookup | null,
): ItemState {
  if (row && row.state !== 'untracked') {
    return presentItem(ports.crm, row, {
      callerId: caller.userId,
      users: lookup?.users ?? [],
      record: lookup?.record,
      mayReadActivity: lookup ? lookup.email !== null : undefined,
      ownsCopy: lookup?.email && lookup.me ? lookup.email.ownerId === lookup.me.id : undefined,
    });
  }
  // Untracked stays untracked, even where the CRM kept its copy.
  if (!row && lookup?.email) return presentForeign(ports.crm, key, lookup.email);
  return untouched(key);
}

/** Keeps what was read for the click that may follow. */
function remember(
  { recent }: TrackingPorts,
  caller: Caller,
  { key }: Identity,
  read: { lookup: Lookup; addresses: string[] },
): void {
  const { lookup } = read;
  recent.rememberItem(caller, key, { lookup, addresses: new Set(read.addresses) });
  recent.rememberRecords(caller, [lookup.record, lookup.email?.regarding, ...lookup.candidates]);
}

function mayTrack(request: ContextRequest, looked: Looked): ContextResponse['can'] {
  if (request.item.kind !== 'message') return { track: false, reason: 'item-unsupported' };
  if (looked.problem === 'forbidden') return { track: false, reason: 'forbidden' };
  if (looked.lookup && !looked.lookup.me) return { track: false, reason: 'forbidden' };
  return { track: true, reason: null };
}

/**
 * Everything the pane draws for one item: its state from the ledger, people and names from the CRM
 * with the caller's rights, in one request to it.
 * @throws Failure `sign-in-needed`.
 */
export async function itemContext(
  ports: TrackingPorts,
  caller: Caller,
  request: ContextRequest,
): Promise<ContextResponse> {
  const identity = identify(ports, caller, request.item);
  const row = await ports.ledger.find(caller.tenantId, identity.key);
  const looked = await look(ports, caller, request, { ...identity, row });
  const { lookup, problem } = looked;
  if (lookup) {
    const addresses = request.people.map(({ address }) => normaliseAddress(address));
    remember(ports, caller, identity, { lookup, addresses });
  }
  await ports.ledger.mailboxSeen(caller);
  return {
    item: stateOf(ports, caller, { ...identity, row }, lookup),
    people: presentPeople(ports.crm, request.people, lookup ?? nothing),
    can: mayTrack(request, looked),
    problem,
    suggestions: [],
    mailbox: 'unknown',
    rule: null,
  };
}
