import type {
  ContextRequest,
  ContextResponse,
  ItemReference,
  ItemState,
} from '../contracts/item.ts';
import type { ProblemCode } from '../domain/sync/problem.ts';
import { normaliseAddress } from '../domain/people/address.ts';
import type { Caller } from '../ports/actor.ts';
import type { Lookup } from '../ports/crm.ts';
import { Failure } from '../ports/failure.ts';
import type { TrackingRule } from '../ports/tracking-rules.ts';
import { activityTableOf } from './activity-table.ts';
import { applyRule } from './apply-rule.ts';
import { canSync } from './check-ready.ts';
import { findMeetingActivity } from './find-activity.ts';
import type { Identity } from './identify.ts';
import { itemGuards } from './item-guards.ts';
import type { Guards } from './item-guards.ts';
import { locateDraft } from './locate-draft.ts';
import { peopleMemory } from './people-memory.ts';
import type { TrackingPorts } from './ports.ts';
import { presentForeign, presentItem, presentPeople, regardingOf, untouched } from './present.ts';
import { presentMeeting } from './present-meeting.ts';
import { assess } from './problem.ts';
import { resumeSent } from './resume-sent.ts';
import { suggestionsFor } from './suggestions.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import { undoableOf } from './undoable.ts';

/** The pane draws something else when the CRM takes longer. */
const lookWithinMs = 8_000;

const nothing: Lookup = { me: null, users: [], candidates: [], email: null, record: null };

type Looked = { lookup: Lookup; problem: null } | { lookup: null; problem: ProblemCode };

/** Looks; an unreachable CRM is no error of the request, one that wants a sign-in is. */
async function look(
  ports: TrackingPorts,
  caller: Caller,
  request: ContextRequest,
  known: Target,
): Promise<Looked> {
  const { row, key, direction } = known;
  const isMail = request.item.kind === 'message';
  const query = {
    addresses: request.people.map(({ address }) => address),
    email: {
      messageId: request.item.internetMessageId,
      direction,
      id: isMail ? (row?.activityId ?? key) : null,
    },
    record: row && regardingOf(row),
    users: row?.trackedBy ? [row.trackedBy] : [],
  };
  try {
    const signal = AbortSignal.timeout(lookWithinMs);
    const [lookup, meeting] = await Promise.all([
      ports.crm.look(caller, query, signal),
      findMeetingActivity(ports, caller, request.item, known, signal),
    ]);
    return { lookup: isMail ? lookup : { ...lookup, email: meeting }, problem: null };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    ports.log.warn({ item: key, code: error.message }, 'context without the CRM');
    return { lookup: null, problem: assess(error).problem };
  }
}

function stateOf(
  ports: TrackingPorts,
  caller: Caller,
  item: ItemReference,
  { row, key, series, undo }: Target & Pick<ItemState, 'undo'>,
  lookup: Lookup | null,
): ItemState {
  if (row) {
    return presentItem(ports.crm, row, {
      undo,
      callerId: caller.userId,
      users: lookup?.users ?? [],
      record: lookup?.record,
      mayReadActivity: lookup ? lookup.email !== null : undefined,
      ownsCopy: lookup?.email && lookup.me ? lookup.email.ownerId === lookup.me.id : undefined,
    });
  }
  if (lookup?.email) {
    const table = activityTableOf({ kind: item.kind, series });
    return presentForeign(ports.crm, key, lookup.email, table);
  }
  return untouched(key);
}

const shownRule = ({ id, scope, decision }: TrackingRule) => ({ id, scope, decision });

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

function mayTrack(looked: Looked, guards: Guards): ContextResponse['can'] {
  const refuse = (reason: ProblemCode) => ({ track: false, reason });
  if (!guards.mayUseApp) return refuse('no-licence');
  if (looked.problem === 'forbidden') return refuse('forbidden');
  if (looked.lookup && !looked.lookup.me) return refuse('forbidden');
  if (!canSync(guards.mailbox)) return refuse('mailbox-not-ready');
  if (guards.isEncrypted) return refuse('encrypted');
  return { track: true, reason: null, ...(guards.needsRegarding && { needsRegarding: true }) };
}

/** An item that a rule tracks is as the ledger has it from then on. */
async function ruled(
  ports: TrackingPorts,
  caller: Caller,
  target: Target,
  { item, can, looked, guards }: Seen,
): Promise<Target> {
  const isNew = can.track && looked.lookup?.email === null && !guards.isPrivate;
  const asked = { item, target, rule: guards.rule, mayTrack: isNew };
  return { ...target, row: await applyRule(ports, caller, asked) };
}

interface Seen {
  item: ItemReference;
  can: ContextResponse['can'];
  looked: Looked;
  guards: Guards;
}

/**
 * Everything the pane draws for one item: its state from the ledger, people and names from the CRM
 * with the caller's rights, in one request to it, and one more for what it is probably regarding.
 * @param language BCP 47 tag for what the CRM calls its tables
 * @throws Failure `sign-in-needed`.
 */
export async function itemContext(
  ports: TrackingPorts,
  caller: Caller,
  asked: ContextRequest,
  language = 'en',
): Promise<ContextResponse> {
  const item = await locateDraft(ports, caller, asked.item);
  const request = { ...asked, item };
  const target = await targetOf(ports, caller, item);
  const { row } = target;
  resumeSent(ports, caller, { item, row });
  const [looked, memory, guards, undo] = await Promise.all([
    look(ports, caller, request, target),
    peopleMemory(ports, caller, request),
    itemGuards(ports, caller, request, target),
    undoableOf(ports, caller, target.key),
  ]);
  const can = mayTrack(looked, guards);
  const { lookup, problem } = looked;
  if (lookup) {
    const addresses = request.people.map(({ address }) => normaliseAddress(address));
    remember(ports, caller, target, { lookup, addresses });
  }
  const current = await ruled(ports, caller, target, { item, can, looked, guards });
  await ports.ledger.mailboxSeen(caller);
  const known = {
    ...memory,
    request,
    candidates: lookup?.candidates ?? [],
    regarding: row && regardingOf(row),
    language,
  };
  return {
    item: stateOf(ports, caller, item, { ...current, undo }, lookup),
    people: presentPeople(ports.crm, request.people, lookup ?? nothing, memory.chosen),
    can,
    problem,
    suggestions: lookup ? await suggestionsFor(ports, caller, known) : [],
    mailbox: guards.mailbox,
    rule: guards.rule && shownRule(guards.rule),
    isPrivate: guards.isPrivate || (target.meeting?.isPrivate ?? false),
    meeting: presentMeeting(target, ports.runtime.now()),
    trackedInConversation: guards.trackedInConversation,
  };
}
