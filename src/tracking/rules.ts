import type { ItemReference } from '../contracts/item.ts';
import type { RuleRequest, RuleResponse, RulesResponse, TrackingRule } from '../contracts/rules.ts';
import { normaliseAddress, sameAddress } from '../domain/people/address.ts';
import { domainOf, isPublicDomain } from '../domain/people/public-domains.ts';
import type { Caller } from '../ports/actor.ts';
import { Failure } from '../ports/failure.ts';
import type { ListedMail, MailSelection } from '../ports/mailbox.ts';
import type { TrackingRule as KeptRule } from '../ports/tracking-rules.ts';
import { checkReady } from './check-ready.ts';
import { namesOf, shownRecord } from './record-names.ts';
import type { Reading } from './record-names.ts';
import { identify } from './identify.ts';
import { intentsFor, referenceTo, rowsOf } from './listed-mail.ts';
import type { TrackingPorts } from './ports.ts';
import { Impossible, Refusal } from './problem.ts';
import { acceptBatch } from './several.ts';
import { sharedMailboxOf } from './shared-mailbox.ts';

const readWithinMs = 8_000;
/** What one click tracks at most, as with several messages. */
const mostAtOnce = 100;
const pageSize = 50;

/** The other side of the open mail. @throws Refusal where nobody is. */
function addressOf(ports: TrackingPorts, caller: Caller, { item, address = '' }: RuleRequest) {
  const { direction } = identify(ports, caller, item);
  const other = normaliseAddress(direction === 'incoming' ? item.from : address);
  if (!other || sameAddress(other, item.mailbox)) throw new Refusal('nothing-to-match');
  return other;
}

/** What a rule is about. @throws Refusal where it may not be, or there is nothing. */
function valueOf(ports: TrackingPorts, caller: Caller, request: RuleRequest): string {
  const { item, scope, decision } = request;
  if (scope === 'conversation') {
    if (!item.conversationId) throw new Refusal('nothing-to-match');
    return item.conversationId;
  }
  const address = addressOf(ports, caller, request);
  if (scope === 'address') return address;
  const domain = domainOf(address);
  if (!domain) throw new Refusal('nothing-to-match');
  if (decision === 'always' && isPublicDomain(domain)) throw new Refusal('public-domain');
  if (decision === 'always' && domain === domainOf(item.mailbox)) throw new Refusal('own-domain');
  return domain;
}

const selectionOf = ({ scope, value }: Pick<KeptRule, 'scope' | 'value'>): MailSelection => {
  if (scope === 'conversation') return { about: 'conversation', conversationId: value };
  return scope === 'address'
    ? { about: 'sender', address: value }
    : { about: 'domain', domain: value };
};

/** The newest mail a rule is about, as far as the mailbox has it. */
async function mailsUnder(
  ports: TrackingPorts,
  caller: Caller,
  rule: KeptRule,
  item: ItemReference,
): Promise<ListedMail[]> {
  const signal = AbortSignal.timeout(readWithinMs);
  const mailboxAddress = sharedMailboxOf(item);
  const mails: ListedMail[] = [];
  let cursor: string | null = null;
  do {
    const page = { mailboxAddress, cursor, size: pageSize };
    const found = await ports.mailbox.list(caller, selectionOf(rule), page, signal);
    mails.push(...found.mails);
    cursor = found.next;
  } while (cursor !== null && mails.length < mostAtOnce);
  return mails.slice(0, mostAtOnce);
}

/**
 * Tracks what is there already, but nothing that anybody ever decided about: what a person untracked
 * stays untracked (quality §3.3, 9). A mailbox that does not answer leaves that to later.
 */
async function trackWhatIsThere(
  ports: TrackingPorts,
  caller: Caller,
  rule: KeptRule,
  item: ItemReference,
): Promise<{ accepted: number; batchId: string | null }> {
  try {
    const mails = await mailsUnder(ports, caller, rule, item);
    const items = mails.map((mail) => referenceTo(mail, item));
    const known = await rowsOf(ports, caller, items);
    const choice = { wanted: rule.regarding, via: 'rule' as const };
    const intents = intentsFor(ports, caller, items, choice).filter(({ key }) => !known.has(key));
    return { accepted: intents.length, batchId: await acceptBatch(ports, caller, intents) };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    ports.log.warn({ code: error.message }, 'rule without what is there');
    return { accepted: 0, batchId: null };
  }
}

/** Subjects of conversations, as the mailbox has them now. */
async function subjectOf(ports: TrackingPorts, caller: Caller, rule: KeptRule): Promise<string> {
  if (rule.scope !== 'conversation') return rule.value;
  try {
    const page = { mailboxAddress: null, cursor: null, size: 1 };
    const signal = AbortSignal.timeout(readWithinMs);
    const { mails } = await ports.mailbox.list(caller, selectionOf(rule), page, signal);
    return mails[0]?.subject ?? '';
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'sign-in-needed') throw error;
    return '';
  }
}

async function present(
  ports: TrackingPorts,
  reading: Reading,
  rules: readonly KeptRule[],
): Promise<TrackingRule[]> {
  const [names, about] = await Promise.all([
    namesOf(
      ports,
      reading,
      rules.map(({ regarding }) => regarding),
    ),
    Promise.all(rules.map((rule) => subjectOf(ports, reading.caller, rule))),
  ]);
  return rules.map(({ id, scope, decision, regarding, createdAt }, index) => ({
    id,
    scope,
    decision,
    about: about[index] ?? '',
    regarding: shownRecord(ports, regarding, names),
    createdAt: createdAt.toISOString(),
  }));
}

/** The caller's rules, newest first. @throws Failure. */
export async function listRules(ports: TrackingPorts, reading: Reading): Promise<RulesResponse> {
  return { rules: await present(ports, reading, await ports.rules.list(reading.caller)) };
}

/**
 * Decides about a conversation, an address or a domain; `always` also tracks what is there.
 * @throws Refusal, Impossible, Failure.
 */
export async function putRule(
  ports: TrackingPorts,
  reading: Reading,
  request: RuleRequest,
): Promise<RuleResponse> {
  const { caller } = reading;
  const { item, scope, decision, regarding } = request;
  if (item.kind !== 'message') throw new Impossible('item-unsupported');
  const isAlways = decision === 'always';
  if (isAlways) await checkReady(ports, caller);
  const rule = await ports.rules.put(caller, {
    scope,
    decision,
    value: valueOf(ports, caller, request),
    regarding: isAlways ? (regarding ?? null) : null,
  });
  const there = isAlways
    ? await trackWhatIsThere(ports, caller, rule, item)
    : { accepted: 0, batchId: null };
  const [shown] = await present(ports, reading, [rule]);
  if (!shown) throw new Refusal('not-found');
  return { rule: shown, ...there };
}

/** Forgets a rule; what was tracked stays tracked. @throws Refusal where there is none. */
export async function removeRule(ports: TrackingPorts, caller: Caller, id: string): Promise<void> {
  if (!(await ports.rules.remove(caller, id))) throw new Refusal('not-found');
}
