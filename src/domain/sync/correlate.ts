import { normaliseMessageId } from '../mail/message-id.ts';
import type { RecordRef } from '../mail/email-activity.ts';
import type { Correlation, CorrelationMethod } from './correlation.ts';
import type { MailHeaders } from './seen-mail.ts';
import { isAfterForward, isForward } from './subject-prefix.ts';
import type { SyncSettings } from './sync-settings.ts';
import type { ThreadTraits } from './thread-traits.ts';

/** A mail that is, or is being, tracked. */
export interface TrackedMail {
  activityId: string;
  regarding: RecordRef | null;
}

/** Tracked mail, by what a mail can say about the one it answers. The newest of several. */
export interface KnownThreads {
  byMessageId(id: string): TrackedMail | null;
  byToken(token: string): TrackedMail | null;
  /** @param base of a conversation index, in hex. */
  byConversation(base: string): TrackedMail | null;
  /** By the mailbox's own id of the conversation: what its index was made into. */
  byConversationId(id: string): TrackedMail | null;
  alike(traits: NonNullable<ThreadTraits['smart']>): TrackedMail | null;
}

export type CorrelationRules = Pick<
  SyncSettings,
  'forwardsAreReplies' | 'smartMatching' | 'threadHeaders'
>;

export interface Answered extends TrackedMail {
  correlation: Correlation;
}

/** More of a long thread's messages say nothing new. */
const ancestorsMax = 20;

/**
 * The messages a mail says it answers, the nearest first: In-Reply-To, then References from its end.
 * Some programs drop the one and keep the other when the subject changes.
 */
export function ancestorsOf({ inReplyTo, references }: MailHeaders): string[] {
  const ids = [inReplyTo, ...references.toReversed()].map(normaliseMessageId);
  return [...new Set(ids)].filter((id) => id !== '').slice(0, ancestorsMax);
}

const first = <T>(entries: readonly T[], find: (entry: T) => TrackedMail | null) => {
  for (const entry of entries) {
    const found = find(entry);
    if (found) return found;
  }
  return null;
};

/** A step finds the mail that is answered; null says nothing, and the next one is asked. */
type Step = (mail: MailHeaders, traits: ThreadTraits, threads: KnownThreads) => TrackedMail | null;

const byAncestor: Step = (mail, _traits, threads) =>
  first(ancestorsOf(mail), (id) => threads.byMessageId(id));

/** Of a side thread that began with a forward: the forward itself may be tracked. */
const byParent: Step = ({ inReplyTo }, _traits, threads) => {
  const parent = normaliseMessageId(inReplyTo);
  return parent ? threads.byMessageId(parent) : null;
};

const byToken: Step = (_mail, { token }, threads) => (token ? threads.byToken(token) : null);

const byConversation: Step = ({ conversationId }, { conversation }, threads) =>
  (conversation ? threads.byConversation(conversation) : null) ??
  (conversationId ? threads.byConversationId(conversationId) : null);

const byLikeness: Step = (_mail, { smart }, threads) => (smart ? threads.alike(smart) : null);

interface Method {
  method: CorrelationMethod;
  step: Step;
}

const usualSteps = ({ threadHeaders, smartMatching }: CorrelationRules): Method[] => [
  ...(threadHeaders ? [{ method: 3 as const, step: byAncestor }] : []),
  { method: 4, step: byToken },
  ...(threadHeaders ? [{ method: 5 as const, step: byConversation }] : []),
  ...(smartMatching ? [{ method: 6 as const, step: byLikeness }] : []),
];

/** Where forwards are no answers, what is said about them is no answer to what was forwarded. */
function stepsFor({ subject }: Pick<MailHeaders, 'subject'>, rules: CorrelationRules): Method[] {
  if (rules.forwardsAreReplies || !isAfterForward(subject)) return usualSteps(rules);
  return rules.threadHeaders && !isForward(subject) ? [{ method: 3, step: byParent }] : [];
}

/** What of a mail names the one it answers, as far as the organisation wants it to. */
export function cluesOf(
  mail: MailHeaders,
  { token, conversation }: ThreadTraits,
  rules: CorrelationRules,
): { ancestors: string[]; token: string | null; conversation: string | null } {
  const steps = stepsFor(mail, rules).map(({ step }) => step);
  return {
    ancestors: steps.includes(byAncestor)
      ? ancestorsOf(mail)
      : steps.includes(byParent)
        ? ancestorsOf({ ...mail, references: [] })
        : [],
    token: steps.includes(byToken) ? token : null,
    conversation: steps.includes(byConversation) ? conversation : null,
  };
}

/**
 * The tracked mail a mail answers, and how that was found (§1.4.6): In-Reply-To, tracking token,
 * conversation index, smart matching; the first hit wins. A header that is missing proves nothing.
 */
export function correlate(
  mail: MailHeaders,
  traits: ThreadTraits,
  threads: KnownThreads,
  rules: CorrelationRules,
): Answered | null {
  for (const { method, step } of stepsFor(mail, rules)) {
    const found = step(mail, traits, threads);
    if (found) return { ...found, correlation: { method, activityId: found.activityId } };
  }
  return null;
}
