import type { Direction } from '../mail/direction.ts';
import { normaliseAddress } from '../people/address.ts';
import { domainOf } from '../people/public-domains.ts';

export type RuleScope = 'conversation' | 'address' | 'domain';
export type RuleDecision = 'always' | 'never';

/** What a rule is about; `value` in the form in which it is compared. */
export interface RuleKey {
  scope: RuleScope;
  value: string;
}

/** The most specific one decides. */
const precedence: readonly RuleScope[] = ['conversation', 'address', 'domain'];

/** The people on the other side of a mail: who sent it, or to whom it was sent. */
export interface MailSides {
  direction: Direction;
  from: string;
  recipients: readonly string[];
  conversationId: string;
}

const otherSide = ({ direction, from, recipients }: MailSides): readonly string[] =>
  direction === 'incoming' ? [from] : recipients;

/** Every key under which there may be a rule about a mail. */
export function ruleKeysOf(mail: MailSides): RuleKey[] {
  const people = [...new Set(otherSide(mail).map(normaliseAddress))].filter((text) => text !== '');
  const domains = [...new Set(people.map(domainOf))].filter((text) => text !== '');
  const conversation = mail.conversationId;
  return [
    ...(conversation ? [{ scope: 'conversation' as const, value: conversation }] : []),
    ...people.map((value) => ({ scope: 'address' as const, value })),
    ...domains.map((value) => ({ scope: 'domain' as const, value })),
  ];
}

/**
 * The rule that decides about a mail: conversation before address before domain; among equals (a
 * mail to several people) `never` before `always`.
 */
export function decidingRule<T extends { scope: RuleScope; decision: RuleDecision }>(
  rules: readonly T[],
): T | null {
  for (const scope of precedence) {
    const found = rules.filter((rule) => rule.scope === scope);
    const deciding = found.find(({ decision }) => decision === 'never') ?? found[0];
    if (deciding) return deciding;
  }
  return null;
}
