import { isBeforeStart, planMail } from '../../domain/sync/plan-mail.ts';
import type { PlanScope } from '../../domain/sync/plan-mail.ts';
import type { Judgement } from '../../domain/sync/judgement.ts';
import type { Reason } from '../../domain/sync/reason.ts';
import type { AcceptedIntent } from '../../ports/ledger.ts';
import type { MailCommit, MailCopy, SyncFolder } from '../../ports/mail-sync.ts';
import { correlateMails } from '../correlate-mails.ts';
import { judgeMails } from '../judge-mails.ts';
import { knownMails } from './known-mails.ts';
import type { StoredMail, ToldPage } from './known-mails.ts';
import { withPaneMarks } from './pane-marks.ts';
import type { Planned } from './pane-marks.ts';
import type { Reading } from './reading.ts';

/** A page, decided. */
export interface DecidedPage {
  commit: MailCommit;
  /** Mails seen for the first time, which is what keeps a mailbox busy. */
  fresh: number;
}

const scopeOf = (reading: Reading, { isFirstRound }: SyncFolder): PlanScope => ({
  userId: reading.fence.userId,
  processFrom: reading.state.processFrom,
  isFirstRound,
  isAutomatic: reading.scope.isAutomatic,
  ruleOf: reading.ruleOf,
  tracksByCategory: reading.tracksByCategory,
  isCategoryIntact: !reading.state.category.isLost,
});

const judged = (judgement: Judgement | undefined): Planned['plan'] => {
  if (judgement?.verdict !== 'track') {
    return { do: 'leave', reason: judgement?.reason ?? 'no-match' };
  }
  const { reason, regarding, correlation, acceptedBy } = judgement;
  return { do: 'track', via: 'automatic', reason, regarding, correlation, acceptedBy };
};

/** A category names no record: the mail is regarding what the mail it answers is (§1.4.6). */
async function withThreads(
  { ports, fence, signal }: Reading,
  planned: readonly Planned[],
): Promise<Planned[]> {
  const isNameless = ({ plan }: Planned): boolean =>
    plan.do === 'track' && plan.via === 'category' && plan.regarding === null;
  const nameless = planned.filter(isNameless);
  const mails = nameless.map(({ known }) => known);
  const answered = await correlateMails(ports, fence, mails, signal);
  const answeredBy = new Map(nameless.map((one, index) => [one, answered[index] ?? null]));
  return planned.map((one) => {
    const found = answeredBy.get(one);
    if (!found || one.plan.do !== 'track') return one;
    const { regarding, correlation } = found;
    return { ...one, plan: { ...one.plan, regarding, correlation } };
  });
}

async function planPage(reading: Reading, folder: SyncFolder, all: readonly StoredMail[]) {
  const scope = scopeOf(reading, folder);
  const plans = all.map((known) => ({ known, plan: planMail(scope, known) }));
  const open = plans.filter(({ plan }) => plan.do === 'judge').map(({ known }) => known);
  const { ports, fence, signal } = reading;
  const tracked = plans.flatMap(({ known, plan }) =>
    plan.do === 'track' ? [{ ...known, regarding: plan.regarding }] : [],
  );
  const judgements = await judgeMails(ports, fence, open, signal, tracked);
  const judgementOf = new Map(open.map((known, index) => [known, judgements[index]]));
  const planned = plans.map(({ known, plan }) => ({
    known,
    plan: plan.do === 'judge' ? judged(judgementOf.get(known)) : plan,
  }));
  return withPaneMarks(reading, folder, await withThreads(reading, planned));
}

/** When the mail came in; of one that does not say, when it was found. */
const receivedAt = ({ mail }: StoredMail, now: Date): Date =>
  new Date(mail.headers.receivedAt ?? mail.headers.sentAt ?? now);

function intentOf({ fence, ports }: Reading, { known, plan }: Planned): AcceptedIntent[] {
  if (plan.do !== 'track' && plan.do !== 'untrack') return [];
  const { key, direction, mail } = known;
  const { internetMessageId, conversationId } = mail.headers;
  const shared = {
    ...{ key, tenantId: fence.tenantId, requestedBy: fence.userId },
    ...{ direction, itemId: mail.itemId, internetMessageId, conversationId },
  };
  if (plan.do === 'untrack') {
    const how = { via: 'category', keepCopy: true, inBackground: true } as const;
    return [{ ...shared, ...how, intent: 'untrack', wanted: null }];
  }
  const { via, reason, regarding, correlation = null, acceptedBy = null, batchId = null } = plan;
  const foundIn = {
    folderId: mail.folderId,
    receivedAt: receivedAt(known, ports.runtime.now()),
  };
  return [
    {
      ...shared,
      ...{ intent: 'track', wanted: regarding, via, reason, correlation, acceptedBy, batchId },
      ...{ foundIn, inBulk: true },
    },
  ];
}

const reasonOf = (plan: Exclude<Planned['plan'], { do: 'skip' }>): Reason =>
  plan.do === 'untrack' ? 'untracked-before' : plan.reason;

/** Nothing is remembered of old mail nobody ever did anything about: its date says all. */
const isWorthKeeping = ({ state }: Reading, { known, plan }: Planned): boolean =>
  known.copy !== null ||
  known.row !== null ||
  known.hasCategory ||
  plan.do === 'track' ||
  !isBeforeStart(known.mail, state);

function copyOf(reading: Reading, planned: Planned): MailCopy[] {
  const { known, plan } = planned;
  if (plan.do === 'skip' || !isWorthKeeping(reading, planned)) return [];
  const { mail, key, hasCategory } = known;
  const day = receivedAt(known, reading.ports.runtime.now()).toISOString().slice(0, 10);
  const { itemId, folderId } = mail;
  const { paneMark = known.copy?.paneMark ?? null } = planned;
  return [{ itemId, key, folderId, hasCategory, reason: reasonOf(plan), day, paneMark }];
}

/** Decides about everything a page of changes tells. @throws Failure where mailbox or CRM fail. */
export async function decidePage(
  reading: Reading,
  folder: SyncFolder,
  page: ToldPage,
): Promise<DecidedPage> {
  const all = await knownMails(reading, page);
  const planned = await planPage(reading, folder, all);
  const { folderId, link, isLast, touched, left } = page;
  const commit: MailCommit = {
    cursor: { folderId, link, isRoundOpen: !isLast },
    intents: planned.flatMap((one) => intentOf(reading, one)),
    copies: planned.flatMap((one) => copyOf(reading, one)),
    touched,
    left,
  };
  const kept = new Set(commit.copies.map(({ itemId }) => itemId));
  const isFresh = ({ mail, copy }: StoredMail): boolean => !copy && kept.has(mail.itemId);
  return { commit, fresh: all.filter(isFresh).length };
}
