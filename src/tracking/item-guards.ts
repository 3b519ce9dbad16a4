import type { ContextRequest } from '../contracts/item.ts';
import { decidingRule, ruleKeysOf } from '../domain/sync/tracking-rule.ts';
import { settleWithin } from '../lib/settle-within.ts';
import type { Caller } from '../ports/actor.ts';
import type { Readiness } from '../ports/crm-access.ts';
import type { TrackingRule } from '../ports/tracking-rules.ts';
import { Failure } from '../ports/failure.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';
import type { TrackingPorts } from './ports.ts';
import type { Target } from './target.ts';

/** The pane does not wait longer for what the mailbox knows; tracking itself checks again. */
const mailboxWithinMs = 1_500;
const crmWithinMs = 4_000;

/** What of an item, of the person and of their rules decides whether it is tracked. */
export interface Guards extends Readiness {
  isPrivate: boolean;
  isEncrypted: boolean;
  rule: TrackingRule | null;
  /** The organisation lets people track only what is regarding a record (E-06). */
  needsRegarding: boolean;
  /** Other tracked mail of the conversation (E-21). */
  trackedInConversation: number;
}

/** What does not answer stands in nobody's way; a sign-in that is wanted is said. */
async function orElse<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return otherwise;
  }
}

const open = { isPrivate: false, isEncrypted: false };

/** Marked private (AP-26) or encrypted (E-16); only asked where it is not tracked yet. */
async function contentGuards(
  { mailbox }: TrackingPorts,
  caller: Caller,
  { item }: ContextRequest,
  { row }: Target,
) {
  const isDecided = row !== null && row.activityId !== null;
  if (item.kind !== 'message' || item.isDraft || !item.itemId || isDecided) return open;
  const mail = { ...item, mailboxAddress: sharedMailboxOf(item) };
  const reading = mailbox.readMarks(caller, mail, AbortSignal.timeout(mailboxWithinMs));
  const found = await settleWithin(orElse<typeof open>(reading, open), mailboxWithinMs);
  return found ? { isPrivate: found.isPrivate, isEncrypted: found.isEncrypted } : open;
}

/** The caller's rule about the item; of a mail they sent, about one of its recipients. */
async function ruleFor(
  { rules }: TrackingPorts,
  caller: Caller,
  { item, people }: ContextRequest,
  { direction }: Target,
): Promise<TrackingRule | null> {
  if (item.kind !== 'message') return null;
  const recipients = people.filter(({ role }) => role !== 'from').map(({ address }) => address);
  const { from, conversationId = '' } = item;
  const keys = ruleKeysOf({ direction, from, recipients, conversationId });
  return decidingRule(await rules.matching(caller, keys));
}

async function othersTracked(
  { conversations }: TrackingPorts,
  caller: Caller,
  { item }: ContextRequest,
  { row }: Target,
): Promise<number> {
  if (!item.conversationId) return 0;
  const tracked = await conversations.countTracked(caller.tenantId, item.conversationId);
  const isCounted = row?.state === 'tracked' && row.conversationId === item.conversationId;
  return tracked - Number(isCounted);
}

/** Asked side by side with what the CRM knows of the item. @throws Failure `sign-in-needed`. */
export async function itemGuards(
  ports: TrackingPorts,
  caller: Caller,
  request: ContextRequest,
  target: Target,
): Promise<Guards> {
  const readiness = ports.access.readiness(caller, AbortSignal.timeout(crmWithinMs));
  const unknown: Readiness = { mailbox: 'unknown', mayUseApp: true, maySync: true };
  const [ready, content, rule, trackedInConversation, { needsRegarding }] = await Promise.all([
    orElse(readiness, unknown),
    contentGuards(ports, caller, request, target),
    ruleFor(ports, caller, request, target),
    othersTracked(ports, caller, request, target),
    ports.organization.get(caller.tenantId),
  ]);
  return { ...ready, ...content, rule, trackedInConversation, needsRegarding };
}
