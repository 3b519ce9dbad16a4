import type { RecordRef } from '../domain/mail/email-activity.ts';
import type { RuleKey, RuleDecision } from '../domain/sync/tracking-rule.ts';

/** What a person decided about a conversation, an address or a domain. */
export interface TrackingRule extends RuleKey {
  id: string;
  decision: RuleDecision;
  regarding: RecordRef | null;
  createdAt: Date;
}

/** Whose rules. */
interface Person {
  tenantId: string;
  /** Entra object id. */
  userId: string;
}

export interface TrackingRules {
  /** Newest first. */
  list(person: Person): Promise<TrackingRule[]>;
  /** Those with one of the keys. */
  matching(person: Person, keys: readonly RuleKey[]): Promise<TrackingRule[]>;
  /** Those of several people with one of the keys. */
  ofPeople(
    tenantId: string,
    userIds: readonly string[],
    keys: readonly RuleKey[],
  ): Promise<(TrackingRule & { userId: string })[]>;
  /** Replaces what was decided about the same. */
  put(
    person: Person,
    rule: Pick<TrackingRule, 'scope' | 'value' | 'decision' | 'regarding'>,
  ): Promise<TrackingRule>;
  /** False where the person has no such rule. */
  remove(person: Person, id: string): Promise<boolean>;
}
