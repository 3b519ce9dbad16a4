import { barrier, judge } from '../domain/sync/judge.ts';
import type { Judgement } from '../domain/sync/judgement.ts';
import type { MailboxRef } from '../ports/workloads.ts';
import { factsOf } from './judging/facts.ts';
import { gather } from './judging/gather.ts';
import type { Known } from './judging/gather.ts';
import type { AskedMail, OpenMail, TrackedOnPage } from './judging/open-mail.ts';
import { openPage } from './judging/page.ts';
import type { JudgingPorts, Page } from './judging/page.ts';
import { mayBeTracked, unlessForbidden } from './judging/permission.ts';

/** When the mail came to be, so that answers are judged after what they answer. */
const timeOf = ({ headers }: OpenMail): number =>
  Date.parse(headers.receivedAt ?? headers.sentAt ?? '') || 0;

/** What one mail of the page comes to counts for those that answer it. */
function judgeOne(known: Known, mail: OpenMail): Judgement {
  const judgement = judge(mail, factsOf(known, mail), known.page.settings);
  if (judgement.verdict === 'track') {
    const { key, headers } = mail;
    known.threads.add(headers, { key, activityId: key, regarding: judgement.regarding });
  }
  return judgement;
}

/** The CRM does not know the mailbox's owner. */
const unlicensed = ({ settings }: Page, mail: OpenMail): Judgement => ({
  verdict: 'leave',
  reason: barrier(mail, mail.rule, settings) ?? 'no-licence',
});

/**
 * Whether mails nobody decided about are tracked by themselves, and why or why not, in their order
 * (X-01…X-16). Everything is read with the rights of the mailbox's owner. The CRM is asked once for
 * all of them, and not at all where the answer is known here.
 * @param tracked what of the same page a person's gesture tracks: answers to it count.
 * @throws Failure where the CRM does not answer.
 */
export async function judgeMails(
  ports: JudgingPorts,
  mailbox: MailboxRef,
  mails: readonly AskedMail[],
  signal: AbortSignal,
  tracked: readonly TrackedOnPage[] = [],
): Promise<Judgement[]> {
  if (mails.length === 0) return [];
  const page = await openPage(ports, mailbox, mails, signal);
  const known = await unlessForbidden(gather(page));
  if (!known) return page.mails.map((mail) => unlicensed(page, mail));
  for (const { key, mail, regarding } of tracked) {
    known.threads.add(mail.headers, { key, activityId: key, regarding });
  }
  const inOrder = page.mails.toSorted((a, b) => timeOf(a) - timeOf(b));
  const judged = new Map(inOrder.map((mail) => [mail, judgeOne(known, mail)]));
  const isWanted = [...judged.values()].some(({ verdict }) => verdict === 'track');
  const obstacle = isWanted ? await mayBeTracked(ports, mailbox, signal) : null;
  return page.mails.map((mail): Judgement => {
    const judgement = judged.get(mail) ?? { verdict: 'leave', reason: 'no-match' };
    const isHindered = judgement.verdict === 'track' && obstacle !== null;
    return isHindered ? { verdict: 'leave', reason: obstacle } : judgement;
  });
}
