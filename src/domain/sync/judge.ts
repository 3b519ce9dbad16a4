import type { Direction } from '../mail/direction.ts';
import type { RecordRef } from '../mail/email-activity.ts';
import { normaliseAddress } from '../people/address.ts';
import { domainOf } from '../people/public-domains.ts';
import type { Answered } from './correlate.ts';
import type { Judgement } from './judgement.ts';
import type { LeaveReason, TrackReason } from './reason.ts';
import type { MailHeaders } from './seen-mail.ts';
import type { AutoTracking, SyncSettings } from './sync-settings.ts';
import type { RuleDecision } from './tracking-rule.ts';

/** Somebody who can accept a mail: a user of the CRM, or one of its queues. */
export interface Decider {
  kind: 'user' | 'queue';
  /** Entra object id of a user, id of a queue. */
  id: string;
  level: AutoTracking;
  /** Has a rule never to track this mail. */
  refuses?: boolean;
}

/** Somebody on the other side of a mail, as the CRM knows them. */
export interface OtherPerson {
  /** Tables of the records that have the address, the one that stands for it first (§1.5.2). */
  tables: readonly string[];
  /** Several records have it, and nobody chose one. */
  isUnclear: boolean;
}

/** What is known of a mail besides what it says itself. */
export interface JudgeFacts {
  /** Whose mailbox is read. */
  owner: Decider & { vetoesOthers: boolean };
  /** Users and queues among the recipients but the owner, in the order of To, Cc, Bcc. */
  recipients: readonly Decider[];
  /** The owner's own rule about it. */
  rule: { decision: RuleDecision; regarding: RecordRef | null } | null;
  /** The sender of an incoming mail, the recipients of an outgoing one. */
  otherSide: readonly OtherPerson[];
  /** The tracked mail it answers. */
  answered: Answered | null;
  /** What the CRM knows the sender as, where it is one of its own. */
  senderIs: 'user' | 'queue' | null;
  /** The sender's copy of the same mail is tracked. */
  isSentCopyTracked: boolean;
}

export type JudgeSettings = Pick<
  SyncSettings,
  | 'autoTrackingOverride'
  | 'trackSent'
  | 'onlyReadMailboxDecides'
  | 'internalMailIsTwo'
  | 'internalMailNeedsSentCopy'
  | 'internalMailToQueues'
  | 'internalMailFromQueues'
  | 'never'
  | 'unclearSender'
>;

export interface JudgedMail {
  direction: Direction;
  headers: MailHeaders;
}

const leave = (reason: LeaveReason): Judgement => ({ verdict: 'leave', reason });

/** Sender of an incoming mail, recipients of an outgoing one. */
export const otherSideOf = ({ direction, headers }: JudgedMail): string[] => {
  const { from, to, cc, bcc } = headers;
  const people = direction === 'incoming' ? (from ? [from] : []) : [...to, ...cc, ...bcc];
  const addresses = people.map(({ address }) => normaliseAddress(address));
  return [...new Set(addresses)].filter((address) => address !== '');
};

/** Whether the organisation never wants mail of this address: it is listed, or its domain is. */
export function isOnList(address: string, list: readonly string[]): boolean {
  const domain = domainOf(address);
  return list
    .map((entry) => normaliseAddress(entry).replace(/^@/, ''))
    .some(
      (entry) =>
        entry !== '' &&
        (entry.includes('@')
          ? entry === normaliseAddress(address)
          : domain === entry || domain.endsWith(`.${entry}`)),
    );
}

/** A user's level is the organisation's where it decided for all; a queue keeps its own. */
export const levelOf = (
  { kind, level }: Pick<Decider, 'kind' | 'level'>,
  { autoTrackingOverride }: Pick<JudgeSettings, 'autoTrackingOverride'>,
): AutoTracking => (kind === 'user' ? (autoTrackingOverride ?? level) : level);

const customers: ReadonlySet<string> = new Set(['contact', 'account', 'lead']);

/** Whether a level takes the mail, and why (X-01…X-05). */
export function acceptance(
  level: AutoTracking,
  { otherSide, answered }: Pick<JudgeFacts, 'otherSide' | 'answered'>,
): TrackReason | null {
  const stands = otherSide.flatMap(({ tables }) => tables.slice(0, 1));
  switch (level) {
    case 'all':
      return 'all-mail';
    case 'replies':
      return answered ? 'reply' : null;
    case 'people':
      return stands.some((table) => customers.has(table)) ? 'known-person' : null;
    case 'records':
      return stands.length > 0 ? 'known-record' : null;
    case 'none':
      return null;
  }
}

interface Accepted {
  reason: TrackReason;
  by: string;
}

function acceptedBy(decider: Decider, facts: JudgeFacts, settings: JudgeSettings): Accepted | null {
  if (decider.refuses) return null;
  const reason = acceptance(levelOf(decider, settings), facts);
  return reason && { reason, by: decider.id };
}

/**
 * Whose rule accepts: the owner's before all others, of whom one is enough. Mail the owner
 * sent is the owner's alone to decide about.
 */
function decide(
  { direction }: JudgedMail,
  facts: JudgeFacts,
  settings: JudgeSettings,
): Accepted | LeaveReason {
  const { owner, recipients } = facts;
  const own = acceptedBy(owner, facts, settings);
  if (own) return own;
  const isAlone = direction === 'outgoing' || settings.onlyReadMailboxDecides;
  const others = isAlone ? [] : recipients;
  const accepted = others.map((other) => acceptedBy(other, facts, settings)).find(Boolean);
  if (accepted) return owner.vetoesOthers ? 'vetoed' : accepted;
  const levels = [owner, ...others].map((decider) => levelOf(decider, settings));
  return levels.every((level) => level === 'none') ? 'automatic-off' : 'no-match';
}

/** An incoming mail between people of the CRM whose other copy is the one to track. */
function isSecondCopy(
  { direction }: JudgedMail,
  { senderIs, recipients, isSentCopyTracked }: JudgeFacts,
  settings: JudgeSettings,
): boolean {
  if (settings.internalMailIsTwo || direction === 'outgoing' || senderIs === null) return false;
  if (senderIs === 'queue' && settings.internalMailFromQueues) return false;
  const isToQueue = recipients.some(({ kind }) => kind === 'queue');
  if (isToQueue && settings.internalMailToQueues) return false;
  return isSentCopyTracked || !settings.internalMailNeedsSentCopy;
}

/** What keeps a mail out whoever would want it; null: nothing. */
export function barrier(
  mail: JudgedMail,
  rule: JudgeFacts['rule'],
  settings: JudgeSettings,
): LeaveReason | null {
  if (mail.headers.kind !== 'message') return 'not-a-mail';
  if (otherSideOf(mail).some((address) => isOnList(address, settings.never))) return 'never-rule';
  if (rule?.decision === 'never') return 'never-rule';
  if (mail.headers.isPrivate) return 'private';
  return mail.direction === 'outgoing' && !settings.trackSent && !rule ? 'sent-off' : null;
}

const track = ({ reason, by }: Accepted, { rule, answered }: JudgeFacts): Judgement => ({
  verdict: 'track',
  reason,
  regarding: (reason === 'always-rule' ? rule?.regarding : null) ?? answered?.regarding ?? null,
  correlation: answered?.correlation ?? null,
  acceptedBy: by,
});

/**
 * Whether a mail nobody decided about is tracked by itself, and why or why not (§1.4.5). What the
 * organisation never wants comes first, then the owner's own rule, then the levels of those whose
 * mail it is.
 */
export function judge(mail: JudgedMail, facts: JudgeFacts, settings: JudgeSettings): Judgement {
  const barred = barrier(mail, facts.rule, settings);
  if (barred) return leave(barred);
  if (facts.rule) return track({ reason: 'always-rule', by: facts.owner.id }, facts);
  const decided = decide(mail, facts, settings);
  if (typeof decided === 'string') return leave(decided);
  if (isSecondCopy(mail, facts, settings)) return leave('internal');
  const isUnclear = mail.direction === 'incoming' && facts.otherSide.some((one) => one.isUnclear);
  if (isUnclear && settings.unclearSender === 'leave') return leave('sender-unclear');
  return track(decided, facts);
}
