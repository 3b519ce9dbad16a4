import type { RecordRef } from '../../domain/mail/email-activity.ts';
import { normaliseAddress } from '../../domain/people/address.ts';
import { ancestorsOf } from '../../domain/sync/correlate.ts';
import { barrier, otherSideOf } from '../../domain/sync/judge.ts';
import type { JudgedMail } from '../../domain/sync/judge.ts';
import type { MailIdentityKey } from '../../domain/sync/judgement.ts';
import type { MailHeaders, SeenMail } from '../../domain/sync/seen-mail.ts';
import type { SyncSettings } from '../../domain/sync/sync-settings.ts';
import { threadTraitsOf } from '../../domain/sync/thread-traits.ts';
import type { ThreadTraits } from '../../domain/sync/thread-traits.ts';
import type { TokenSettings } from '../../domain/sync/tracking-token.ts';
import { decidingRule, ruleKeysOf } from '../../domain/sync/tracking-rule.ts';
import type { RuleKey } from '../../domain/sync/tracking-rule.ts';
import type { TrackingRule } from '../../ports/tracking-rules.ts';

/** A mail that is to be judged. */
export type AskedMail = MailIdentityKey & { mail: SeenMail };

/** A mail that a person's gesture tracks. */
export type TrackedOnPage = AskedMail & { regarding: RecordRef | null };

/** A mail with everything it says about itself. */
export interface OpenMail extends JudgedMail {
  key: string;
  /** The owner's rule about it. */
  rule: TrackingRule | null;
  traits: ThreadTraits;
  ancestors: string[];
  /** Addresses of the other side, of all recipients, and of the sender. */
  otherSide: string[];
  recipients: string[];
  sender: string;
  /** Nothing keeps it out beforehand. */
  isOpen: boolean;
}

export const recipientsOf = ({ to, cc, bcc }: MailHeaders): string[] => {
  const addresses = [...to, ...cc, ...bcc].map(({ address }) => normaliseAddress(address));
  return [...new Set(addresses)].filter((address) => address !== '');
};

/** Every key under which there may be a rule about a mail. */
export const ruleKeysFor = ({ direction, headers }: JudgedMail): RuleKey[] =>
  ruleKeysOf({
    direction,
    from: headers.from?.address ?? '',
    recipients: recipientsOf(headers),
    conversationId: headers.conversationId,
  });

/** The one of somebody's rules that decides about a mail. */
export function ruleAbout<T extends TrackingRule>(mail: JudgedMail, rules: readonly T[]): T | null {
  const keys = new Set(ruleKeysFor(mail).map(({ scope, value }) => `${scope}:${value}`));
  return decidingRule(rules.filter(({ scope, value }) => keys.has(`${scope}:${value}`)));
}

/** @param rules the owner's. */
export function openMail(
  { key, direction, mail: { headers } }: AskedMail,
  rules: readonly TrackingRule[],
  settings: SyncSettings,
  tokens: TokenSettings,
): OpenMail {
  const mail = { direction, headers };
  const rule = ruleAbout(mail, rules);
  return {
    ...mail,
    key,
    rule,
    traits: threadTraitsOf(headers, { tokens, smartMatching: settings.smartMatching }),
    ancestors: ancestorsOf(headers),
    otherSide: otherSideOf(mail),
    recipients: recipientsOf(headers),
    sender: normaliseAddress(headers.from?.address ?? ''),
    isOpen: barrier(mail, rule, settings) === null,
  };
}
