import { mailKey } from '../../domain/mail/item-key.ts';
import type { ChosenMatches } from '../../domain/people/match.ts';
import { smartMatching } from '../../domain/sync/smart-matching.ts';
import type { CrmEmail, CrmMailFacts } from '../../ports/crm-mail.ts';
import type { LedgerRow } from '../../ports/ledger.ts';
import type { ThreadFinds } from '../../ports/threads.ts';
import type { TrackingRule } from '../../ports/tracking-rules.ts';
import { chosenMatches } from '../../tracking/chosen-matches.ts';
import { questionForAll } from './ask-crm.ts';
import { decidersOf, othersAmong, rememberDeciders } from './deciders.ts';
import type { Deciders } from './deciders.ts';
import { ruleKeysFor } from './open-mail.ts';
import type { OpenMail } from './open-mail.ts';
import { keysOfMessage, PageThreads } from './page-threads.ts';
import { ownerOf, scopeOf } from './page.ts';
import type { Page } from './page.ts';

/** More mails at once than this mean that there is much to do (§1.4.6, 4: "under load"). */
const muchAtOnce = 50;
const dayMs = 24 * 60 * 60_000;

/** Everything that is known when a page is judged. */
export interface Known {
  page: Page;
  facts: CrmMailFacts;
  threads: PageThreads;
  deciders: Deciders;
  /** Of people other than the mailbox's owner. */
  rules: readonly (TrackingRule & { userId: string })[];
  /** Whom the owner chose where several records have an address. */
  chosen: ChosenMatches;
  /** The ledger's keys of sent copies that are tracked. */
  sentCopies: ReadonlySet<string>;
}

/** What the service itself knows of the threads, in one query. */
export function findThreads(page: Page): Promise<ThreadFinds> {
  const { ports, mailbox, settings, mails } = page;
  const open = mails.filter(({ isOpen }) => isOpen);
  const byHeaders = settings.threadHeaders ? open : [];
  const scope = scopeOf(page);
  const since = ports.runtime.now().getTime() - smartMatching.loadWindowDays * dayMs;
  return ports.threads.find(mailbox.tenantId, {
    keys: byHeaders.flatMap(({ ancestors }) => ancestors.flatMap((id) => keysOfMessage(scope, id))),
    conversationIds: byHeaders.map(({ headers }) => headers.conversationId),
    traits: open.map(({ traits }) => traits),
    alikeSince: mails.length > muchAtOnce ? new Date(since) : null,
  });
}

const noFacts: CrmMailFacts = { me: null, users: [], queues: [], candidates: [], emails: [] };

/** What only the CRM knows: one request, or none. */
async function askCrm(page: Page, finds: ThreadFinds): Promise<CrmMailFacts> {
  const { ports, mailbox, settings, mails, signal } = page;
  const query = questionForAll(mails, {
    settings,
    owner: ownerOf(page),
    threads: new PageThreads(scopeOf(page), finds, []),
    decidersAt: await decidersOf(page),
  });
  if (!query) return noFacts;
  const facts = await ports.crmMail.facts(mailbox, query, signal);
  rememberDeciders(page, query, facts);
  return facts;
}

/** Tracked, or on its way (E-10). */
const isTracked = ({ state, intent }: LedgerRow): boolean =>
  state === 'tracked' || (state === 'pending' && intent === 'track');

/** What a person took out of tracking attracts nothing, though the CRM still has it. */
export async function withoutUntracked(
  page: Page,
  emails: readonly CrmEmail[],
): Promise<CrmEmail[]> {
  const { ports, mailbox } = page;
  const keysOf = ({ id, direction, messageId }: CrmEmail): string[] => [
    id.toLowerCase(),
    mailKey({ ...scopeOf(page), direction, internetMessageId: messageId, itemId: id }),
  ];
  const rows = await ports.ledger.findMany(mailbox.tenantId, emails.flatMap(keysOf));
  const given = new Set(rows.filter((row) => !isTracked(row)).map(({ key }) => key));
  return emails.filter((email) => !keysOf(email).some((key) => given.has(key)));
}

/** The ledger's key of the sender's copy of a mail. */
export const sentKeyOf = (page: Page, { headers }: OpenMail): string =>
  mailKey({
    ...scopeOf(page),
    direction: 'outgoing',
    internetMessageId: headers.internetMessageId,
    itemId: '',
  });

async function sentCopiesOf(page: Page): Promise<Set<string>> {
  const { ports, mailbox, settings, mails } = page;
  if (settings.internalMailIsTwo) return new Set();
  const keys = mails.map((mail) => sentKeyOf(page, mail));
  const rows = await ports.ledger.findMany(mailbox.tenantId, keys);
  return new Set(rows.filter(isTracked).map(({ key }) => key));
}

/** Reads everything a page is judged with. @throws Failure where the CRM does not answer. */
export async function gather(page: Page): Promise<Known> {
  const { ports, mailbox, mails } = page;
  const finds = await findThreads(page);
  const facts = await askCrm(page, finds);
  const deciders = await decidersOf(page);
  const others = mails.flatMap((mail) => othersAmong(page, mail, deciders));
  const userIds = others.filter(({ kind }) => kind === 'user').map(({ id }) => id);
  const addresses = [...new Set(facts.candidates.flatMap((row) => row.addresses))];
  const [emails, rules, chosen, sentCopies] = await Promise.all([
    withoutUntracked(page, facts.emails),
    ports.rules.ofPeople(mailbox.tenantId, [...new Set(userIds)], mails.flatMap(ruleKeysFor)),
    addresses.length > 0 ? chosenMatches(ports, mailbox, addresses) : new Map<string, never>(),
    sentCopiesOf(page),
  ]);
  const threads = new PageThreads(scopeOf(page), finds, emails);
  return { page, facts: { ...facts, emails }, threads, deciders, rules, chosen, sentCopies };
}
